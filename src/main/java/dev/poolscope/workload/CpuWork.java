package dev.poolscope.workload;

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

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final double loopsPerNano;
    /** Where the loop's result goes, so that the compiler cannot prove that nobody needs it. */
    private volatile long sink;

    /** Calibrates the loop: takes about 20 ms. */
    CpuWork() {
        long start = NanoClock.SYSTEM.nanoTime();
        double fastest = 0;
        // The fastest round counts: the first ones are interpreted, and others may have lost their core for a while.
        while (NanoClock.SYSTEM.nanoTime() - start < CALIBRATION_NANOS) {
            long before = NanoClock.SYSTEM.nanoTime();
            loop(CALIBRATION_LOOPS);
            fastest = Math.max(fastest, CALIBRATION_LOOPS / (double) Math.max(1, NanoClock.SYSTEM.nanoTime() - before));
        }
        loopsPerNano = fastest;
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
        loop((long) Math.ceil(Math.min(left, CHUNK_NANOS) * loopsPerNano));
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
