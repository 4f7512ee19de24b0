package dev.poolscope.session;

import dev.poolscope.telemetry.recorder.TaskTags;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.run.StreamTarget;
import dev.poolscope.workload.run.SyntheticFailure;
import org.jspecify.annotations.Nullable;

/** The stream and the due time of synthetic tasks, for a recorder: the tasks know both themselves. */
final class SyntheticTags implements TaskTags {

    @Override
    public @Nullable String streamOf(Object target) {
        return target instanceof StreamTarget task ? task.stream() : null;
    }

    @Override
    public long dueNanosOf(Object target, long submittedNanos) {
        return target instanceof StreamTarget task ? task.dueNanos(submittedNanos) : submittedNanos;
    }

    /** A pool breaks with an exception of its own, the cause of which is what the hook threw. */
    @Override
    public @Nullable Action actionOf(Throwable thrown) {
        return thrown.getCause() instanceof SyntheticFailure failure ? failure.action() : null;
    }
}
