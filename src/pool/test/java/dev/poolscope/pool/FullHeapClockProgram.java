package dev.poolscope.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A program that a test starts in a JVM of its own: the clock of a pool takes all the memory at one of its readings, and gives it back a
 * little later. The pool reads its clock at nearly every step, so each step in its turn finds no memory, once when its code runs for
 * the first time (in the first round of a JVM) and once when it has run before. It says "good" when all that was accepted has
 * ended, and is counted, and the pool too has ended, in each round.
 */
final class FullHeapClockProgram {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int STEPS = 60;
    /** For so long there is no memory. */
    private static final long FULL_NANOS = 10_000_000;

    // Linked before there is no memory.
    private static final Callable<Integer> ONE = () -> 1;
    private static final Runnable NOTHING = () -> {};
    private static final Consumer<PoolFuture<Integer>> IGNORES = _ -> {};

    /** Takes the memory at one reading, and gives it back at the first one that comes late enough. */
    private static final class FillingClock implements NanoClock {
        private final long at;
        private final AtomicLong readings = new AtomicLong();
        private volatile long filledNanos = Long.MAX_VALUE;

        FillingClock(long at) {
            this.at = at;
        }

        @Override
        public long nanoTime() {
            if (readings.incrementAndGet() == at) {
                FullHeap.fill();
                filledNanos = System.nanoTime();
            }
            return System.nanoTime();
        }

        boolean isOver() {
            return System.nanoTime() - FULL_NANOS > filledNanos;
        }
    }

    private FullHeapClockProgram() {}

    @SuppressWarnings("SystemOut") // the test reads it
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void check(boolean good, long round, String what) {
        if (!good) {
            say("not good: " + what + " in round " + round);
            Runtime.getRuntime().halt(1);
        }
    }

    public static void main(String[] args) throws Exception {
        long first = Long.parseLong(args[0]);
        long rounds = Long.parseLong(args[1]);
        for (long i = 0; i < rounds; i++) {
            round(first + i);
        }
        say("good");
    }

    private static void round(long number) throws Exception {
        var clock = new FillingClock(number);
        Thread giver = new Thread(() -> {
            while (!clock.isOver()) {
                LockSupport.parkNanos(1_000_000);
                if (Thread.interrupted()) {
                    break;
                }
            }
            FullHeap.free();
        });
        giver.start();
        PoolOptions options = PoolOptions.builder()
                .clock(clock)
                .maxTasksPerWorker(3)
                .idleTimeout(Duration.ofMillis(1))
                .observer(new PoolObserver() {
                })
                .build();
        @Nullable
        PoolFuture<?>[] futures = new PoolFuture<?>[STEPS];
        ThreadPool pool;
        ExecutorService view;
        try {
            pool = new ThreadPool(2, number % 2 == 0 ? options : options.toBuilder().noObservers().build());
            view = pool.asExecutorService();
        } catch (OutOfMemoryError noPool) {
            giver.join();
            return;
        }
        for (int step = 0; step < STEPS; step++) {
            try {
                step(pool, step, futures);
            } catch (OutOfMemoryError | CancellationException | TimeoutException
                    | RejectedExecutionException expected) {
                // A call may fail; what it leaves behind may not.
                Thread.onSpinWait();
            }
        }
        try {
            end(pool, view, (int) (number % 5));
        } catch (OutOfMemoryError | TimeoutException | RejectedExecutionException expected) {
            Thread.onSpinWait();
        }
        giver.interrupt();
        giver.join();
        FullHeap.free();
        checkEnds(pool, futures, number);
    }

    private static void step(ThreadPool pool, int step, @Nullable PoolFuture<?>[] futures) throws Exception {
        switch (step % 10) {
            case 3 -> pool.execute(NOTHING);
            case 5 -> pool.setIdleTimeout(Duration.ofMillis(1 + step % 3));
            case 7 -> pool.join(SHORT);
            case 8 -> LockSupport.parkNanos(2_000_000);
            default -> {
                PoolFuture<Integer> future = pool.submit(ONE);
                futures[step] = future;
                if (step % 3 == 0) {
                    future.addCallback(IGNORES);
                }
                if (step % 4 == 1) {
                    future.cancel(true);
                }
                if (step % 10 == 6) {
                    future.collect(SHORT);
                }
            }
        }
    }

    private static void end(ThreadPool pool, ExecutorService view, int how) throws Exception {
        switch (how) {
            case 0 -> pool.shutdown(SHORT);
            case 1 -> view.shutdown();
            case 2 -> view.shutdownNow();
            case 3 -> pool.join(SHORT);
            default -> pool.close();
        }
    }

    private static void checkEnds(ThreadPool pool, @Nullable PoolFuture<?>[] futures, long number)
            throws InterruptedException {
        boolean ends = pool.isClosed() || pool.isBroken();
        for (PoolFuture<?> future : futures) {
            check(future == null || future.waitFor(LIMIT), number, "a task stays pending");
        }
        if (!ends) {
            try {
                check(Objects.equals(pool.submit(() -> 2).collect(LIMIT), 2), number, "it does not go on");
            } catch (Exception failed) {
                check(pool.isBroken(), number, "it fails: " + failed);
            }
        }
        pool.shutdown();
        check(pool.core().lifecycle.awaitTermination(NanoClock.SYSTEM, LIMIT.toNanos()), number, "it does not end");
        PoolSnapshot last = pool.snapshot();
        check(last.submitted() == last.completed() + last.failed() + last.cancelled(), number, "a wrong sum: " + last);
        check(last.pending() == 0 && last.running() == 0, number, "not all has ended: " + last);
    }
}
