package dev.poolscope.session;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a file so that at every moment either the old content is there or the new one, and whole: to a new file beside it,
 * which then takes its place.
 */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file, over an old one if there is one. A link stays, and what it leads to is replaced; permissions stay.
     *
     * @param file where; its folder is there
     * @param bytes the new content
     * @throws IOException if it cannot be written; the old content is still there then
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        try (WholeFiles one = new WholeFiles()) {
            one.add(file, out -> out.write(bytes));
            one.replace();
        }
    }
}
