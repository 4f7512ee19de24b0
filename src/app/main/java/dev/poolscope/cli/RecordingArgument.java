package dev.poolscope.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;

/** A recording that is named on the command line. */
final class RecordingArgument {
    private RecordingArgument() {}

    /** Opens it, and says what it lacks. */
    static FinishedRun open(String file, Console console) throws RecordingException {
        return openDated(file, console).run();
    }

    /** Opens it, and says what it lacks. */
    static Recordings.Dated openDated(String file, Console console) throws RecordingException {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException nowhere) {
            throw new RefusalException("there is no file '" + file + "'");
        }
        if (file.isBlank()) {
            throw new RefusalException("there is no file '" + file + "'");
        }
        Recordings.Dated recording = Recordings.openDated(path);
        if (!recording.run().remark().isEmpty()) {
            console.tell(recording.run().remark());
        }
        return recording;
    }
}
