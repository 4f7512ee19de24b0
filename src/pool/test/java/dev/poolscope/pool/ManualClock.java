package dev.poolscope.pool;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Time that passes only when the test says so. It begins just before its counter overflows, so that every test also proves
 * that only differences count. A thread that parks on it sleeps until the time it asked for, counted from its last look at the clock.
 */
final class ManualClock implements NanoClock {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final ThreadLocal<Long> seen = ThreadLocal.withInitial(now::get);
    private final Map<Thread, Long> sleepers = new ConcurrentHashMap<>();

    @Override
    public long nanoTime() {
        long time = now.get();
        seen.set(time);
        return time;
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
        Thread self = Thread.currentThread();
        long deadline = seen.get() + nanos;
        sleepers.put(self, deadline);
        try {
            if (deadline - now.get() > 0) {
                LockSupport.park(blocker);
            }
        } finally {
            sleepers.remove(self);
        }
    }

    /** Lets time pass and wakes those whose time has come. */
    void advance(Duration by) {
        long time = now.addAndGet(by.toNanos());
        sleepers.forEach((thread, deadline) -> {
            if (deadline - time <= 0) {
                LockSupport.unpark(thread);
            }
        });
    }

    /** Waits until that many threads sleep by this clock. */
    void awaitSleepers(int count) {
        Patience.until(count + " threads sleep",
                () -> sleepers.size() == count && sleepers.keySet().stream()
                        .allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }
}
