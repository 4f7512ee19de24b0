package dev.poolscope.pool;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

/**
 * A program that a test starts in a JVM of its own, with little memory or stack: something fails half-way, and then everything must
 * come to its end all the same. It says "good" when it has, or what has not.
 */
final class FailingProgram {

    enum What {
        SHUTDOWN_WITHOUT_MEMORY, BREAKAGE_WITHOUT_MEMORY, SHUTDOWN_NOW_WITHOUT_MEMORY, CANCEL_WITHOUT_STACK,
        SUBMIT_WITHOUT_STACK, REFUSE_WITHOUT_STACK, EVERYTHING_WITHOUT_STACK, LOGGING_FAILS, HEAP_FILLED_BY_OTHERS
    }

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final int SPARE = 1 << 18;
    @SuppressWarnings("UnusedVariable") // held, not read
    private static volatile byte @Nullable [] spare;
    /** Kept until the end, so that there is memory to say what is not good. */
    @SuppressWarnings("UnusedVariable") // held, not read
    private static volatile byte @Nullable [] forWords;
    /** Between two looks: a loop without it would take a processor from what it waits for. */
    private static final long A_LITTLE = 100_000;

    private FailingProgram() {}

    @SuppressWarnings("SystemOut") // the test reads it
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void check(boolean good, String what) {
        if (!good) {
            say("not good: ");
            say(what);
            Runtime.getRuntime().halt(1);
        }
    }

    public static void main(String[] args) throws Exception {
        // What is linked first when there is no stack or memory left would stay unlinked, here as anywhere.
        say("begins with " + args[0] + ", " + args.length);
        var _ = cpuOfWorkers();
        switch (What.valueOf(args[0])) {
            case SHUTDOWN_WITHOUT_MEMORY -> withoutMemory("shutdown");
            case SHUTDOWN_NOW_WITHOUT_MEMORY -> withoutMemory("shutdownNow");
            case BREAKAGE_WITHOUT_MEMORY -> withoutMemory("breakage");
            case CANCEL_WITHOUT_STACK -> cancelWithoutStack();
            case SUBMIT_WITHOUT_STACK -> submitWithoutStack();
            case REFUSE_WITHOUT_STACK -> refuseWithoutStack();
            case EVERYTHING_WITHOUT_STACK -> everythingWithoutStack();
            case LOGGING_FAILS -> loggingFails();
            case HEAP_FILLED_BY_OTHERS -> heapFilledByOthers();
        }
        say("good");
        if (args.length > 1) {
            System.exit(Integer.parseInt(args[1]));
        }
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        while (true) {
            try {
                return latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException again) {
                // It holds its worker, whatever comes.
            }
        }
    }

    private static void withoutMemory(String end) throws Exception {
        var hold = new CountDownLatch(1);
        boolean breaks = end.equals("breakage");
        var options = PoolOptions.builder().maxTasksPerWorker(1).finalizer(Hook.of(() -> {
            if (breaks) {
                throw new IllegalStateException("this hook breaks the pool");
            }
        })).build();
        try (var warm = new DualThreadPool()) {
            warm.submit(() -> 1).collect();
        }
        var pool = new ThreadPool(1, options);
        var view = pool.asExecutorService();
        var held = new CountDownLatch(1);
        pool.execute(() -> {
            held.countDown();
            awaitQuietly(hold);
        });
        awaitQuietly(held);
        forWords = new byte[SPARE];
        PoolFuture<?>[] futures = new PoolFuture<?>[2_000_000];
        int size = 0;
        // Room for the few objects of any end, and far from any for each task: without it every one of them collects the whole heap.
        spare = new byte[Integer.getInteger("spare", SPARE)];
        try {
            while (size < futures.length) {
                futures[size] = pool.submit(FailingProgram::one);
                size++;
            }
        } catch (OutOfMemoryError full) {
            spare = null;
            // So that what the end needs on any account is there: its own few objects.
            for (int i = 0; i < 100 && size > 0; i++) {
                futures[--size] = null;
            }
        }
        long start = System.nanoTime();
        try {
            if (breaks) {
                hold.countDown();
                while (!pool.isBroken()) {
                    LockSupport.parkNanos(A_LITTLE);
                }
            } else if (end.equals("shutdown")) {
                check(!pool.shutdown(Duration.ZERO), "it has a task in hand");
            } else {
                check(!view.shutdownNow().isEmpty(), "a list");
            }
        } catch (OutOfMemoryError noList) {
            // What waits, and the list that shutdownNow gives, need memory; but what is to be done has been done before.
            check(!breaks, "breaking needs no memory");
        }
        for (int i = 0; i < size; i++) {
            while (!futures[i].isCancelled()) {
                check(System.nanoTime() - start < LIMIT.toNanos(), "all are cancelled");
                LockSupport.parkNanos(A_LITTLE);
            }
        }
        for (int i = 0; i < 50; i++) {
            try {
                futures[i].collect(LIMIT);
                check(false, "task ended otherwise");
            } catch (CancellationException | OutOfMemoryError expected) {
                check(futures[i].isDone(), "done");
            } catch (java.util.concurrent.TimeoutException late) {
                check(false, "no waiter waits for ever, but it has not ended");
            }
        }
        long took = System.nanoTime() - start;
        Arrays.fill(futures, null);
        hold.countDown();
        pool.shutdown();
        pool.close();
        check(pool.isTerminated(), "terminated");
        forWords = null;
        PoolSnapshot last = pool.snapshot();
        long uncounted = last.submitted() - last.completed() - last.failed() - last.cancelled();
        check(uncounted == 0, uncounted == 0 ? "" : "the sum of " + last);
        check(last.cancelled() >= size, "all are counted");
        check(took < LIMIT.toNanos(), "in time");
    }

