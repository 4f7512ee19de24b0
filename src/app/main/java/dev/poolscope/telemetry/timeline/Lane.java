package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.stats.Sorted;
import org.jspecify.annotations.Nullable;

/**
 * One slot of a pool and the workers that had it, one after the other. Where no worker has it there is a gap. Owned by the
 * thread that owns the {@link Timeline}.
 */
public final class Lane {

    private final int slot;
    private final List<WorkerTrace> workers = new ArrayList<>();
    /** Of all lanes together. */
    private final LaneHistory all;
    private LaneHistory history;
    /** What is known of the whole run in buckets, if that is. */
    private @Nullable LaneHistory past;
    private long rewrites;

    Lane(int slot, LaneHistory all) {
        this.slot = slot;
        this.all = all;
        history = new LaneHistory(all);
    }

    /** {@return the number of the slot, from 1} */
    public int slot() {
        return slot;
    }

    /** From now on, the time before the detail is shown by this. */
    void tellPastBy(LaneHistory whole) {
        past = whole;
    }

    /** From now on, and before there is a history, what is forgotten is also told. */
    void tellForgotten(PastTap tap) {
        history = new LaneHistory(slot, tap, all);
    }

    /** Hands over to the history what has not ended by a time as well; nothing is to come afterwards. */
    void endHistory(long time) {
        visit(Long.MIN_VALUE, Long.MAX_VALUE, time,
                (_, kind, from, to, _, _) -> history.add(kind, from, Math.min(to, time), null));
    }

    /** Adds the latest worker. */
    void add(WorkerTrace worker) {
        workers.add(worker);
    }

    /** Forgets the workers from one on, because they have to be placed anew. */
    void removeLast() {
        workers.removeLast();
        rewritten();
    }

    void rewritten() {
        rewrites++;
    }

    /**
     * {@return how often something that had ended turned out to be otherwise: as long as this number, which only rises, stays
     * the same, so does every segment that is not open, but for those that were thinned out}
     */
    public long rewrites() {
        return rewrites;
    }

    @Nullable
    WorkerTrace last() {
        return workers.isEmpty() ? null : workers.getLast();
    }

    /** Hands over to the history what ended by a time. */
    void thinBefore(long time) {
        // What a past tells of the whole run is not added up once more.
        LaneHistory taking = past == null ? history : new LaneHistory();
        int begun = 0;
        while (begun < workers.size() && workers.get(begun).spawnedNanos() <= time) {
            workers.get(begun++).thinBefore(time, taking);
        }
        if (past != null) {
            history = past.until(time);
        }
        workers.subList(0, begun)
                .removeIf(worker -> worker.retiredNanos() != Timeline.UNKNOWN && worker.retiredNanos() <= time);
    }

    /**
     * {@return what is known of the time before the {@linkplain Completeness#detailFromNanos() detail}; empty if everything is
     * there in detail}
     */
    public LaneHistory history() {
        return history;
    }

    /**
     * {@return whether the history tells all that was before the detail; otherwise what had not ended where the detail begins is kept whole,
     * and is in no bucket}
     */
    public boolean hasWholeHistory() {
        return past != null;
    }

    /**
     * Lists the workers whose lives touch a span.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end
     * @return the workers in the order of time
     */
    public List<WorkerTrace> workers(long from, long to) {
        List<WorkerTrace> found = new ArrayList<>();
        for (int i = firstAt(from); i < workers.size() && workers.get(i).spawnedNanos() <= to; i++) {
            found.add(workers.get(i));
        }
        return found;
    }

    /**
     * Shows the segments that touch a span, in the order of time, none of them empty.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end
     * @param now where open segments end for the time being
     * @param visitor gets them; whole, not cut to the span
     */
    public void visit(long from, long to, long now, Segment.Visitor visitor) {
        for (int i = firstAt(from); i < workers.size() && workers.get(i).spawnedNanos() < to; i++) {
            workers.get(i).visit(from, to, now, visitor);
        }
    }

    /**
     * Lists the segments that touch a span, like {@link #visit}.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end
     * @param now where open segments end for the time being
     * @return the segments
     */
    public List<Segment> segments(long from, long to, long now) {
        List<Segment> found = new ArrayList<>();
        visit(from, to, now, (worker, kind, start, end, open, task) -> found
                .add(new Segment(worker, kind, start, end, open, task)));
        return found;
    }

    /**
     * Returns for how long its workers were busy in a span, from the detail, and before the detail from the history.
     *
     * @param from the beginning of the span, in nanoseconds from the start of the run
     * @param to its end
     * @param now where open segments end for the time being
     * @param detailFrom from when on there is {@linkplain Completeness#detailFromNanos() detail}
     * @return nanoseconds; of a bucket that is partly in the span the same part of its time
     */
    public long busyNanos(long from, long to, long now, long detailFrom) {
        long since = hasWholeHistory() ? Math.max(from, detailFrom) : from;
        long[] sum = {history.busyNanos(from, to, detailFrom)};
        visit(since, to, now, (_, kind, start, end, _, _) -> {
            if (kind.isBusy()) {
                sum[0] += Math.max(0, Math.min(end, to) - Math.max(start, since));
            }
        });
        return sum[0];
    }

    /**
     * Finds the segment at a time.
     *
     * @param nanos when
     * @param now where open segments end for the time being
     * @return the segment that begins at or before that time and ends after it, or null in a gap
     */
    public @Nullable Segment segmentAt(long nanos, long now) {
        List<Segment> found = segments(nanos, nanos + 1, now);
        return found.isEmpty() ? null : found.getLast();
    }

    /** The first worker that was not gone before a time: the lives in a lane follow one another. */
    private int firstAt(long time) {
        return Sorted.count(workers.size(), at -> isGoneBefore(workers.get(at).retiredNanos(), time));
    }

    private static boolean isGoneBefore(long gone, long time) {
        return gone != Timeline.UNKNOWN && gone < time;
    }
}
