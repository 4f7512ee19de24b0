package dev.poolscope.session;

import dev.poolscope.telemetry.recorder.TaskTags;
import dev.poolscope.workload.run.StreamTarget;
import org.jspecify.annotations.Nullable;

/** Tells a recorder of which stream a synthetic task is, and when it was due: the tasks know it themselves. */
final class SyntheticTags implements TaskTags {

    @Override
    public @Nullable String streamOf(Object target) {
        return target instanceof StreamTarget task ? task.stream() : null;
    }

    @Override
    public long dueNanosOf(Object target, long submittedNanos) {
        return target instanceof StreamTarget task ? task.dueNanos(submittedNanos) : submittedNanos;
    }
}
