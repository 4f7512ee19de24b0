package dev.poolscope.pool;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Where several tasks are cancelled at once, the worker of a running one does not start a pending one of them meanwhile.
 */
class CancelSeveralTest {

    /** Has the thread that cancels the running task wait until the pending one has started, or is cancelled. */
    private static final class Slowly implements PoolObserver {
        private final long running;
        private final CountDownLatch decided = new CountDownLatch(1);
        private final AtomicBoolean started = new AtomicBoolean();

        Slowly(long running) {
            this.running = running;
        }

        @Override
        public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, Object target) {
            if (taskId > running) {
                started.set(true);
                decided.countDown();
            }
        }

        @Override
        public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                @Nullable RejectedExecutionException cause) {
            if (taskId > running) {
                decided.countDown();
            } else {
                awaitUninterrupted(decided);
            }
        }
    }

    private final CountDownLatch runs = new CountDownLatch(1);

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            Patience.await(latch);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String untilInterrupted() throws InterruptedException {
        runs.countDown();
        new CountDownLatch(1).await();
        return "never";
    }

    private static SingleThreadPool pool(Slowly slowly) {
        return new SingleThreadPool(PoolOptions.builder().observer(slowly).build());
    }

    private static void assertCancelledTogether(ThreadPool pool, Slowly slowly)
            throws InterruptedException {
        pool.join();
        assertThat(slowly.started).as("the pending task has started").isFalse();
        assertThat(pool.snapshot().cancelled()).isEqualTo(2);
    }

    private Object mapped(int n) throws InterruptedException {
        return n == 1 ? untilInterrupted() : n;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingAMap(boolean ordered) throws Exception {
        var slowly = new Slowly(2);
        try (var pool = pool(slowly)) {
            var options = MapOptions.builder().bufferSize(3).ordered(ordered).build();
            CloseableIterator<Object> results = pool.map(this::mapped, List.of(0, 1, 2), options);
            assertThat(results.next()).isEqualTo(0);
            Patience.await(runs);
            results.close();
            assertCancelledTogether(pool, slowly);
        }
    }

    /** Hands tasks to an executor, and waits for them. */
    @FunctionalInterface
    private interface Invocation {
        void invoke(ExecutorService executor, List<Callable<String>> tasks) throws Exception;
    }

    private void interrupt(Invocation invocation) throws Exception {
        var slowly = new Slowly(1);
        try (var pool = pool(slowly)) {
            Thread caller = Thread.currentThread();
            Thread other = Thread.ofPlatform().start(() -> {
                awaitUninterrupted(runs);
                Patience.until("both are submitted", () -> pool.countPendingTasks() == 1);
                caller.interrupt();
            });
            assertThatThrownBy(() -> invocation.invoke(pool.asExecutorService(),
                    List.of(this::untilInterrupted, () -> "later"))).isInstanceOf(InterruptedException.class);
            other.join();
            assertCancelledTogether(pool, slowly);
        }
    }

    @Test
    void anInterruptedInvokeAll() throws Exception {
        interrupt(ExecutorService::invokeAll);
    }

    @Test
    void anInterruptedInvokeAny() throws Exception {
        interrupt((executor, tasks) -> executor.invokeAny(tasks, 1, TimeUnit.DAYS));
    }
}
