package dev.poolscope.app.fx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.poolscope.recording.RecordedDetail;
import dev.poolscope.recording.RecordingWriter;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.TimedAction;
import org.jspecify.annotations.Nullable;

/** A run as the window sees it. No method waits, so that all may be called by the thread of the screen. */
public interface LiveRun {

    /** Gives what has happened since the last call; null if there is nothing new. */
    @Nullable
    EventBatch poll();

    /** Whether the run is over; whatever happened in it can be polled by then. */
    boolean isOver();

    /** Reads from its recording what is not kept in memory any more; null if it is not recorded. */
    default @Nullable RecordedDetail detail() {
        return null;
    }

    /** The recording of all of the run, once it is closed; empty if there is none, or if it lacks something. */
    default CompletableFuture<Optional<Path>> recording() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** What is wrong with its recording now; empty if nothing is, or if it is not recorded. */
    default Optional<RecordingWriter.Trouble> recordingTrouble() {
        return Optional.empty();
    }

    /** Completed when the run is over, normally or not. */
    CompletableFuture<?> ended();

    /** Why the run could not be brought to its end, if that went wrong; null otherwise. */
    @Nullable
    Throwable failure();

    /** How long the run has been going on, in nanoseconds. */
    long elapsedNanos();

    /** For how long its workers have had time, in nanoseconds: also beyond its duration, until its pool has terminated. */
    default long poolNanos() {
        return elapsedNanos();
    }

    /** The numbers so far, exact whatever was dropped, as old as a quarter of a second; null before there are any. */
    @Nullable
    Summary summary();

    /** How the scenario's expectations stand by those numbers, in the order of the file; empty before there are any. */
    List<Expectation.Outcome> expectations();

    /** Ends the run now, interrupting what runs. */
    void stop();

    /** How many workers its pool may have. */
    int maxWorkers();

    /** The streams that tasks can be submitted of; at least one. */
    List<String> streams();

    /** The idle timeout that the pool has now; null for never. */
    @Nullable
    Duration idleTimeout();

    /** The rates at which the streams that have one arrive now, by their names. */
    Map<String, Rate> rates();

    /** Performs an action; what becomes of it is completed in a thread of the run, and stands in the log. */
    CompletableFuture<Answer> perform(Action action);

    /** What was done by hand so far, and was not refused. */
    List<TimedAction> performed();

    /** The run with its report; null until it is over, and if it ended badly. */
    @Nullable
    FinishedRun finishedRun();
}
