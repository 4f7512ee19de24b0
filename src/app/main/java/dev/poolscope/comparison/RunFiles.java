package dev.poolscope.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.poolscope.session.FinishedRun;

/**
 * Reads runs from files: recordings, or the {@code summary.json} of a report.
 *
 * @param recordings reads recordings
 */
public record RunFiles(RecordingReader recordings) {
    private static final byte[] DATABASE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final long LARGEST_SUMMARY = 16 << 20;

    /** Reads recordings. */
    @FunctionalInterface
    public interface RecordingReader {
        /**
         * Reads one.
         *
         * @param file where it is
         * @return the run
         * @throws UnreadableRunException if it holds none; the message says why in one line
         */
        FinishedRun read(Path file) throws UnreadableRunException;
    }

    /**
     * Reads a run to be compared.
     *
     * @param file a recording, or a {@code summary.json}
     * @return the run
     * @throws UnreadableRunException if it is neither; the message says in one line what was found
     */
    public ComparedRun read(Path file) throws UnreadableRunException {
        String title = file.toString();
        if (isRecording(file)) {
            return ComparedRun.of(title, recordings.read(file));
        }
        try {
            if (Files.size(file) > LARGEST_SUMMARY) {
                throw new UnreadableRunException("'" + title
                        + "' is neither a recording nor a summary.json: it is no database, and larger than 16 MB",
                        null);
            }
            return SummaryFile.read(file, title);
        } catch (CharacterCodingException binary) {
            throw new UnreadableRunException(
                    "'" + title + "' is neither a recording nor a summary.json: it is no text in UTF-8", binary);
        } catch (IOException failed) {
            throw unreadable(title, failed);
        }
    }

    /**
     * Reads a run with everything that happened.
     *
     * @param file a recording
     * @return the run
     * @throws UnreadableRunException if it is none; the message says in one line what was found
     */
    public FinishedRun readRecording(Path file) throws UnreadableRunException {
        if (!isRecording(file)) {
            throw new UnreadableRunException("'" + file + "' is no recording of a run (NAME.poolscope)", null);
        }
        return recordings.read(file);
    }

    private static boolean isRecording(Path file) throws UnreadableRunException {
        String title = file.toString();
        if (Files.notExists(file)) {
            throw new UnreadableRunException("there is no file '" + title + "'", null);
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableRunException("'" + title
                    + "' is a folder; allowed is a recording (NAME.poolscope) or the summary.json of a report", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(DATABASE.length), DATABASE);
        } catch (IOException failed) {
            throw unreadable(title, failed);
        }
    }

    private static UnreadableRunException unreadable(String title, IOException failed) {
        return new UnreadableRunException("'" + title + "' cannot be read: "
                + (failed instanceof AccessDeniedException ? "permission denied" : failed.getMessage()), failed);
    }
}
