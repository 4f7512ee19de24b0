package dev.poolscope.app.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The pages of the documentation that come with the program, in the order in which Help offers them. */
enum HelpPage {
    MANUAL, SCENARIO_FORMAT, COMMAND_LINE, LIBRARY, TEACHING, GLOSSARY, CHANGES;

    private static final String FOLDER = "/docs/";

    /** The page that a link of another page leads to; empty if that page does not come with the program. */
    static Optional<HelpPage> linked(String link) {
        return Stream.of(values()).filter(page -> page.file().equals(link)).findFirst();
    }

    String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md";
    }

    /** The key of its name in the texts. */
    String text() {
        return "help." + name().toLowerCase(Locale.ROOT);
    }

    /** Reads the page, which takes the time of reading a file. */
    List<Block> read() {
        try (InputStream in = HelpPage.class.getResourceAsStream(FOLDER + file())) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file() + " does not come with this program");
            }
            return PageReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
