package dev.poolscope.comparison;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;

/** Reads runs from files: recordings, or the {@code summary.json} of a report. */
public final class RunFiles {
    private static final long LARGEST_SUMMARY = 16 << 20;
    private static final String RECORDING = "a recording (NAME.poolscope)";

    private RunFiles() {}

    /**
     * Reads a run to be compared.
     *
     * @param file a recording, or a {@code summary.json}
     * @return the run
     * @throws UnreadableRunException if it is neither; the message says in one line what was found
     */
    public static ComparedRun read(Path file) throws UnreadableRunException {
        String title = file.toString();
        if (isRecording(file, RECORDING + " or the summary.json of a report")) {
            return ComparedRun.of(title, open(file));
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
    public static FinishedRun readRecording(Path file) throws UnreadableRunException {
        if (!isRecording(file, RECORDING)) {
            throw new UnreadableRunException("'" + file + "' is no recording of a run (NAME.poolscope)", null);
        }
        return open(file);
    }

    private static boolean isRecording(Path file, String allowed) throws UnreadableRunException {
        String title = file.toString();
        if (Files.notExists(file)) {
            throw new UnreadableRunException("there is no file '" + title + "'", null);
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableRunException("'" + title + "' is a folder; allowed is " + allowed, null);
        }
        return Recordings.isRecording(file);
    }

    private static FinishedRun open(Path file) throws UnreadableRunException {
        try {
            return Recordings.open(file);
        } catch (RecordingException refused) {
            throw new UnreadableRunException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static UnreadableRunException unreadable(String title, IOException failed) {
        return new UnreadableRunException("'" + title + "' cannot be read: "
                + (failed instanceof AccessDeniedException ? "permission denied" : failed.getMessage()), failed);
    }
}
