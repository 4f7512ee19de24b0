package dev.poolscope.pool;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A program that a test starts in a JVM of its own: the clock of a pool takes all the memory at one of its readings, and gives it back a
 * little later, while a random program is run on it. The pool reads its clock at nearly every step, so each step in its turn finds no
 * memory, some when their code runs for the first time (in the first round of a JVM) and some when it has run before. It says "good"
 * when all that was accepted has ended, and is counted, and the pool too has ended, in each round. Arguments: the number of the
 * first round, which is its seed, how many rounds, and the readings of the clock among which one is drawn. Workers are platform threads:
 * the scheduler of virtual ones may lose a thread that it has to run when it finds no memory.
 */
@SuppressWarnings("UnnecessaryLambda") // they are linked with this class
final class FullHeapClockProgram {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int STEPS = 60;
    /** For so long there is no memory. */
    private static final long FULL_NANOS = 10_000_000;

    // Linked, and made, before there is no memory.
    private static final List<Integer> SOME = List.of(1, 2, 3, 4, 5);
    private static final Callable<Integer> ONE = () -> 1;
    private static final List<Callable<Integer>> ONES = List.of(ONE, ONE, ONE);
    private static final Callable<Integer> FAILS = () -> {
        throw new IllegalStateException("this task fails");
    };
    private static final Callable<Integer> TAKES_A_WHILE = () -> {
        LockSupport.parkNanos(1_000_000);
        return 1;
    };
    private static final ThrowingFunction<Integer, Integer> SAME = it -> it;
    private static final Runnable NOTHING = () -> {};
    private static final Consumer<PoolFuture<Integer>> IGNORES = _ -> {};
    private static final Consumer<PoolFuture<Integer>> CALLBACK_FAILS = _ -> {
        throw new IllegalStateException("this callback fails");
    };
    private static final Hook HOOK = Hook.of(NOTHING);

    /** What a program is made of. */
    private enum Step {
        SUBMIT, SUBMIT_MORE, FAIL, EXECUTE, PAUSE, CANCEL, CALL_BACK, COLLECT, MAP, FILTER, INVOKE_ALL, NEST,
        SET_TIMEOUT, JOIN,
        SPAWN, LOOK, COMPLETABLE
    }

    private static final Step[] ALL = Step.values();

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
        int readings = Integer.parseInt(args[2]);
        for (long i = 0; i < rounds; i++) {
            round(first + i, readings);
        }
        say("good");
    }

    private static void round(long number, int readings) throws Exception {
        var random = new SplittableRandom(number);
        var clock = new FillingClock(1 + random.nextInt(readings));
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
        PoolOptions options = options(random, clock);
        @Nullable
        PoolFuture<?>[] futures = new PoolFuture<?>[STEPS];
        ThreadPool pool;
        ExecutorService view;
        try {
            pool = new ThreadPool(1 + random.nextInt(3), options);
            view = pool.asExecutorService();
        } catch (OutOfMemoryError noPool) {
            giver.join();
            return;
        }
        for (int step = 0; step < STEPS; step++) {
            Step next = ALL[random.nextInt(ALL.length)];
            try {
                step(pool, view, next, futures, step);
            } catch (IllegalStateException | CompletionException | TimeoutException | RejectedExecutionException
                    | VirtualMachineError | LinkageError expected) {
                // A call may fail, and what it needs of the JDK for the first time too; what it leaves behind may not.
                Thread.onSpinWait();
            }
        }
        try {
            end(pool, view, random.nextInt(5));
        } catch (TimeoutException | RejectedExecutionException | VirtualMachineError | LinkageError expected) {
            Thread.onSpinWait();
        }
        giver.interrupt();
        giver.join();
        FullHeap.free();
        checkEnds(pool, futures, number);
    }

    private static PoolOptions options(SplittableRandom random, NanoClock clock) {
        var options = PoolOptions.builder()
                .clock(clock)
                .idleTimeout(Duration.ofMillis(1));
        if (random.nextBoolean()) {
            options.maxTasksPerWorker(1 + random.nextInt(4));
        }
        if (random.nextBoolean()) {
            options.observer(new PoolObserver() {
            });
        }
        if (random.nextInt(3) == 0) {
            options.initializer(HOOK).finalizer(HOOK);
        }
        return options.build();
    }

    private static void step(ThreadPool pool, ExecutorService view, Step what, @Nullable PoolFuture<?>[] futures,
            int at) throws Exception {
        switch (what) {
            case EXECUTE -> pool.execute(NOTHING);
            case PAUSE -> LockSupport.parkNanos(2_000_000);
            case MAP -> {
                for (Integer each : pool.map(SAME, SOME)) {
                    check(each > 0, at, "a wrong result");
                }
            }
            case INVOKE_ALL -> view.invokeAll(ONES);
            case SET_TIMEOUT -> pool.setIdleTimeout(Duration.ofMillis(1 + at % 3));
            case JOIN -> pool.join(SHORT);
            case SPAWN -> pool.spawnWorkers(1);
            case LOOK -> check(pool.workers().size() <= 3 && pool.snapshot().pending() >= 0, at, "a wrong look");
            default -> {
                PoolFuture<Integer> future = pool.submit(target(pool, what));
                futures[at] = future;
                with(future, what);
            }
        }
    }

    private static Callable<Integer> target(ThreadPool pool, Step what) {
        return switch (what) {
            case FAIL -> FAILS;
            case CALL_BACK, COLLECT, FILTER -> TAKES_A_WHILE;
            case NEST -> () -> pool.submit(ONE).isDone() ? 1 : 0;
            default -> ONE;
        };
    }

    private static void with(PoolFuture<Integer> future, Step what) throws Exception {
        switch (what) {
            case CANCEL -> future.cancel(true);
            case CALL_BACK -> {
                future.addCallback(CALLBACK_FAILS);
                future.addCallback(IGNORES);
                future.removeCallback(IGNORES);
                future.addCallback(IGNORES);
            }
            case COLLECT -> future.collect(SHORT);
            case FILTER -> {
                var filter = new FutureFilter<PoolFuture<?>>();
                filter.add(future);
                filter.take(SHORT);
            }
            case COMPLETABLE -> future.toCompletableFuture().join();
            default -> future.isDone();
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
        boolean sum = last.submitted() == last.completed() + last.failed() + last.cancelled();
        // What the JDK makes the text by may be what it could not initialize without memory, and then can never use.
        check(sum, number, sum ? "" : "a wrong sum: " + last);
        check(last.pending() == 0 && last.running() == 0, number, "not all has ended");
    }
}
