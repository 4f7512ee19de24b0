package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one worker has done. Only its own thread counts, by plain additions, and each number is released: whoever sees what
 * was done after a number had risen, sees the number risen. It stands on cache lines of its own, so that
 * counting costs no more than an addition.
 *
 * <p>Whether the worker is busy and how many tasks it has started and is done with are one number, so that they are always of
 * the same moment. That a task failed, or was cancelled while it ran, is counted under the core's lock together with being
 * done with it; completed are the others.
 */
final class Tally extends TallyPads.After {
    private static final VarHandle STEPS;

    static {
        try {
            STEPS = MethodHandles.lookup().findVarHandle(TallyPads.Numbers.class, "steps", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** How often it has gone from free to busy or back; odd while it is busy. */
    long steps() {
        return (long) STEPS.getAcquire(this);
    }

    static boolean isBusy(long steps) {
        return (steps & 1) != 0;
    }

    /** Tasks it has begun to work on. */
    static long started(long steps) {
        return (steps + 1) >>> 1;
    }

    /** Tasks it is done with: the code has returned, and so have the callbacks. */
    static long freed(long steps) {
        return steps >>> 1;
    }

    /** Goes from free to busy, or back. */
    void step() {
        STEPS.setRelease(this, steps + 1);
    }
}