    private static int one() {
        return 1;
    }

    /** Does something at many depths near the end of the stack. */
    private static void atTheEndOfTheStack(Runnable what) throws InterruptedException {
        atTheEndOfTheStack(80, what);
    }

    private static void atTheEndOfTheStack(int levels, Runnable what) throws InterruptedException {
        for (int round = 0; round < 40; round++) {
            int indent = round;
            Thread deep = new Thread(null, () -> {
                int[] left = {levels};
                dig(indent, left, what);
            }, "deep", 200 * 1024);
            deep.setDaemon(true);
            deep.start();
            deep.join(LIMIT);
            check(!deep.isAlive(), "it comes back");
        }
    }

    private static void dig(int indent, int[] left, Runnable what) {
        if (indent > 0) {
            dig(indent - 1, left, what);
            return;
        }
        try {
            dig(0, left, what);
        } catch (StackOverflowError bottom) {
            // The levels above do it, first with hardly any stack, then with more.
        }
        if (left[0] > 0) {
            left[0]--;
            try {
                what.run();
            } catch (StackOverflowError noStack) {
                // As expected.
            }
        }
    }

    private static void checkAllEnd(ThreadPool pool, List<? extends PoolFuture<?>> futures) throws Exception {
        for (PoolFuture<?> future : List.copyOf(futures)) {
            try {
                future.collect(LIMIT);
            } catch (CancellationException expected) {
                check(future.isDone(), "done");
            } catch (java.util.concurrent.TimeoutException late) {
                check(false, future + " has not ended, in " + pool.snapshot());
            } catch (Exception failed) {
                check(future.isDone(), "done");
            }
        }
    }

    private static void checkEnd(ThreadPool pool) throws Exception {
        check(pool.shutdown(LIMIT), "the pool terminates: " + pool.snapshot());
        PoolSnapshot last = pool.snapshot();
        check(last.submitted() == last.completed() + last.failed() + last.cancelled(), "the sum of " + last);
        check(last.pending() == 0 && last.running() == 0 && last.alive() == 0, "nothing is left: " + last);
        long before = cpuOfWorkers();
        Thread.sleep(300);
        check(cpuOfWorkers() - before < 100_000_000, "nothing spins");
    }

    private static long cpuOfWorkers() {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().contains("-worker-")) {
                sum += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return sum;
    }

    private static void checkIdleIsQuiet(ThreadPool pool) throws InterruptedException {
        long patience = System.nanoTime() + LIMIT.toNanos();
        while (pool.countBusyWorkers() > 0 && System.nanoTime() < patience) {
            Thread.sleep(1);
        }
        Thread.sleep(100);
        long before = cpuOfWorkers();
        Thread.sleep(500);
        long used = cpuOfWorkers() - before;
        check(used < 60_000_000, "idle workers used " + used / 1_000_000 + " ms of half a second");
    }

