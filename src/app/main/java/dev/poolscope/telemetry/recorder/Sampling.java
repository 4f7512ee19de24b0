package dev.poolscope.telemetry.recorder;

import org.jspecify.annotations.Nullable;

/**
 * Which tasks are kept in detail when there are too many for all: every so-manyth block of some tasks in a row. It is by
 * whole tasks, so that what is known of a task is all of its steps or none: each thread that reports a step finds the same
 * answer by the task's number alone. Immutable; a change is another one, which begins with tasks that are still to come and
 * remembers what held before it.
 */
public final class Sampling {

    /** Tasks that are neighbours explain each other better than tasks far apart do. */
    static final int BLOCK_BITS = 6;
    /**
     * So many changes are remembered: a task would have to wait for seconds of a changing load to find its own forgotten.
     */
    private static final int MEMORY = 16;

    private final long fromTask;
    private final long mask;
    private final long match;
    private final @Nullable Sampling before;

    private Sampling(long fromTask, long mask, long match, @Nullable Sampling before) {
        this.fromTask = fromTask;
        this.mask = mask;
        this.match = match;
        this.before = before;
    }

    /** Every task. */
    static final Sampling ALL = new Sampling(Long.MIN_VALUE, 0, 0, null);
    /** No task. */
    static final Sampling NONE = new Sampling(Long.MIN_VALUE, 0, 1, null);

    /** From the next block after a task on, one block of 2^{@code rarity} blocks. */
    public Sampling after(long lastTask, int rarity) {
        long from = ((lastTask >> BLOCK_BITS) + 2) << BLOCK_BITS;
        return new Sampling(from, (1L << rarity) - 1, 0, forgetting(MEMORY));
    }

    private Sampling forgetting(int keep) {
        if (before == null || keep == 0) {
            return new Sampling(Long.MIN_VALUE, mask, match, null);
        }
        return new Sampling(fromTask, mask, match, before.forgetting(keep - 1));
    }

    /** Whether a task is kept in detail. */
    boolean has(long taskId) {
        Sampling then = this;
        while (taskId < then.fromTask && then.before != null) {
            then = then.before;
        }
        return ((taskId >> BLOCK_BITS) & then.mask) == then.match;
    }

    /** Whether one that has no number is kept in detail, by how many there were before it. */
    boolean hasOneMore(long thereWere) {
        return ((thereWere >> BLOCK_BITS) & mask) == match;
    }
}
