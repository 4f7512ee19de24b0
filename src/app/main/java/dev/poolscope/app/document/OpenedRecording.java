package dev.poolscope.app.document;

import java.nio.file.Path;
import java.util.Optional;

import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.Recordings;

/**
 * A recording as far as it is read before it is shown.
 *
 * @param file where it lies
 * @param run the run: whole, or of a large recording without its tasks
 */
public record OpenedRecording(Path file, ShownRun run) {

    /**
     * Reads a recording; not in the thread of the screen.
     *
     * @param file where it lies
     * @return what is to be shown of it first
     * @throws RecordingException if it cannot be opened
     */
    public static OpenedRecording first(Path file) throws RecordingException {
        Optional<Recordings.Opened> overview = Recordings.openOverview(file);
        return new OpenedRecording(file,
                overview.isPresent() ? ShownRun.of(overview.get(), file, true) : whole(file));
    }

    /** Reads all that is kept of a recording; not in the thread of the screen. */
    static ShownRun whole(Path file) throws RecordingException {
        return ShownRun.of(Recordings.openToShow(file), file, false);
    }
}
