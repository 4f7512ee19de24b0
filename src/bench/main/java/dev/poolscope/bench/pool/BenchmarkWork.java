package dev.poolscope.bench.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

import dev.poolscope.pool.NanoClock;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the tasks do, and counting those that are done. The count is spread over lines of memory of their own, one for each
 * thread that runs tasks, so that counting costs all pools the same few nanoseconds and makes none of them wait.
 */
final class BenchmarkWork implements Runnable, Callable<Integer> {
    /** How many tokens take about a microsecond; measured once, by the process that starts the forks. */
    static final String TOKENS_PROPERTY = "poolscope.bench.tokens";
    private static final int STRIPES = 64;
    private static final int LINE = 16;

    private final AtomicLongArray done = new AtomicLongArray((STRIPES + 1) * LINE);
    private final long tokens;

    BenchmarkWork(long tokens) {
        this.tokens = tokens;
    }

    /** Work by its name: {@code noop} or {@code 1us}. */
    static BenchmarkWork named(String name) {
        return new BenchmarkWork(name.equals("noop") ? 0 : Long.getLong(TOKENS_PROPERTY, 500));
    }

    @Override
    public void run() {
        call();
        int stripe = (int) (Thread.currentThread().threadId() & STRIPES - 1);
        var _ = done.getAndIncrement((stripe + 1) * LINE);
    }

    /** The work without the counting: where there is a future, no count is needed. */
    @Override
    public Integer call() {
        if (tokens > 0) {
            Blackhole.consumeCPU(tokens);
        }
        return 1;
    }

    long done() {
        long sum = 0;
        for (int i = 1; i <= STRIPES; i++) {
            sum += done.get(i * LINE);
        }
        return sum;
    }

    /** Waits until so many are done in all, with naps, so that the cores are left to the workers. */
    void awaitDone(long target) {
        while (done() < target) {
            LockSupport.parkNanos(20_000);
        }
    }

    /** How many tokens take a microsecond here: the best of many tries, for the machine is never quite still. */
    static long calibrate() {
        long many = 1_000_000;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 60; i++) {
            long start = NanoClock.SYSTEM.nanoTime();
            Blackhole.consumeCPU(many);
            best = Math.min(best, NanoClock.SYSTEM.nanoTime() - start);
        }
        return Math.max(1, many * 1_000 / best);
    }
}
