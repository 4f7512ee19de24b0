package dev.poolscope.telemetry.recorder;

import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * What cancels tasks: one object for all that one cause cancels.
 *
 * @param by what cancels them
 * @param action the action by which that comes; null if it is none, or is not known
 */
record CancelCause(Canceller by, @Nullable Action action) {

    /** {@return the event of a task that is cancelled so, at a stamp in nanoseconds from the start of the run} */
    TaskEvent.Cancelled at(long stamp, long taskId, int workerId) {
        return new TaskEvent.Cancelled(stamp, taskId, workerId, by, action);
    }
}
