package dev.poolscope.pool;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * What happens to open pools when the JVM exits: all are shut down in parallel (one that was closed before, but is to finish its
 * queue, goes on with that instead), their running tasks are waited for, each pool's for its own grace time from the beginning of
 * the exit; then what is still queued is cancelled, what runs is interrupted, and the exit goes on. Nothing here waits without
 * a limit, and a pool for which something fails does not keep the others from their turn.
 *
 * <p>The one piece of state in this package that all pools of the JVM share, because the JVM exits but once. The hook is there
 * only while a pool is: otherwise the JVM would keep the loader of these classes for good.
 */
final class ExitHook {
    private static final ReentrantLock LOCK = new ReentrantLock();
    /** How often it is waited, at most, for another thread to drop a queue: some thirty milliseconds. */
    private static final int PATIENCE = 62;

    /** The open pools, each at its own {@link PoolLifecycle#exitIndex}: so one leaves in one step, and going along them takes no memory. */
    @GuardedBy("LOCK")
    private static @Nullable PoolLifecycle[] open = new PoolLifecycle[8];
    @GuardedBy("LOCK")
    private static int size;
    @GuardedBy("LOCK")
    private static @Nullable Thread hook;

    private ExitHook() {}

    static void remember(PoolLifecycle pool) {
        LOCK.lock();
        try {
            if (hook == null) {
                hook = install();
            }
            if (size == open.length) {
                open = Arrays.copyOf(open, 2 * size);
            }
            pool.exitIndex = size;
            open[size++] = pool;
        } finally {
            LOCK.unlock();
        }
    }

    private static @Nullable Thread install() {
        Thread fresh = new Thread(null, ExitHook::shutDownAll, "poolscope-exit", 0, false);
        fresh.setContextClassLoader(null);
        try {
            Runtime.getRuntime().addShutdownHook(fresh);
            return fresh;
        } catch (IllegalStateException exiting) {
            // The JVM is already on its way out: the workers are daemons and will not hold it up.
            return null;
        }
    }

    static void forget(PoolLifecycle pool) {
        LOCK.lock();
        try {
            PoolLifecycle last = open[size - 1];
            open[pool.exitIndex] = last;
            if (last != null) {
                last.exitIndex = pool.exitIndex;
            }
            open[--size] = null;
            if (size == 0 && hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
                hook = null;
            }
        } catch (IllegalStateException exiting) {
            // The hook runs, or is about to: it finds this pool gone.
            hook = null;
        } finally {
            LOCK.unlock();
        }
    }

    /** An open pool; null if there are not so many. Asked from the last to the first none is missed, whichever leave meanwhile. */
    private static @Nullable PoolLifecycle at(int index) {
        LOCK.lock();
        try {
            return index < size ? open[index] : null;
        } finally {
            LOCK.unlock();
        }
    }

    private static int size() {
        LOCK.lock();
        try {
            return size;
        } finally {
            LOCK.unlock();
        }
    }

    private static void shutDownAll() {
        long start = NanoClock.SYSTEM.nanoTime();
        for (int i = size() - 1; i >= 0; i--) {
            PoolLifecycle pool = at(i);
            if (pool != null && !pool.isClosed()) {
                beginShutdown(pool);
            }
        }
        for (int i = size() - 1; i >= 0; i--) {
            PoolLifecycle pool = at(i);
            if (pool != null) {
                awaitEnd(pool, start);
            }
        }
    }

    private static void awaitEnd(PoolLifecycle pool, long start) {
        boolean ended = false;
        try {
            long left = pool.exitGraceNanos - (NanoClock.SYSTEM.nanoTime() - start);
            ended = pool.awaitTermination(NanoClock.SYSTEM, Math.max(0, left));
        } catch (Throwable failure) {
            Log.warning(LogMessage.EXIT_NOT_AWAITED, pool.name(), failure);
        }
        if (!ended) {
            try {
                endNow(pool);
            } catch (Throwable failure) {
                Log.warning(LogMessage.EXIT_NOT_SHUT_DOWN, pool.name(), failure);
            }
        }
    }

    private static void endNow(PoolLifecycle pool) {
        if (!pool.hasDroppedQueue()) {
            beginShutdown(pool);
            for (int waited = 0; waited < PATIENCE && !pool.hasDroppedQueue(); waited++) {
                Backoff.pause(waited);
            }
        }
        pool.interruptRunning();
    }

    /** In a thread of its own: callbacks and observers of one pool must not hold up the others. */
    private static void beginShutdown(PoolLifecycle pool) {
        try {
            Detached.run(pool.name(), "-exit", pool.beginShutdown);
        } catch (Throwable failure) {
            Log.warning(LogMessage.EXIT_NOT_SHUT_DOWN, pool.name(), failure);
        }
    }
}
