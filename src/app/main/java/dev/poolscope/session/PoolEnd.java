package dev.poolscope.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.ThreadPool;

/** Brings a pool to its end when its run is over. */
final class PoolEnd {
    /** How long tasks may go on when the time of the run is over. */
    static final Duration GRACE = Duration.ofSeconds(5);
    /** How long hooks, which are not interrupted, are waited for at a hurried end. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private final Duration grace;
    private final CompletableFuture<Boolean> terminated = new CompletableFuture<>();
    private final CompletableFuture<Boolean> hurried = new CompletableFuture<>();

    PoolEnd(Duration grace) {
        this.grace = grace;
    }

    /** Watches the pool; belongs behind every observer that has to know of the termination before it is acted upon. */
    PoolObserver observer() {
        return new PoolObserver() {
            @Override
            public boolean isPrompt() {
                return true;
            }

            @Override
            public void terminated(long nanos) {
                terminated.complete(true);
            }
        };
    }

    /** Hurries the end: no time for running tasks, and hardly any for hooks. */
    void hurry() {
        hurried.complete(true);
    }

    /** Whether the end is hurried. */
    boolean isHurried() {
        return hurried.isDone();
    }

    /**
     * Shuts the pool down, unless that has been done, and waits until it has terminated. A pool whose hook takes its time is
     * left to itself at a hurried end; its tasks have all ended by then.
     */
    void bringAbout(ThreadPool pool) throws InterruptedException {
        pool.shutdown(Duration.ZERO);
        await(CompletableFuture.anyOf(terminated, hurried), grace);
        if (!terminated.isDone()) {
            // A pool that has been shut down already is interrupted all the same.
            pool.shutdown(Duration.ZERO, true);
            CompletableFuture.anyOf(terminated, hurried).join();
            await(terminated, PATIENCE);
        }
        if (terminated.isDone()) {
            // Returns when the last observer has been called for the last time.
            pool.close();
        }
    }

    private static void await(CompletableFuture<?> event, Duration most) throws InterruptedException {
        try {
            event.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            // The caller looks at what has come.
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
