package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does once, before the first pool of the JVM is made, what pools do at their worst moments: cancelling, breaking, refusing, shutting
 * down. What Java does at the first use of a method handle, a lambda or a string concatenation (loading and linking) takes a
 * lot of stack and memory; when there is little of these left it is too late for that, and it would fail between two steps that
 * belong together. Takes some milliseconds. What fails here is of no importance, and nothing is waited for long.
 */
final class Rehearsal {
    private static final AtomicBoolean DONE = new AtomicBoolean();
    /** Long, for a machine may be busy: what gives up early has not been rehearsed, and then fails when it is needed. */
    private static final long PATIENCE = 5_000_000_000L;

    private Rehearsal() {}

    static void once() {
        if (!DONE.getAndSet(true)) {
            // An interrupt of the caller is not for this.
            boolean interrupted = Thread.interrupted();
            try {
                load();
                shutDown();
                breakDown();
            } catch (Throwable unimportant) {
                // What has not been rehearsed happens for the first time when it is needed.
                interrupted |= unimportant instanceof InterruptedException;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /**
     * Has the classes be there that are needed only when something fails: loading one takes memory and stack too, and what calls it
     * would fail instead. The logging itself is left alone: its user may not have set it up yet, and Log relies on nothing of it.
     */
    private static void load() throws IllegalAccessException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        for (Class<?> needed : List.of(Log.class, LogMessage.class, Backoff.class, Detached.class,
                Cancellation.Late.class,
                StartFailures.class, PoolTimeoutException.class, StarvationException.class,
                FinalizerException.class)) {
            var _ = lookup.ensureInitialized(needed);
        }
        Backoff.pause(0);
    }

    private static PoolCore pool(PoolOptions.Builder options) {
        return PoolCore.open("rehearsal", 1, options.exitGrace(Duration.ZERO).build());
    }

    private static void shutDown() throws InterruptedException {
        PoolCore core = pool(PoolOptions.builder());
        try {
            var begun = new CountDownLatch(1);
            var hold = new CountDownLatch(1);
            PoolTask<Boolean> running = core.submit(new Submitted.OfCallable<>(core.context, () -> {
                begun.countDown();
                return hold.await(PATIENCE, TimeUnit.NANOSECONDS);
            }));
            var _ = begun.await(PATIENCE, TimeUnit.NANOSECONDS);
            running.addCallback(_ -> {});
            PoolTask<?> pending = pending(core);
            var watching = new FutureFilter<PoolFuture<?>>(List.of(pending));
            collect(pending, 0);
            var _ = pending.status();
            var _ = pending.state();
            var _ = pending.toCompletableFuture();
            pending.cancel(true);
            var _ = watching.poll();
            collect(pending, 0);
            pending(core).cancel(false);
            running.cancel(true);
            hold.countDown();
            collect(pending(core), PATIENCE);
            core.idle.setTimeout(Duration.ofMinutes(1));
            join(core, PATIENCE);
            join(core, 0);
            core.execute(PoolLifecycle::prepareForNoMemory);
            // What is not begun before the shutdown would not be rehearsed.
            var holds = new CountDownLatch(1);
            var held = new CountDownLatch(1);
            core.execute(() -> {
                holds.countDown();
                awaitQuietly(held);
            });
            awaitQuietly(holds);
            PoolTask<?> last = pending(core);
            core.execute(() -> {});
            held.countDown();
            var _ = core.lifecycle.shutdownNow();
            collect(last, 0);
            var _ = core.cancellation.cancelledTasks();
            var _ = core.snapshot();
            refused(core);
        } finally {
            var _ = core.lifecycle.beginShutdown();
            var _ = core.lifecycle.awaitTermination(core.state.clock, PATIENCE);
        }
    }

    private static void breakDown() throws InterruptedException {
        PoolCore core = pool(PoolOptions.builder().initializer(Hook.of(() -> {
            throw new IllegalStateException();
        })));
        try {
            collect(pending(core), PATIENCE);
            refused(core);
        } finally {
            var _ = core.lifecycle.beginShutdown();
            var _ = core.lifecycle.awaitTermination(core.state.clock, PATIENCE);
        }
    }

    private static PoolTask<Integer> pending(PoolCore core) {
        return core.submit(new Submitted.OfCallable<>(core.context, () -> 1));
    }

    private static void collect(PoolTask<?> task, long nanos) {
        try {
            var _ = task.collect(Duration.ofNanos(nanos));
        } catch (CancellationException | TimeoutException expected) {
            return;
        } catch (Exception unimportant) {
            throw new IllegalStateException(unimportant);
        }
    }

    private static void join(PoolCore core, long nanos) throws InterruptedException {
        try {
            core.lifecycle.join(nanos);
        } catch (TimeoutException expected) {
            return;
        }
    }

    private static void refused(PoolCore core) {
        try {
            core.execute(() -> {});
        } catch (RejectedExecutionException expected) {
            return;
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            var _ = latch.await(PATIENCE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
