package dev.poolscope.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * A program that a test starts in a JVM of its own: what is the user's takes all the memory, to the last byte, at the worst moment.
 * It says "good" when everything has come to its end all the same, or what has not.
 */
final class FullHeapProgram {

    enum What {
        OBSERVER_FAILS, NO_THREAD, NO_THREAD_FOR_OTHERS, COMPLETABLE_FUTURE, FIRST_POOL_IN_AN_INTERRUPTED_THREAD,
        SEARCHER_RETIRES
    }

    private static final Duration LIMIT = Duration.ofSeconds(15);
    @SuppressWarnings("StaticAssignmentOfThrowable") // made while there is memory
    private static final OutOfMemoryError FULL = new OutOfMemoryError("this heap is full");
    /** So often the clock takes the memory after a thread could not be started: until the pool has dealt with that. */
    private static final int FILLS = 2;

    private FullHeapProgram() {}

    @SuppressWarnings("SystemOut") // the test reads it
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void check(boolean good, String what) {
        if (!good) {
            say("not good: " + what);
            Runtime.getRuntime().halt(1);
        }
    }

    public static void main(String[] args) throws Exception {
        say("begins with " + args[0]);
        switch (What.valueOf(args[0])) {
            case OBSERVER_FAILS -> observerFails();
            case NO_THREAD -> noThread();
            case NO_THREAD_FOR_OTHERS -> noThreadForOthers();
            case COMPLETABLE_FUTURE -> completableFuture();
            case FIRST_POOL_IN_AN_INTERRUPTED_THREAD -> firstPoolInAnInterruptedThread();
            case SEARCHER_RETIRES -> searcherRetires();
        }
        say("good");
    }

