package dev.poolscope.telemetry.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Shows what workers did as those see it who wait for one of them: a worker whose initializer has thrown takes no task, so that it does not start
 * any more, however long it is still there.
 */
final class TakerVisitor implements Segment.Visitor {
    private final long after;
    private final long before;
    private final Segment.Visitor visitor;

    /**
     * Makes one for a span.
     *
     * @param after its beginning
     * @param before its end
     * @param visitor gets the segments that touch it; whole, not cut to it
     */
    TakerVisitor(long after, long before, Segment.Visitor visitor) {
        this.after = after;
        this.before = before;
        this.visitor = visitor;
    }

    @Override
    public void segment(WorkerTrace worker, SegmentKind kind, long from, long to, boolean open,
            @Nullable TaskTrace task) {
        long failed = worker.initializerFailedNanos();
        if (kind != SegmentKind.STARTING || failed == Timeline.UNKNOWN || failed >= to) {
            visitor.segment(worker, kind, from, to, open, task);
            return;
        }
        if (failed > from && failed > after) {
            visitor.segment(worker, kind, from, failed, false, task);
        }
        if (failed < before) {
            visitor.segment(worker, SegmentKind.FINALIZING, Math.max(from, failed), to, open, task);
        }
    }
}
