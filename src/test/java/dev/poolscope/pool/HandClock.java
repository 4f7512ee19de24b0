package dev.poolscope.pool;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A clock that stands still until it is advanced by hand. Who sleeps by it is woken to look again whenever it is. */
final class HandClock implements NanoClock {
    private final AtomicLong now = new AtomicLong(1_000_000_000L);
    private final Set<Thread> sleepers = ConcurrentHashMap.newKeySet();

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
        long end = now.get() + nanos;
        Thread self = Thread.currentThread();
        sleepers.add(self);
        try {
            if (now.get() < end) {
                LockSupport.park(blocker);
            }
        } finally {
            sleepers.remove(self);
        }
    }

    void advance(Duration time) {
        now.addAndGet(time.toNanos());
        sleepers.forEach(LockSupport::unpark);
    }
}
