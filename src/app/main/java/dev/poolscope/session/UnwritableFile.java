package dev.poolscope.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says why a file could not be written, in words that fit behind its name. */
public final class UnwritableFile {
    private UnwritableFile() {}

    /**
     * Finds the reason.
     *
     * @param failure what was thrown
     * @param file what was to be written
     * @return such as {@code permission denied}; never the name of a file that only stood for this one
     */
    public static String reason(IOException failure, Path file) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.notExists(folder)) {
            return "its folder does not exist";
        }
        if (folder != null && !Files.isDirectory(folder)) {
            return "'" + folder + "' is not a folder";
        }
        if (Files.isDirectory(file)) {
            return "a folder has that name";
        }
        if (failure instanceof FileSystemException refused) {
            String reason = refused.getReason();
            return reason == null ? "its folder takes no new files" : reason;
        }
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
