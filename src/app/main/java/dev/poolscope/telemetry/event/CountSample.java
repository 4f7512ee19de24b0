package dev.poolscope.telemetry.event;

import dev.poolscope.pool.PoolState;

/**
 * What the exact counters of a run said at one moment.
 *
 * @param nanos when they were read, in nanoseconds from the start of the run
 * @param counts how things stood
 * @param state how the pool stood
 * @param broken whether it had ever broken
 * @param droppedFromNanos from when on no task waited any more, because the pool had cancelled what was pending;
 *            {@link Long#MAX_VALUE} if it had not, as far as it had told
 * @param mostLateNanos by how much the latest arrival so far was late, in nanoseconds; 0 if none was
 */
public record CountSample(long nanos, Counts counts, PoolState state, boolean broken, long droppedFromNanos,
        long mostLateNanos) {

    /** As this one, which was read when the pool had not told yet that it had cancelled what was pending. */
    public CountSample dropped(long from) {
        long dropped = counts.pending();
        Counts then = new Counts(counts.alive(), counts.busy(), counts.free(), 0, counts.submitted(),
                counts.completed(),
                counts.failed(), counts.cancelled() + dropped, counts.rejected(), counts.cancelledByPool() + dropped);
        return new CountSample(nanos, then, state, broken, from, mostLateNanos);
    }

    /** The same, of another time at which things stood so. */
    public CountSample at(long other) {
        return new CountSample(other, counts, state, broken, droppedFromNanos, mostLateNanos);
    }
}