    /** The pool ends although the one that hears of its end fails, and there is no memory to say so. */
    private static void observerFails() {
        var observer = new PoolObserver() {
            @Override
            public void terminated(long nanos) {
                FullHeap.fill();
                throw FULL;
            }
        };
        var pool = new DualThreadPool(PoolOptions.builder().observer(observer).build());
        pool.execute(() -> {});
        try {
            pool.shutdown(Duration.ofMillis(1));
        } catch (OutOfMemoryError noMemory) {
            // The wait itself may need memory.
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        while (!FullHeap.wasFull() || !pool.isTerminated()) {
            check(System.nanoTime() - start < LIMIT.toNanos(), "it is not told");
            Thread.onSpinWait();
        }
        FullHeap.sleep(100);
        FullHeap.free();
        check(pool.core().lifecycle.awaitTermination(NanoClock.SYSTEM, LIMIT.toNanos()),
                "a thread that waits for the end sleeps on");
    }

    /** A task whose submission starts no worker is refused, or runs; it does not stay pending without one. */
    private static void noThread() throws InterruptedException {
        var pool = new DualThreadPool(PoolOptions.builder().threadFactory(_ -> {
            FullHeap.fill();
            throw FULL;
        }).build());
        PoolFuture<Integer> future = null;
        try {
            future = pool.submit(() -> 1);
        } catch (RejectedExecutionException | OutOfMemoryError expected) {
            FullHeap.free();
        }
        FullHeap.free();
        check(future == null || future.waitFor(Duration.ofSeconds(3)), "it was accepted, and stays pending");
        PoolSnapshot now = pool.snapshot();
        // Without a text of its numbers: what the JDK makes it by may be what the full heap has kept from being initialized.
        check(now.submitted() == 0, "it is counted as submitted");
        check(now.refused() == 1, "it is not counted as refused");
    }

    /** A task that is taken back is refused, although there is no memory to reserve a worker for what others have submitted. */
    private static void noThreadForOthers() throws Exception {
        var other = new AtomicReference<@Nullable PoolFuture<Integer>>();
        var itself = new AtomicReference<@Nullable ThreadPool>();
        var fills = new AtomicInteger();
        var pool = new SingleThreadPool(PoolOptions.builder().threadFactory(_ -> {
            if (other.get() == null) {
                other.set(Objects.requireNonNull(itself.get()).submit(() -> 2));
            }
            fills.set(FILLS);
            throw FULL;
        }).clock(() -> {
            // Read again before it reserves a worker for what others have submitted.
            if (fills.getAndDecrement() > 0) {
                FullHeap.fill();
            }
            return System.nanoTime();
        }).build());
        itself.set(pool);
        PoolFuture<Integer> future = null;
        try {
            future = pool.submit(() -> 1);
        } catch (RejectedExecutionException | OutOfMemoryError expected) {
            fills.set(0);
        }
        fills.set(0);
        FullHeap.free();
        check(future == null || future.waitFor(Duration.ofSeconds(3)), "it was accepted, and stays pending");
        check(Objects.requireNonNull(other.get()).waitFor(LIMIT), "what another one has submitted stays pending");
        PoolSnapshot now = pool.snapshot();
        check(now.submitted() == 1, "one was accepted");
        check(now.refused() == 1, "one was refused");
    }

    /** A CompletableFuture of a task that fails ends when there is memory again. */
    private static void completableFuture() throws Exception {
        var pool = new SingleThreadPool();
        var gate = new CountDownLatch(1);
        PoolFuture<Integer> future = pool.submit(() -> {
            var _ = gate.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            throw new IllegalStateException("this task fails");
        });
        future.addCallback(_ -> FullHeap.fill());
        CompletableFuture<Integer> completable = future.toCompletableFuture();
        gate.countDown();
        while (!FullHeap.wasFull()) {
            Thread.onSpinWait();
        }
        FullHeap.sleep(200);
        FullHeap.free();
        try {
            completable.get(3, TimeUnit.SECONDS);
            check(false, "it completes");
        } catch (ExecutionException failed) {
            check(failed.getCause() instanceof IllegalStateException, "as the task: " + failed);
        } catch (TimeoutException late) {
            check(false, "it never ends");
        }
        pool.close();
    }

    /**
     * A worker that was woken, and has taken a task when there is no memory left, wakes another one for the next, and retires after its
     * own.
     */
    private static void searcherRetires() throws InterruptedException {
        var itself = new AtomicReference<@Nullable ThreadPool>();
        var armed = new AtomicBoolean();
        var behind = new AtomicReference<@Nullable PoolFuture<Integer>>();
        NanoClock clock = () -> {
            ThreadPool armedFor = itself.get();
            // Without the lock a worker reads it first when it has taken a task.
            if (armedFor != null && CurrentWorker.get() != null
                    && !armedFor.core().state.lock.isHeldByCurrentThread() && armed.getAndSet(false)) {
                behind.set(armedFor.submit(() -> 2));
                FullHeap.fill();
            }
            return System.nanoTime();
        };
        var frees = new PoolObserver() {
            @Override
            public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, Object target) {
                FullHeap.free();
            }

            @Override
            public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                    Throwable failure) {
                FullHeap.free();
            }
        };
        var pool = new DualThreadPool(
                PoolOptions.builder().clock(clock).observer(frees).maxTasksPerWorker(1).build());
        pool.spawnMaxWorkers();
        long start = System.nanoTime();
        while (pool.countWorkers() < 2 || !areAllAsleep(pool)) {
            check(System.nanoTime() - start < LIMIT.toNanos(), "they do not sleep");
            Thread.onSpinWait();
        }
        itself.set(pool);
        armed.set(true);
        PoolFuture<Integer> first = pool.submit(() -> 1);
        check(first.waitFor(LIMIT), "the first stays pending");
        check(FullHeap.wasFull(), "the heap was not full");
        check(Objects.requireNonNull(behind.get()).waitFor(LIMIT), "the one behind it stays pending");
        check(first.isDone() && first.state() == Future.State.SUCCESS, "the first fails");
        pool.close();
    }

    private static boolean areAllAsleep(ThreadPool pool) {
        for (RosterEntry worker : pool.core().state.roster.workers()) {
            if (!worker.asleep) {
                return false;
            }
        }
        return true;
    }

    /** Making a pool is no reason to lose an interrupt. */
    private static void firstPoolInAnInterruptedThread() {
        Thread.currentThread().interrupt();
        try (var pool = new DualThreadPool()) {
            check(Thread.currentThread().isInterrupted(), "the interrupt is lost");
            check(!pool.isClosed(), "it is open");
        }
        check(Thread.interrupted(), "the interrupt is lost in the end");
    }
}
