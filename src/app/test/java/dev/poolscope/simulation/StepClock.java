package dev.poolscope.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.poolscope.pool.NanoClock;

import static org.assertj.core.api.Assertions.fail;

/**
 * A clock that stands until it is set, and that holds each worker of a pool back: one that is woken out of its idle sleep, or
 * whose idle timeout has passed, goes on only when it may.
 */
final class StepClock implements NanoClock {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK = 1_000_000;

    private final Object monitor = new Object();
    private final Map<Integer, Sleeper> sleepers = new HashMap<>();
    /** The threads that wait, or have waited, for the pool. */
    private final Set<Thread> waiting = new HashSet<>();
    private volatile long now;
    private boolean over;

    /** An idle worker. */
    private static final class Sleeper {
        private final Thread thread;
        /** How often it has fallen asleep. */
        private int times;
        private boolean asleep;
        private boolean may;

        Sleeper(Thread thread) {
            this.thread = thread;
        }
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
        int worker = worker(Thread.currentThread());
        if (worker == 0) {
            // A thread that waits for the pool looks now and then.
            synchronized (monitor) {
                waiting.add(Thread.currentThread());
                monitor.notifyAll();
            }
            LockSupport.parkNanos(blocker, LOOK);
            return;
        }
        Sleeper self;
        synchronized (monitor) {
            self = sleepers.computeIfAbsent(worker, _ -> new Sleeper(Thread.currentThread()));
            self.asleep = true;
            self.times++;
            monitor.notifyAll();
        }
        LockSupport.park(blocker);
        synchronized (monitor) {
            awaitTurn(self);
            self.may = false;
            self.asleep = false;
        }
    }

    private void awaitTurn(Sleeper sleeper) {
        while (!sleeper.may && !over) {
            try {
                monitor.wait();
            } catch (InterruptedException _) {
                // A stray one: a worker that is idle has nothing to interrupt.
            }
        }
    }

    /** The number of the worker that a thread is; 0 if it is none. */
    static int worker(Thread thread) {
        String name = thread.getName();
        int at = name.lastIndexOf("-worker-");
        return at < 0 ? 0 : Integer.parseInt(name.substring(at + "-worker-".length()));
    }

    /** Sets the time; if it is that late already it is a nanosecond later, so that what happens in turn has an order. */
    void set(long nanos) {
        now = Math.max(now + 1, nanos);
    }

    /** Lets a worker that sleeps wake up, and look. */
    void release(int worker) {
        synchronized (monitor) {
            Sleeper sleeper = sleepers.get(worker);
            if (sleeper != null && sleeper.asleep) {
                sleeper.may = true;
                monitor.notifyAll();
                LockSupport.unpark(sleeper.thread);
            }
        }
    }

    /** How often a worker has fallen asleep. */
    int times(int worker) {
        synchronized (monitor) {
            Sleeper sleeper = sleepers.get(worker);
            return sleeper == null ? 0 : sleeper.times;
        }
    }

    /** Waits until a worker sleeps. */
    void awaitSleep(int worker) throws InterruptedException {
        await(worker, () -> {
            Sleeper sleeper = sleepers.get(worker);
            return sleeper != null && sleeper.asleep;
        });
    }

    /** Waits until a worker has fallen asleep so often. */
    void awaitSleep(int worker, int times) throws InterruptedException {
        await(worker, () -> times(worker) >= times);
    }

    /** Waits until a thread waits for the pool, or is at its end. */
    void awaitWait(Thread thread) throws InterruptedException {
        await(thread.getName() + " does not wait", () -> waiting.contains(thread) || !thread.isAlive());
    }

    private void await(int worker, BooleanSupplier done) throws InterruptedException {
        await("worker " + worker + " does not fall asleep", done);
    }

    private void await(String otherwise, BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (monitor) {
            while (!done.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    fail(otherwise);
                }
                TimeUnit.NANOSECONDS.timedWait(monitor, Math.min(left, LOOK));
            }
        }
    }

    /** Holds no thread back any more. */
    void end() {
        synchronized (monitor) {
            over = true;
            monitor.notifyAll();
            sleepers.values().forEach(it -> LockSupport.unpark(it.thread));
        }
    }
}
