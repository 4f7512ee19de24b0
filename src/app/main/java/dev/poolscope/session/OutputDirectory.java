package dev.poolscope.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/**
 * A directory for files that belong together, such as those of a report. Made and tried before there is anything to write, so that no run is waited for
 * whose files cannot be written. Only files of these names are overwritten, all of them or none.
 */
public final class OutputDirectory {
    private final Path directory;
    private final String what;

    private OutputDirectory(Path directory, String what) {
        this.directory = directory;
        this.what = what;
    }

    /**
     * Makes the directory, if it is not there, and makes sure that it can be written to.
     *
     * @param directory where
     * @param what what the files are, for the sentence that says why they cannot be written, such as {@code report}
     * @param names the names of the files
     * @return the directory
     * @throws IOException if it is none, or cannot be made or written to, or something else has one of these names; the message says so in one line
     */
    public static OutputDirectory at(Path directory, String what, Collection<String> names) throws IOException {
        try {
            Files.createDirectories(directory);
            for (String own : names) {
                Path file = directory.resolve(own);
                if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isWritable(file))) {
                    throw new IOException("'" + file + "' is in the way: it is not a file that can be overwritten");
                }
            }
            // Permissions do not say everything: a read-only file system shows only when it is written to.
            Files.delete(Files.createTempFile(directory, ".poolscope", null));
            return new OutputDirectory(directory, what);
        } catch (FileSystemException refused) {
            throw new IOException("no " + what + " can be written to '" + directory + "': "
                    + reason(refused, directory), refused);
        }
    }

    private static String reason(FileSystemException refused, Path directory) {
        if (refused instanceof FileAlreadyExistsException) {
            return "'" + refused.getFile() + "' is not a directory";
        }
        if (!Files.isDirectory(directory)) {
            return refused instanceof AccessDeniedException
                    ? "permission denied for '" + refused.getFile() + "'"
                    : "it cannot be made";
        }
        return UnwritableFile.reason(refused, within(directory));
    }

    /** Any file of it: only the directory tells why it cannot be written. */
    private static Path within(Path directory) {
        return directory.resolve(".poolscope");
    }

    /** {@return the directory} */
    public Path path() {
        return directory;
    }

    /**
     * Writes files: all of them, or none.
     *
     * @param contents by their names
     * @throws IOException if one cannot be written; the message says so in one line
     */
    public void write(Map<String, byte[]> contents) throws IOException {
        try (WholeFiles files = new WholeFiles()) {
            for (Map.Entry<String, byte[]> each : contents.entrySet()) {
                files.add(directory.resolve(each.getKey()), out -> out.write(each.getValue()));
            }
            files.replace();
        } catch (IOException failed) {
            throw unwritten(failed);
        }
    }

    /**
     * Says that the files cannot be written.
     *
     * @param failure what was thrown when that was tried
     * @return what to throw; the message says why in one line
     */
    public IOException unwritten(IOException failure) {
        return unwritten(UnwritableFile.reason(failure, within(directory)), failure);
    }

    /**
     * Says that the files cannot be written.
     *
     * @param reason why
     * @param failure what was thrown when that was tried
     * @return what to throw; the message says why in one line
     */
    public IOException unwritten(String reason, Exception failure) {
        return new IOException("the " + what + " in '" + directory + "' cannot be written: " + reason, failure);
    }
}
