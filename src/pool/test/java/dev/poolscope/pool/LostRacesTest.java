package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Steps of two threads between which something else has come. Where a thread can be held at the step it is; where it cannot, the
 * race is run often enough for both ends of it.
 */
@ExtendWith(CapturedLog.class)
class LostRacesTest {
    /** How long is enough for what should not happen, if it were to. What is right does not depend on it. */
    private static final long MOMENT_MILLIS = 50;

    /** Holds one thread at its next look at the time. */
    private static final class HoldingClock implements NanoClock {
        final AtomicReference<@Nullable Thread> held = new AtomicReference<>();
        final Gate gate = new Gate();

        @Override
        public long nanoTime() {
            if (held.compareAndSet(Thread.currentThread(), null)) {
                gate.passStubbornly();
            }
            return SYSTEM.nanoTime();
        }
    }

    /** A thread whose interruption can be held between being wanted and arriving. */
    private static final class HoldingThread extends Thread {
        final Gate gate;

        HoldingThread(Runnable worker, Gate gate) {
            super(worker);
            this.gate = gate;
        }

        @Override
        public void interrupt() {
            gate.passStubbornly();
            super.interrupt();
        }
    }

    @Test
    void shutdownNowInterruptsATaskThatAWorkerHasTakenButNotStarted() throws Exception {
        var clock = new HoldingClock();
        var pool = new SingleThreadPool(PoolOptions.builder().clock(clock).build());
        var first = new Gate();
        var interrupted = new AtomicBoolean();
        try (first; clock.gate) {
            // The worker takes the next task and then looks at the time: there it is held, with a task that is not started.
            pool.execute(() -> {
                first.passStubbornly();
                clock.held.set(Thread.currentThread());
            });
            first.awaitVisitors();
            PoolFuture<?> taken = pool.submit(() -> {
                try {
                    new CountDownLatch(1).await(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException expected) {
                    interrupted.set(true);
                }
            });
            first.open();
            clock.gate.awaitVisitors();
            var returned = new CountDownLatch(1);
            Aside<List<Runnable>> shutdown = Aside.call(() -> {
                List<Runnable> never = pool.asExecutorService().shutdownNow();
                returned.countDown();
                return never;
            });
            Patience.until("it is closed", pool::isClosed);
            var _ = returned.await(10 * MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            clock.gate.open();
            assertThat(shutdown.result()).isEmpty();
            assertThat(taken.waitFor(Duration.ofSeconds(10))).as("it was interrupted").isTrue();
            assertThat(interrupted.get()).isTrue();
        }
        pool.close();
    }

    @Test
    void aWorkerLeavesATaskOnlyWhenTheInterruptMeantForItHasArrived() throws Exception {
        var interrupt = new Gate();
        var task = new Gate();
        var begun = new CountDownLatch(1);
        var leaked = new AtomicBoolean();
        try (var pool = new SingleThreadPool(
                PoolOptions.builder().threadFactory(worker -> new HoldingThread(worker, interrupt)).build())) {
            try (interrupt; task) {
                PoolFuture<?> cancelled = pool.submit(task::passStubbornly);
                task.awaitVisitors();
                PoolFuture<?> next = pool.submit(() -> {
                    begun.countDown();
                    Patience.until("the interrupt has been let go", interrupt::isOpen);
                    leaked.set(Thread.interrupted());
                });
                Aside<Boolean> cancel = Aside.call(() -> cancelled.cancel(true));
                interrupt.awaitVisitors();
                task.open();
                assertThat(begun.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS)).as("the next task has begun").isFalse();
                interrupt.open();
                assertThat(cancel.result()).isTrue();
                next.collect();
            }
        }
        assertThat(leaked.get()).isFalse();
    }

    @Test
    void aWorkerLeavesAnExecutedTaskOnlyWhenTheInterruptMeantForItHasArrived() throws Exception {
        var interrupt = new Gate();
        var task = new Gate();
        var begun = new CountDownLatch(1);
        var leaked = new AtomicBoolean();
        var pool = new SingleThreadPool(PoolOptions.builder()
                .threadFactory(worker -> new HoldingThread(worker, interrupt)).finalizer(() -> {
                    begun.countDown();
                    Patience.until("the interrupt has been let go", interrupt::isOpen);
                    leaked.set(Thread.interrupted());
                }).build());
        try (interrupt; task) {
            pool.execute(task::passStubbornly);
            task.awaitVisitors();
            Aside<List<Runnable>> shutdown = Aside.call(pool.asExecutorService()::shutdownNow);
            interrupt.awaitVisitors();
            task.open();
            assertThat(begun.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS)).as("the finalizer has begun").isFalse();
            interrupt.open();
            assertThat(shutdown.result()).isEmpty();
        }
        pool.close();
        assertThat(leaked.get()).isFalse();
    }

