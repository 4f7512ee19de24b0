package dev.poolscope.workload.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

import dev.poolscope.pool.NanoClock;

/**
 * Consumes CPU time: as much as asked for by the thread's own CPU clock, so that a thread which has to share its core takes
 * longer. Virtual threads have no such clock; there, a loop runs as often as it ran in that time when it was calibrated.
 */
final class CpuWork {
    /** How long at most between two looks at the clock and at the interrupt. */
    private static final long CHUNK_NANOS = 50_000;
    private static final long CALIBRATION_NANOS = 20_000_000;
    private static final int CALIBRATION_LOOPS = 20_000;
    /** For fewer loops the resolution of the clock would show more than their time. */
    private static final int TELLING_LOOPS = 1_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    /** The fastest that was ever seen: a thread that has to share its core, or runs code not yet compiled, shows less. */
    private volatile double loopsPerNano;
    /** Where the loop's result goes, so that the compiler cannot prove that it is not needed. */
    private volatile long sink;

    /** Calibrates the loop: takes about 20 ms. */
    CpuWork() {
        long start = NanoClock.SYSTEM.nanoTime();
        while (NanoClock.SYSTEM.nanoTime() - start < CALIBRATION_NANOS) {
            timed(CALIBRATION_LOOPS);
        }
    }

    void consume(long nanos) throws InterruptedException {
        if (Thread.currentThread().isVirtual() || !threads.isCurrentThreadCpuTimeSupported()) {
            byLoop(nanos);
        } else {
            byClock(nanos);
        }
    }

    private void byClock(long nanos) throws InterruptedException {
        long end = threads.getCurrentThreadCpuTime() + nanos;
        for (long left = nanos; left > 0; left = end - threads.getCurrentThreadCpuTime()) {
            chunk(left);
        }
    }

    private void byLoop(long nanos) throws InterruptedException {
        for (long left = nanos; left > 0; left -= CHUNK_NANOS) {
            chunk(left);
        }
    }

    private void chunk(long left) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while computing");
        }
        timed((long) Math.ceil(Math.min(left, CHUNK_NANOS) * loopsPerNano));
    }

    /** Loops, and learns: the machine may have been busy when the loop was calibrated. */
    private void timed(long loops) {
        long before = NanoClock.SYSTEM.nanoTime();
        loop(loops);
        double speed = loops / (double) Math.max(1, NanoClock.SYSTEM.nanoTime() - before);
        // Of two threads that learn at once one may be forgotten, until the next time.
        if (speed > loopsPerNano && loops >= TELLING_LOOPS) {
            loopsPerNano = speed;
        }
    }

    /** Marsaglia's xorshift: each step needs the one before it, so that no step can be left out. */
    private void loop(long times) {
        long x = sink | 1;
        for (long i = 0; i < times; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        sink = x;
    }
}
