package dev.poolscope.recording;

import java.time.Duration;
import java.util.List;

import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.workload.run.CancelledBatch;

/**
 * What is known of a run only when it is over.
 *
 * @param length from the start of the run to where its end began
 * @param stopped whether it was stopped before its time
 * @param cutDraws how many times were drawn above one hour, and cut there
 * @param leftovers the tasks that the pool cancelled, by stream
 * @param recorded what the recorder kept of it, with its numbers
 */
public record RunEnd(Duration length, boolean stopped, long cutDraws, List<CancelledBatch> leftovers,
        RecordedRun recorded) {

    /** Copies the list. */
    public RunEnd {
        leftovers = List.copyOf(leftovers);
    }
}
