package dev.poolscope.workload.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * YAML files of one kind that come with the program. A folder in a jar cannot be listed in a plain way, so their names stand
 * in the code; tests hold them to the files.
 *
 * @param kind what they are, in messages: {@code scenario}
 * @param folder where they are, from the root of the module, with a slash at both ends
 * @param names the names, without an ending, in the order in which they are best read
 */
public record ReadyFiles(String kind, String folder, List<String> names) {

    /** Copies the list. */
    public ReadyFiles {
        names = List.copyOf(names);
    }

    /**
     * Guesses what a misspelt name was meant to be.
     *
     * @param name a name that is none
     * @return the nearest one, or null if none is near
     */
    public @Nullable String suggest(String name) {
        return Suggestion.among(name, names);
    }

    /**
     * Returns the text of a file.
     *
     * @param name one of {@link #names()}
     * @return the content of its file
     * @throws IllegalArgumentException if there is none of this name
     */
    public String text(String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("there is no ready " + kind + " " + Quoted.of(name) + "; there are "
                    + String.join(", ", names));
        }
        try (InputStream in = ReadyFiles.class.getResourceAsStream(folder + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the ready " + kind + " '" + name + "' is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
