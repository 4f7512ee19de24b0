package dev.poolscope.story;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/**
 * What a task was asked to do, where its scenario gives all tasks of the stream the same time.
 *
 * @param work what it was to do
 * @param nanos for how long, without what it had to wait for
 */
record AskedWork(Work work, long nanos) {
    /** What no machine can help takes no words: so much, and such a part of what was asked for. */
    private static final long WORTH_TELLING = 1_000_000;
    private static final int PART = 20;

    /** That of a stream's tasks; null if it is drawn for each, or otherwise not known. */
    static @Nullable AskedWork of(Scenario scenario, @Nullable String stream) {
        return scenario.streams().stream().filter(it -> it.name().equals(stream)).findFirst().map(AskedWork::of)
                .orElse(null);
    }

    private static @Nullable AskedWork of(StreamSpec stream) {
        if (stream.arrivals() instanceof Arrivals.Bulk bulk && bulk.chunkSize() > 1) {
            // The last one does less than the others.
            return null;
        }
        Work work = stream.task().work();
        Distribution time = switch (work) {
            case Work.Sleep(var it) -> it;
            case Work.Cpu(var it) -> it;
            case Work.Lock(var it) -> it;
            // A child bears the name of the stream as well.
            case Work.FanOut _ -> null;
        };
        return time instanceof Distribution.Fixed(var value) ? new AskedWork(work, value.toNanos()) : null;
    }

    /** Whether it is worth telling that so much was asked for of a task that took so long. */
    boolean isExceededBy(long took) {
        return took - nanos >= Math.max(WORTH_TELLING, nanos / PART);
    }
}
