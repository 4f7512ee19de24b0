package dev.poolscope.workload.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.poolscope.pool.CancelledTask;

/**
 * Tasks of one stream that the pool accepted and cancelled itself.
 *
 * @param stream the name of the stream
 * @param children whether they were submitted by other tasks of the stream
 * @param count how many; 1 or more
 */
public record CancelledBatch(String stream, boolean children, int count) {

    /** Counts tasks; those that are of no stream are left out. */
    static List<CancelledBatch> of(List<CancelledTask<?>> tasks) {
        Map<CancelledBatch, Integer> counts = new LinkedHashMap<>();
        for (CancelledTask<?> task : tasks) {
            if (task.target() instanceof StreamTarget target) {
                boolean child = target instanceof SyntheticTask synthetic
                        && synthetic.origin() == SyntheticTask.Origin.CHILD;
                counts.merge(new CancelledBatch(target.stream(), child, 1), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(it -> new CancelledBatch(it.getKey().stream(), it.getKey().children(), it.getValue())).toList();
    }
}
