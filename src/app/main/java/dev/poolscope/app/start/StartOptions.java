package dev.poolscope.app.start;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Options for {@code java}, as a file that it reads.
 *
 * @param options as they are, one each
 */
public record StartOptions(List<String> options) {
    /** Keeps the options as they are now. */
    public StartOptions {
        options = List.copyOf(options);
    }

    /**
     * Writes them, whole or not at all.
     *
     * @param file replaced if it is there
     * @throws IOException if it cannot be written
     */
    public void writeTo(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        // Java reads this file in the encoding of the system.
        Files.write(unfinished, options.stream().map(StartOptions::quoted).toList(),
                Charset.forName(System.getProperty("native.encoding", StandardCharsets.UTF_8.name())));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String quoted(String option) {
        return '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