    @Test
    void aTaskIsCancelledEitherByItsFutureOrByThePool() throws Exception {
        for (int round = 0; round < 20; round++) {
            cancelsOnce(round, 10_000);
        }
    }

    private static void meet(AtomicInteger ready) {
        ready.incrementAndGet();
        while (ready.get() < 2) {
            Thread.onSpinWait();
        }
    }

    private static void cancelsOnce(int round, int tasks) throws Exception {
        var pool = new SingleThreadPool();
        var gate = new Gate();
        var callbacks = new AtomicIntegerArray(tasks);
        List<PoolFuture<Integer>> futures = new ArrayList<>();
        Set<Long> byFuture;
        try (gate) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            for (int i = 0; i < tasks; i++) {
                int n = i;
                PoolFuture<Integer> future = pool.submit(() -> n);
                // Tasks with callbacks are cancelled under the lock, those without while the pool drops its queue.
                if (round % 4 == 3) {
                    future.addCallback(_ -> callbacks.incrementAndGet(n));
                }
                futures.add(future);
            }
            // Both spin: a thread that has to be woken comes when all is over.
            var ready = new AtomicInteger();
            Aside<Set<Long>> canceller = Aside.call(() -> {
                Set<Long> won = new HashSet<>();
                meet(ready);
                // From where the pool comes last: they meet in between.
                for (PoolFuture<Integer> future : round % 3 == 0 ? futures : futures.reversed()) {
                    if (future.cancel(round % 5 == 0)) {
                        won.add(future.taskId());
                    }
                }
                return won;
            });
            meet(ready);
            assertThat(pool.shutdown(Duration.ZERO)).isFalse();
            byFuture = canceller.result();
        }
        Patience.until("it terminates", pool::isTerminated);
        Set<Long> byPool = new HashSet<>();
        for (CancelledTask<?> task : pool.cancelledTasks()) {
            assertThat(byPool.add(task.taskId())).as("kept once").isTrue();
        }
        assertThat(Collections.disjoint(byPool, byFuture)).as("cancelled by one of them").isTrue();
        assertThat(byPool.size() + byFuture.size()).isEqualTo(tasks);
        for (int i = 0; i < tasks; i++) {
            PoolFuture<Integer> future = futures.get(i);
            assertThat(future.status()).isEqualTo(TaskStatus.CANCELLED);
            assertThat(callbacks.get(i)).isEqualTo(round % 4 == 3 ? 1 : 0);
            boolean pools = ((PoolTask<?>) future).cancellation().getCause() instanceof PoolClosedException;
            assertThat(pools).isEqualTo(byPool.contains(future.taskId()));
        }
        PoolSnapshot end = pool.snapshot();
        assertThat(end.cancelled()).isEqualTo(tasks);
        assertThat(end.pending()).isZero();
        assertThat(end.submitted()).isEqualTo(tasks + 1);
        assertThat(end.completed()).isEqualTo(1);
    }
}
