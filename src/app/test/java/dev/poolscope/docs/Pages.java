package dev.poolscope.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages of the documentation, cut into what tests hold them to. */
public final class Pages {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Pages() {}

    public static String text(String page) {
        try {
            return Files.readString(Path.of(page));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** All pages of the repository. */
    static List<Path> all() {
        try (Stream<Path> docs = Files.walk(Path.of("src", "docs"))) {
            return Stream.concat(docs.filter(file -> file.toString().endsWith(".md")),
                    Stream.of(Path.of("README.md"), Path.of(".github", "CONTRIBUTING.md"))).sorted().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** What stands below a heading, up to the next one of its level or above. */
    public static String section(String page, String heading) {
        String text = text(page) + "\n# ";
        var begin = Pattern.compile("(?m)^(#+) " + Pattern.quote(heading) + "$").matcher(text);
        assertThat(begin.find()).as("%s has a section '%s'", page, heading).isTrue();
        var end = Pattern.compile("(?m)^#{1," + begin.group(1).length() + "} ").matcher(text);
        assertThat(end.find(begin.end())).isTrue();
        return text.substring(begin.end(), end.start());
    }

    /** The only block of code in a language. */
    public static String onlyBlock(String page, String language) {
        List<String> blocks = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$").matcher(text(page)).results()
                .filter(block -> block.group(1).equals(language)).map(block -> block.group(2)).toList();
        assertThat(blocks).as("blocks of '%s' in %s", language, page).hasSize(1);
        return blocks.getFirst();
    }

    /** The rows of the only table in a section, each as its cells. */
    public static List<List<String>> table(String page, String heading) {
        List<List<String>> rows = section(page, heading).lines().filter(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.split("(?<!\\\\)\\|", -1)).map(String::strip).toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .toList();
        assertThat(rows).as("a table in '%s' of %s", heading, page).hasSizeGreaterThan(2);
        return rows.subList(2, rows.size());
    }

    /** What stands between back-quotes. */
    public static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }
}