    private static void cancelWithoutStack() throws Exception {
        try (var warm = new DualThreadPool()) {
            warm.submit(() -> 1).cancel(true);
        }
        var pool = new DualThreadPool();
        for (int round = 0; round < 4; round++) {
            var started = new CountDownLatch(2);
            var hold = new CountDownLatch(1);
            List<PoolFuture<?>> futures = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                futures.add(pool.submit(() -> {
                    started.countDown();
                    awaitQuietly(hold);
                }));
            }
            awaitQuietly(started);
            for (int i = 0; i < 60; i++) {
                PoolFuture<?> queued = pool.submit(() -> 1);
                if (i % 2 == 0) {
                    queued.addCallback(_ -> {});
                }
                futures.add(queued);
            }
            PoolFuture<?>[] toCancel = futures.toArray(PoolFuture<?>[]::new);
            var next = new AtomicInteger();
            atTheEndOfTheStack(() -> toCancel[next.getAndIncrement() % toCancel.length].cancel(true));
            hold.countDown();
            checkAllEnd(pool, futures);
        }
        check(pool.submit(() -> 7).collect(LIMIT) == 7, "it goes on");
        checkIdleIsQuiet(pool);
        checkEnd(pool);
    }

    private static void submitWithoutStack() throws Exception {
        var pool = new DualThreadPool(PoolOptions.builder().idleTimeout(null).build());
        pool.spawnMaxWorkers();
        pool.submit(() -> 1).collect(LIMIT);
        List<PoolFuture<?>> futures = new ArrayList<>(10_000);
        var ran = new AtomicInteger();
        var accepted = new AtomicInteger();
        Runnable target = ran::incrementAndGet;
        atTheEndOfTheStack(() -> {
            futures.add(pool.submit(FailingProgram::one));
            pool.execute(target);
            accepted.incrementAndGet();
        });
        for (int i = 0; i < 20; i++) {
            check(pool.submit(() -> 7).collect(LIMIT) == 7, "it goes on");
            Thread.sleep(2);
        }
        checkAllEnd(pool, futures);
        pool.join(LIMIT);
        check(ran.get() >= accepted.get(), "what was accepted has run");
        pool.spawnMaxWorkers();
        pool.setIdleTimeout(Duration.ofMillis(50));
        checkIdleIsQuiet(pool);
        var view = pool.asExecutorService();
        view.shutdown();
        check(view.awaitTermination(LIMIT.toMillis(), TimeUnit.MILLISECONDS), "the view ends: " + pool.snapshot());
        checkEndOfSums(pool);
    }

    /** No thread can be started, so each submission takes back what it has put into the queue. */
    private static void refuseWithoutStack() throws Exception {
        var noThreads = new IllegalStateException("no more threads");
        PoolOptions options = PoolOptions.builder().threadFactory(_ -> {
            throw noThreads;
        }).build();
        // Linked before there is no stack to do it.
        Callable<Integer> task = FailingProgram::one;
        List<ThreadPool> pools = new ArrayList<>();
        List<PoolFuture<?>> given = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            pools.add(new DualThreadPool(options));
        }
        var next = new AtomicInteger();
        atTheEndOfTheStack(150, () -> {
            ThreadPool pool = pools.get(next.getAndIncrement());
            try {
                given.add(pool.submit(task));
            } catch (RejectedExecutionException refused) {
                // As it has to be.
            }
        });
        check(next.get() > pools.size() / 2, "most were tried: " + next);
        check(given.isEmpty(), "nothing is accepted without a worker: " + given.size());
        for (ThreadPool pool : pools) {
            pool.join(LIMIT);
            check(pool.countPendingTasks() == 0, "nothing waits: " + pool.snapshot());
            checkEndOfSums(pool);
            check(pool.shutdown(LIMIT), "the pool terminates: " + pool.snapshot());
        }
    }

    private static void checkEndOfSums(ThreadPool pool) {
        PoolSnapshot last = pool.snapshot();
        check(last.submitted() == last.completed() + last.failed() + last.cancelled(), "the sum of " + last);
    }

    private static void everythingWithoutStack() throws Exception {
        for (int round = 0; round < 6; round++) {
            var pool = new ThreadPool(3, PoolOptions.builder().maxTasksPerWorker(5).build());
            List<PoolFuture<?>> futures = new ArrayList<>(100_000);
            var step = new AtomicInteger(round);
            atTheEndOfTheStack(() -> {
                PoolFuture<Integer> future = pool.submit(FailingProgram::one);
                futures.add(future);
                switch (step.getAndIncrement() % 7) {
                    case 0 -> future.addCallback(_ -> {});
                    case 1 -> future.cancel(true);
                    case 2 -> pool.setIdleTimeout(Duration.ofMillis(20));
                    case 3 -> new FutureFilter<>(List.of(future)).poll();
                    case 4 -> pool.spawnWorkers(1);
                    case 5 -> future.toCompletableFuture().cancel(true);
                    default -> pool.snapshot();
                }
            });
            checkAllEnd(pool, futures);
            check(pool.submit(() -> 7).collect(LIMIT) == 7, "it goes on");
            pool.join(LIMIT);
            pool.submit(() -> 8).collect(LIMIT);
            checkEnd(pool);
        }
    }

    /** All that is logged fails, and much is. */
    private static void loggingFails() throws Exception {
        Logger logger = Logger.getLogger("dev.poolscope.pool");
        logger.setUseParentHandlers(false);
        var logged = new AtomicLong();
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.incrementAndGet();
                throw new IllegalStateException("this handler fails");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        for (boolean prompt : new boolean[]{true, false}) {
            var observer = new PoolObserver() {
                @Override
                public boolean isPrompt() {
                    return prompt;
                }

                @Override
                public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, Object target) {
                    throw new IllegalStateException("this observer fails");
                }

                @Override
                public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
                    throw new StackOverflowError("this observer fails");
                }

                @Override
                public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                        @Nullable RejectedExecutionException cause) {
                    throw new OutOfMemoryError("this observer fails");
                }

                @Override
                public void taskSubmitted(long nanos, long taskId, Object target) {
                    throw new IllegalStateException("this observer fails");
                }
            };
            var pool = new DualThreadPool(PoolOptions.builder().observer(observer).build());
            var called = new AtomicInteger();
            List<PoolFuture<?>> futures = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                PoolFuture<Integer> future = pool.submit(FailingProgram::one);
                for (int k = 0; k < 2; k++) {
                    future.addCallback(_ -> {
                        called.incrementAndGet();
                        throw new IllegalStateException("this callback fails");
                    });
                }
                futures.add(future);
                if (i % 5 == 0) {
                    future.cancel(true);
                }
            }
            checkAllEnd(pool, futures);
            pool.join(LIMIT);
            check(called.get() == 400, "each callback is called: " + called);
            checkEnd(pool);
        }
        check(logged.get() > 0, "something was logged");
    }

    private static void heapFilledByOthers() throws Exception {
        try (var warm = new DualThreadPool()) {
            warm.submit(() -> 1).collect();
        }
        var pool = new ThreadPool(4,
                PoolOptions.builder().maxTasksPerWorker(20).idleTimeout(Duration.ofMillis(5)).build());
        var stop = new CountDownLatch(1);
        var rest = new AtomicLong();
        Thread hog = new Thread(() -> {
            Object[] chain = null;
            while (stop.getCount() > 0) {
                try {
                    Object[] more = new Object[64];
                    more[0] = chain;
                    chain = more;
                } catch (OutOfMemoryError full) {
                    // Now and then it lets go of something, so that others get on.
                    for (int i = 0; i < 300 && chain != null; i++) {
                        chain = (Object[]) chain[0];
                    }
                    Thread.onSpinWait();
                }
                if (rest.incrementAndGet() % 20_000_000 == 0) {
                    chain = null;
                }
            }
        });
        hog.setDaemon(true);
        PoolFuture<?>[] futures = new PoolFuture<?>[4_000];
        hog.start();
        long until = System.nanoTime() + 4_000_000_000L;
        int size = 0;
        while (System.nanoTime() < until && size < futures.length) {
            try {
                PoolFuture<?> future = pool.submit(FailingProgram::one);
                futures[size++] = future;
                if (size % 3 == 0) {
                    future.addCallback(_ -> {});
                }
                if (size % 7 == 0) {
                    future.cancel(true);
                }
                if (size % 50 == 0) {
                    future.collect(Duration.ofMillis(50));
                }
            } catch (OutOfMemoryError | CancellationException | java.util.concurrent.TimeoutException expected) {
                if (pool.isBroken()) {
                    break;
                }
            } catch (RejectedExecutionException noThread) {
                if (pool.isBroken()) {
                    break;
                }
            }
        }
        stop.countDown();
        hog.join(LIMIT);
        boolean broken = pool.isBroken();
        for (int i = 0; i < size; i++) {
            try {
                Objects.requireNonNull(futures[i]).collect(LIMIT);
            } catch (CancellationException expected) {
                check(futures[i].isCancelled(), "cancelled");
            } catch (java.util.concurrent.TimeoutException late) {
                check(false, futures[i] + " has not ended, in " + pool.snapshot());
            } catch (Throwable failed) {
                check(futures[i].isDone(), "done");
            }
        }
        if (!broken) {
            checkGoesOn(pool);
        }
        checkEnd(pool);
        say(size + " tasks, broken " + broken);
    }

    /** A pool that could start no thread in the place of its last worker may break as late as now. */
    private static void checkGoesOn(ThreadPool pool) throws Exception {
        try {
            check(pool.submit(() -> 7).collect(LIMIT) == 7, "it goes on");
        } catch (CancellationException | RejectedExecutionException noThread) {
            check(pool.isBroken(), "it goes on, or is broken");
        }
    }
}
