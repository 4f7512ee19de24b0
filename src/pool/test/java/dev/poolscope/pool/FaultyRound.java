package dev.poolscope.pool;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A random program over the public interface of a pool in which everything that is not the pool's own fails now and then: clock,
 * observers, callbacks, hooks, tasks, thread factory, uncaught-exception handlers, with exceptions and errors. In the end everything
 * must have come to its end, and the numbers add up.
 */
final class FaultyRound {
    private final String name;
    private final Random random;
    /** Of so many calls of user code one fails. */
    private final int rarity;
    private final boolean hooksFail;
    private final List<PoolFuture<?>> futures = new ArrayList<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong called = new AtomicLong();
    private long callbacks;

    FaultyRound(long seed) {
        name = "seed " + seed;
        random = new Random(seed);
        rarity = 3 + random.nextInt(30);
        hooksFail = random.nextInt(6) == 0;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /** Fails, or not. */
    private void perhapsFail() {
        ThreadLocalRandom dice = ThreadLocalRandom.current();
        if (dice.nextInt(rarity) == 0) {
            throw FaultyRound.<RuntimeException>sneaky(switch (dice.nextInt(5)) {
                case 0 -> new StackOverflowError("by hand");
                case 1 -> new OutOfMemoryError("by hand");
                case 2 -> new InterruptedException("by hand");
                case 3 -> new AssertionError("by hand");
                default -> new IllegalStateException("by hand");
            });
        }
    }

    private ThreadPool pool() {
        boolean prompt = random.nextBoolean();
        var observer = (PoolObserver) Proxy.newProxyInstance(PoolObserver.class.getClassLoader(),
                new Class<?>[]{PoolObserver.class}, (_, method, _) -> {
                    perhapsFail();
                    return method.getReturnType() == boolean.class ? (Object) prompt : null;
                });
        var builder = PoolOptions.builder().exitGrace(Duration.ZERO)
                .idleTimeout(random.nextBoolean() ? null : Duration.ofMillis(random.nextInt(5)));
        if (random.nextBoolean()) {
            builder.maxTasksPerWorker(1 + random.nextInt(20));
        }
        if (random.nextInt(4) > 0) {
            builder.observer(observer);
        }
        if (random.nextBoolean()) {
            builder.clock(new NanoClock() {
                @Override
                public long nanoTime() {
                    perhapsFail();
                    return SYSTEM.nanoTime();
                }

                @Override
                public void parkNanos(Object blocker, long nanos) {
                    perhapsFail();
                    SYSTEM.parkNanos(blocker, nanos);
                }
            });
        }
        if (random.nextBoolean()) {
            builder.threadFactory(worker -> {
                perhapsFail();
                Thread thread = new Thread(worker);
                thread.setUncaughtExceptionHandler((_, _) -> perhapsFail());
                return thread;
            });
        }
        if (hooksFail) {
            builder.initializer(Hook.of(this::perhapsFail)).finalizer(Hook.of(this::perhapsFail));
        }
        return new ThreadPool(1 + random.nextInt(4), builder.build());
    }

    private Object work() {
        perhapsFail();
        return called.incrementAndGet();
    }

    /** Does one thing; what is refused for a good reason does not count. */
    private void step(ThreadPool pool) throws Exception {
        try {
            switch (random.nextInt(20)) {
                case 0 -> {
                    pool.execute(this::work);
                    accepted.incrementAndGet();
                }
                case 1 -> pool.spawnWorkers(random.nextInt(3));
                case 2 -> pool.setIdleTimeout(random.nextBoolean() ? null : Duration.ofMillis(random.nextInt(3)));
                case 3 -> some().cancel(random.nextBoolean());
                case 4 -> {
                    some().addCallback(_ -> {
                        called.incrementAndGet();
                        perhapsFail();
                    });
                    callbacks++;
                }
                case 5 -> new FutureFilter<PoolFuture<?>>(List.of(some(), some())).take(Duration.ofMillis(1));
                case 6 -> some().collect(Duration.ofMillis(1));
                case 7 -> assertSums(pool.snapshot());
                case 8 -> {
                    if (random.nextInt(10) == 0) {
                        pool.join(Duration.ofMillis(random.nextInt(20)));
                    }
                }
                case 9 -> some().toCompletableFuture().cancel(true);
                default -> {
                    futures.add(pool.submit(this::work));
                    accepted.incrementAndGet();
                }
            }
        } catch (RejectedExecutionException | TimeoutException refused) {
            assertThat(refused).isNotNull();
        } catch (AssertionError | Exception | StackOverflowError | OutOfMemoryError thrown) {
            // Of a task, or of a callback in this thread's own cancellation: by hand, or not expected at all.
            if (!"by hand".equals(thrown.getMessage())
                    && !(thrown instanceof java.util.concurrent.CancellationException)) {
                throw thrown;
            }
        }
    }

    private PoolFuture<?> some() {
        if (futures.isEmpty()) {
            throw new RejectedExecutionException("none yet");
        }
        return futures.get(random.nextInt(futures.size()));
    }

    private void assertSums(PoolSnapshot now) {
        assertThat(now.submitted()).as("%s: %s", name, now)
                .isEqualTo(now.pending() + now.running() + now.completed() + now.failed() + now.cancelled());
        assertThat(now.alive()).as("%s: %s", name, now)
                .isEqualTo(now.starting() + now.idle() + now.busy() + now.retiring());
        assertThat(Math.min(now.pending(), Math.min(now.running(), now.completed()))).as("%s: %s", name, now)
                .isNotNegative();
    }

    void run() throws Exception {
        ThreadPool pool = pool();
        int steps = 50 + random.nextInt(300);
        for (int i = 0; i < steps; i++) {
            step(pool);
        }
        end(pool);

        int completed = 0;
        int failed = 0;
        int cancelled = 0;
        for (PoolFuture<?> future : futures) {
            switch (future.status()) {
                case COMPLETED -> completed++;
                case FAILED -> failed++;
                case CANCELLED -> cancelled++;
                default -> throw new AssertionError(name + ": " + future + " in " + pool.snapshot());
            }
            assertThat(ended(future)).as(name).isTrue();
        }
        PoolSnapshot last = pool.snapshot();
        assertSums(last);
        assertThat(last.submitted()).as("%s: %s", name, last).isEqualTo(accepted.get());
        assertThat(last.alive() + last.pending() + last.running()).as("%s: %s", name, last).isZero();
        long executed = accepted.get() - futures.size();
        assertThat(last.completed() - completed).as("%s: completed of %s", name, last).isBetween(0L, executed);
        assertThat(last.failed() - failed).as("%s: failed of %s", name, last).isBetween(0L, executed);
        assertThat(last.cancelled() - cancelled).as("%s: cancelled of %s", name, last).isBetween(0L, executed);
        assertThat(callbacks).as(name).isNotNegative();
    }

    private void end(ThreadPool pool) throws Exception {
        int way = random.nextInt(4);
        if (way == 0) {
            try {
                pool.join(Patience.LIMIT);
            } catch (RejectedExecutionException broken) {
                assertThat(pool.isBroken()).as(name).isTrue();
            }
        } else if (way == 1) {
            pool.asExecutorService().shutdown();
            assertThat(pool.asExecutorService().awaitTermination(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                    .as("%s: %s", name, pool.snapshot()).isTrue();
            return;
        } else if (way == 2) {
            pool.asExecutorService().shutdownNow();
            assertThat(pool.asExecutorService().awaitTermination(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                    .as("%s: %s", name, pool.snapshot()).isTrue();
            return;
        }
        assertThat(pool.shutdown(Patience.LIMIT)).as("%s: %s", name, pool.snapshot()).isTrue();
    }

    private static boolean ended(@Nullable PoolFuture<?> future) throws Exception {
        try {
            if (future != null) {
                var _ = future.collect(Patience.LIMIT);
            }
        } catch (TimeoutException late) {
            return false;
        } catch (Throwable thrown) {
            return future != null && future.isDone();
        }
        return true;
    }
}
