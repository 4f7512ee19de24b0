package dev.poolscope.pool;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the garbage collector finds: forgotten pools, ended tasks, released targets. */
@ExtendWith(CapturedLog.class)
@Order(1)
class ForgottenPoolTest {

    /** Asks for collections until something is gone, or patience is at its end. */
    private static void awaitCollection(String what, WeakReference<? extends @Nullable Object> reference) {
        Patience.until(what + " is collected", () -> {
            System.gc();
            return reference.get() == null;
        });
    }

    private static WeakReference<ThreadPool> forget(PoolOptions options, int tasks, AtomicInteger done,
            CountDownLatch hold) {
        ThreadPool pool = new DualThreadPool(options);
        for (int i = 0; i < tasks; i++) {
            pool.execute(() -> {
                try {
                    Patience.await(hold);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                done.incrementAndGet();
            });
        }
        return new WeakReference<>(pool);
    }

    @ParameterizedTest
    @EnumSource(WorkerType.class)
    void aForgottenPoolIsCollectedAndFinishesWhatItHasAccepted(WorkerType type) throws Exception {
        var log = new ObservedEvents();
        var done = new AtomicInteger();
        var hold = new CountDownLatch(1);
        WeakReference<ThreadPool> pool = forget(
                PoolOptions.builder().workerType(type).idleTimeout(null).observer(log).build(), 20, done, hold);
        awaitCollection("the pool", pool);
        // Collected while its workers are busy and its queue is full.
        assertThat(done).hasValue(0);
        hold.countDown();
        Patience.until("it has ended", () -> log.count("terminated") == 1);
        assertThat(done).hasValue(20);
        assertThat(log.count("taskCompleted")).isEqualTo(20);
        assertThat(log.count("taskCancelled")).isZero();
        assertThat(log.events("workerRetired")).extracting(ObservedEvents.Event::detail)
                .containsOnly(RetirementReason.SHUTDOWN);
    }

    @Test
    void anIdleForgottenPoolLosesItsWorkers() throws Exception {
        var log = new ObservedEvents();
        WeakReference<ThreadPool> pool = forget(PoolOptions.builder().idleTimeout(null).observer(log).build(), 2,
                new AtomicInteger(), new CountDownLatch(0));
        Patience.until("its work is done", () -> log.count("taskCompleted") == 2);
        awaitCollection("the pool", pool);
        Patience.until("it has ended", () -> log.count("terminated") == 1);
    }

    private static PoolFuture<String> futureOfAForgottenPool() throws Exception {
        ThreadPool pool = new SingleThreadPool();
        PoolFuture<String> future = pool.submit(() -> "result");
        assertThat(future.pool()).containsSame(pool);
        return future;
    }

    @Test
    void aFutureDoesNotKeepItsPool() throws Exception {
        PoolFuture<String> future = futureOfAForgottenPool();
        Patience.until("the pool is collected", () -> {
            System.gc();
            return future.pool().isEmpty();
        });
        assertThat(future.collect()).isEqualTo("result");
    }

    @Test
    void aPoolInUseIsNotTakenForForgotten() throws Exception {
        for (int i = 0; i < 5; i++) {
            PoolFuture<Integer> future = new SingleThreadPool().submit(() -> {
                System.gc();
                return 1;
            });
            assertThat(future.collect(Patience.LIMIT)).isEqualTo(1);
        }
    }

    private static WeakReference<Object> submitWithWitness(ThreadPool pool, boolean cancel) throws Exception {
        Object witness = new Object();
        PoolFuture<?> future = pool.submit(o -> o.hashCode(), witness);
        if (cancel) {
            future.cancel(false);
        } else {
            future.collect();
        }
        return new WeakReference<>(witness);
    }

    @Test
    void aCancelledPendingTaskReleasesItsTargetAndArgumentsAtOnce() throws Exception {
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            awaitCollection("the argument", submitWithWitness(pool, true));
        }
    }

    @Test
    void anEndedTaskReleasesItsTargetAndArgumentsThoughItsFutureIsKept() throws Exception {
        try (var pool = new SingleThreadPool()) {
            Object[] box = {new Object()};
            WeakReference<Object> witness = new WeakReference<>(box[0]);
            PoolFuture<Integer> future = pool.submit(o -> o.hashCode(), box[0]);
            box[0] = "forgotten";
            future.collect();
            awaitCollection("the argument", witness);
            assertThat(future.status()).isEqualTo(TaskStatus.COMPLETED);
        }
    }

    private static WeakReference<Object> resultOf(ThreadPool pool) throws Exception {
        Object result = pool.run(Object::new);
        return new WeakReference<>(result);
    }

    @Test
    void anIdleWorkerDoesNotKeepItsLastTask() throws Exception {
        try (var pool = new SingleThreadPool(PoolOptions.builder().idleTimeout(null).build())) {
            WeakReference<Object> result = resultOf(pool);
            awaitCollection("the result", result);
            assertThat(pool.countFreeWorkers()).isEqualTo(1);
        }
    }

    @Test
    void cancelledTasksAreAllThatATerminatedPoolKeeps() throws Exception {
        var pool = new SingleThreadPool();
        WeakReference<Object> done = submitWithWitness(pool, false);
        pool.shutdown();
        awaitCollection("the argument", done);
        assertThat(pool.cancelledTasks()).isEmpty();
    }
}
