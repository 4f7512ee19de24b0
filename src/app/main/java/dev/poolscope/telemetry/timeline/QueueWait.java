package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Partitions the wait of a task that no worker took: any of them might have, so that it waited for all of them at once. Each moment belongs
 * to the first of these that is so:
 * <ol>
 * <li>A worker started or was idle: of several, the one with the lowest number.
 * <li>It is not recorded what a worker did.
 * <li>Workers had tasks in hand: each is named with its task, or, of more than {@value #MOST_NAMED}, it is said only that all were busy,
 * and whether all of these tasks were blocked.
 * <li>A worker took no more tasks: of several, the one with the lowest number.
 * <li>There was none.
 * </ol>
 * It changes only where a segment of a worker begins or ends, so that from one such time to the next there is one part; they leave out no moment.
 */
final class QueueWait {
    /** Of more workers a reader would not read what each of them did. */
    static final int MOST_NAMED = 3;

    private final NavigableMap<Integer, Segment> free = new TreeMap<>();
    private final NavigableMap<Integer, Segment> busy = new TreeMap<>();
    private final NavigableMap<Integer, Segment> retiring = new TreeMap<>();
    private int blocked;
    private int unknown;
    private final List<WaitPart> parts = new ArrayList<>();
    /** When the worker ceases to be free that the last part is about. */
    private long freeUntil;
    private final TimelineState facts;

    private QueueWait(TimelineState facts) {
        this.facts = facts;
    }

    /** The parts of a stretch that is kept in detail, in the order of time. */
    static List<WaitPart> of(long from, long to, TimelineState facts, long now) {
        QueueWait wait = new QueueWait(facts);
        wait.partition(from, to, now);
        wait.finishLast();
        return wait.parts;
    }

    /** Where a segment begins or ends. */
    private record Bound(long nanos, boolean begins, Segment segment) {}

    private void partition(long from, long to, long now) {
        List<Bound> bounds = new ArrayList<>();
        for (int slot = 1; slot <= facts.lanes.count(); slot++) {
            facts.lanes.lane(slot).visit(from, to, Math.max(now, to),
                    new TakerVisitor(from, to, (who, kind, start, end, open, hand) -> {
                        Segment segment = new Segment(who, kind, start, end, open, hand);
                        long begin = Math.max(from, start);
                        long over = Math.min(to, end);
                        if (begin < over) {
                            bounds.add(new Bound(begin, true, segment));
                            bounds.add(new Bound(over, false, segment));
                        }
                    }));
        }
        bounds.sort(Comparator.comparingLong(Bound::nanos));
        long since = from;
        for (Bound bound : bounds) {
            if (bound.nanos() > since) {
                add(since, bound.nanos());
                since = bound.nanos();
            }
            pass(bound);
        }
        if (since < to) {
            add(since, to);
        }
    }

    /** Ends may come behind the beginnings of what follows them: a segment goes only if it is still there. */
    private void pass(Bound bound) {
        Segment segment = bound.segment();
        int worker = segment.worker().id();
        SegmentKind kind = segment.kind();
        unknown += kind != SegmentKind.NOT_RECORDED ? 0 : bound.begins() ? 1 : -1;
        blocked += kind != SegmentKind.BLOCKED ? 0 : bound.begins() ? 1 : -1;
        NavigableMap<Integer, Segment> which = kind.isFree()
                ? free
                : kind == SegmentKind.FINALIZING ? retiring : kind == SegmentKind.NOT_RECORDED ? null : busy;
        if (which != null && bound.begins()) {
            which.put(worker, segment);
        } else if (which != null) {
            which.remove(worker, segment);
        }
    }

    private void add(long from, long to) {
        WaitPart next = part(from, to);
        WaitPart last = parts.isEmpty() ? null : parts.getLast();
        if (last != null && last.cause() == next.cause() && last.workerId() == next.workerId()
                && last.taskId() == next.taskId() && last.held().equals(next.held())) {
            parts.removeLast();
            next = new WaitPart(last.from(), to, next.cause(), next.workerId(), next.taskId(), next.held());
        } else {
            finishLast();
        }
        parts.add(next);
        freeUntil = free.isEmpty() ? to : free.firstEntry().getValue().to();
    }

    private WaitPart part(long from, long to) {
        if (!free.isEmpty()) {
            Segment first = free.firstEntry().getValue();
            return new WaitPart(from, to, WaitPart.Cause.of(first.kind(), first.worker(), first.to()),
                    first.worker().id(), 0);
        }
        if (unknown > 0) {
            return new WaitPart(from, to, WaitPart.Cause.NOT_RECORDED, 0, 0);
        }
        if (busy.size() > MOST_NAMED) {
            return new WaitPart(from, to,
                    blocked == busy.size() ? WaitPart.Cause.ALL_BLOCKED : WaitPart.Cause.ALL_BUSY, 0, 0);
        }
        if (!busy.isEmpty()) {
            List<WaitPart.Held> held = busy.values().stream().map(QueueWait::held).toList();
            WaitPart.Held first = held.getFirst();
            return held.size() == 1
                    ? new WaitPart(from, to, first.cause(), first.workerId(), first.taskId())
                    : new WaitPart(from, to, WaitPart.Cause.ALL_BUSY, 0, 0, held);
        }
        return retiring.isEmpty()
                ? new WaitPart(from, to, WaitPart.Cause.NO_WORKER, 0, 0)
                : new WaitPart(from, to, WaitPart.Cause.RETIRING, retiring.firstKey(), 0);
    }

    private static WaitPart.Held held(Segment segment) {
        TaskTrace hand = segment.task();
        return new WaitPart.Held(segment.worker().id(), hand == null ? 0 : hand.id(),
                WaitPart.Cause.of(segment.kind(), segment.worker(), segment.to()));
    }

    /** A worker was woken only if its idle time ended with the part. */
    private void finishLast() {
        WaitPart last = parts.isEmpty() ? null : parts.getLast();
        if (last != null && last.cause() == WaitPart.Cause.WAKING && last.to() < freeUntil) {
            parts.removeLast();
            parts.add(new WaitPart(last.from(), last.to(), last.cause().cutShort(), last.workerId(), 0));
        }
    }
}
