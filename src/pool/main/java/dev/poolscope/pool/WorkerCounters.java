package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one worker has done, or several. Counting for one is a plain addition, for several an atomic one, and each number is
 * released: a thread that sees what was done after a number had risen, sees the number risen. It stands on cache lines of
 * its own, so that counting costs no more than the addition.
 *
 * <p>How many workers are busy and how many tasks they are done with are one number, so that they are always of the same
 * moment: the busy ones in the upper 16 bits, the tasks in the lower 48.
 */
final class WorkerCounters extends WorkerCounterPads.After {
    private static final long BUSY = 1L << 48;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(WorkerCounterPads.Numbers.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        Linking.link(3, WorkerCounters::use);
    }

    /** Every way in which the handles are used, on nothing: see {@link Linking}. */
    private static void use(int which) {
        switch (which) {
            case 0 -> {
                var _ = (long) WORD.getAcquire((WorkerCounters) null);
            }
            case 1 -> {
                var _ = (long) WORD.getAndAdd((WorkerCounters) null, 0L);
            }
            default -> WORD.setRelease((WorkerCounters) null, 0L);
        }
    }

    private final boolean shared;

    WorkerCounters(boolean shared) {
        this.shared = shared;
    }

    /** Whether several workers count here at the same time. */
    boolean isShared() {
        return shared;
    }

    /** Everything it has counted, of one moment. */
    long word() {
        return (long) WORD.getAcquire(this);
    }

    /** How many workers are busy. */
    static int busy(long word) {
        return (int) (word >>> 48);
    }

    /** Tasks that were begun to be worked on. */
    static long started(long word) {
        return freed(word) + busy(word);
    }

    /** Tasks that workers are done with: the code has returned, and so have the callbacks. */
    static long freed(long word) {
        return word & (BUSY - 1);
    }

    /** A free worker goes busy. */
    void start() {
        add(BUSY);
    }

    /** A busy worker is free again. */
    void free() {
        add(1 - BUSY);
    }

    private void add(long delta) {
        if (shared) {
            var _ = (long) WORD.getAndAdd(this, delta);
        } else {
            WORD.setRelease(this, word + delta);
        }
    }
}
