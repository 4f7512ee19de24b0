package dev.poolscope.workload.run;

import dev.poolscope.pool.NanoClock;

/** What the synthetic tasks of one run share: a clock to sleep by, a way to compute, and one lock. */
final class TaskResources {
    private final NanoClock clock;
    private final CpuWork cpu;
    private final Hands hands;
    private final RunLock lock = new RunLock();

    TaskResources(NanoClock clock, CpuWork cpu, Hands hands) {
        this.clock = clock;
        this.cpu = cpu;
        this.hands = hands;
    }

    /** What the worker that calls has in hand. */
    Hands.Hand hand() {
        return hands.mine();
    }

    NanoClock clock() {
        return clock;
    }

    /** Sleeps by the clock of the run; an interrupt ends it at once. */
    void sleep(long nanos) throws InterruptedException {
        long start = clock.nanoTime();
        for (long left = nanos; left > 0; left = nanos - (clock.nanoTime() - start)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while sleeping");
            }
            clock.parkNanos(this, left);
        }
    }

    void compute(long nanos) throws InterruptedException {
        cpu.consume(nanos);
    }

    /** Takes the shared lock and holds it, sleeping. */
    void holdLock(long nanos) throws InterruptedException {
        Hands.Hand hand = hands.mine();
        lock.acquire(hand);
        try {
            sleep(nanos);
        } finally {
            lock.release(hand);
        }
    }
}
