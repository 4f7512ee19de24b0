package dev.poolscope.pool;

import java.util.concurrent.locks.LockSupport;

/**
 * The one clock of a pool: a nanosecond counter and a way to sleep by it. Nothing else in the pool reads time, so
 * that a test can hand in a clock of its own ({@link PoolOptions.Builder#clock}) and decide when an idle timeout has
 * passed.
 *
 * {@snippet :
 * var asleep = new AtomicLong();
 * NanoClock counting = new NanoClock() {
 *     @Override
 *     public long nanoTime() {
 *         return NanoClock.SYSTEM.nanoTime();
 *     }
 *
 *     @Override
 *     public void parkNanos(Object blocker, long nanos) {
 *         asleep.incrementAndGet();
 *         NanoClock.SYSTEM.parkNanos(blocker, nanos);
 *     }
 * };
 * try (var pool = new SingleThreadPool(PoolOptions.builder().clock(counting).build())) {
 *     pool.run(() -> System.out.println("A worker waits for an idle timeout by this clock"));
 * }
 * System.out.println(asleep.get() + " times");
 * }
 *
 * <p>Implementations must be safe for use by many threads at once. {@link #nanoTime} is called with the pool's lock held:
 * it must neither wait for anything nor throw.
 */
public interface NanoClock {

    /** The clock of the machine: {@link System#nanoTime()} and {@link LockSupport#parkNanos(Object, long)}. */
    NanoClock SYSTEM = System::nanoTime;

    /**
     * Reads the time.
     *
     * @return nanoseconds since an arbitrary origin, never going backwards; only differences mean anything, and a
     *         difference stays right when the counter overflows
     */
    long nanoTime();

    /**
     * Blocks the calling thread until it is unparked or interrupted, or until the given time has passed on this
     * clock. May return early for no reason, exactly like {@link LockSupport#parkNanos(Object, long)}.
     *
     * @param blocker what the thread waits for, shown in thread dumps
     * @param nanos how long at most, in nanoseconds; nothing happens when it is not positive
     */
    default void parkNanos(Object blocker, long nanos) {
        LockSupport.parkNanos(blocker, nanos);
    }
}
