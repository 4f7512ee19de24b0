package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What ExecutorService promises of submission, futures and the end, for pools of one worker and of several, on both kinds of threads. */
@ParameterizedClass
@MethodSource("pools")
class ExecutorContractTest {
    private final ThreadPool pool;
    private final ExecutorService executor;
    private final CountDownLatch hold = new CountDownLatch(1);

    static Stream<Supplier<ThreadPool>> pools() {
        var virtual = PoolOptions.builder().workerType(WorkerType.VIRTUAL).build();
        return Stream.of(SingleThreadPool::new, () -> new ThreadPool(4), () -> new ThreadPool(3, virtual));
    }

    ExecutorContractTest(Supplier<ThreadPool> maker) {
        pool = maker.get();
        executor = pool.asExecutorService();
    }

    @AfterEach
    void end() {
        hold.countDown();
        executor.shutdownNow();
        pool.close();
    }

    private <T extends @Nullable Object> Callable<T> held(CountDownLatch begun, T result) {
        return () -> {
            begun.countDown();
            hold.await();
            return result;
        };
    }

    /** Keeps every worker busy. */
    private List<Future<String>> occupy() throws InterruptedException {
        var begun = new CountDownLatch(pool.maxWorkers());
        List<Future<String>> futures = new ArrayList<>();
        for (int i = 0; i < pool.maxWorkers(); i++) {
            futures.add(executor.submit(held(begun, "held")));
        }
        begun.await();
        return futures;
    }

    // Submission

    @Test
    void executeRunsTheCommandInAWorker() throws Exception {
        var thread = new AtomicReference<@Nullable Thread>();
        var ran = new CountDownLatch(1);
        executor.execute(() -> {
            thread.set(Thread.currentThread());
            ran.countDown();
        });
        ran.await();
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void submittedTasksGiveTheirResultOrNullOrTheGivenOne() throws Exception {
        var ran = new CountDownLatch(2);
        assertThat(executor.submit(() -> "callable").get()).isEqualTo("callable");
        assertThat(executor.submit(ran::countDown).get()).isNull();
        assertThat(executor.submit(ran::countDown, "given").get()).isEqualTo("given");
        assertThat(executor.submit(ran::countDown, "given").get(1, TimeUnit.MINUTES)).isEqualTo("given");
        assertThat(ran.getCount()).isZero();
    }

    @Test
    void whatATaskThrowsIsTheCauseOfAnExecutionException() {
        var thrown = new ArithmeticException("on purpose");
        var checked = new java.io.IOException("checked");
        var error = new AssertionError("error");
        Runnable runnable = () -> {
            throw thrown;
        };
        Callable<Object> callable = () -> {
            throw checked;
        };
        Runnable failing = () -> {
            throw error;
        };
        assertThatThrownBy(() -> executor.submit(runnable).get()).isInstanceOf(ExecutionException.class)
                .hasCause(thrown);
        assertThatThrownBy(() -> executor.submit(callable).get()).isInstanceOf(ExecutionException.class)
                .hasCause(checked);
        assertThatThrownBy(() -> executor.submit(failing, 1).get()).isInstanceOf(ExecutionException.class)
                .hasCause(error);
    }

    @Test
    @SuppressWarnings("NullAway") // to see it refused
    void nullTasksAreRefusedBeforeAndAfterTheShutdown() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> executor.execute(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> executor.submit((Runnable) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> executor.submit((Callable<?>) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> executor.submit(null, "result")).isInstanceOf(NullPointerException.class);
            executor.shutdown();
        }
    }

    @Test
    void everySubmissionAfterTheShutdownIsRejected() throws Exception {
        occupy();
        executor.shutdown();
        assertRejects();
        hold.countDown();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertRejects();
    }

    private void assertRejects() {
        Callable<Integer> callable = () -> 1;
        Runnable runnable = () -> {
            throw new AssertionError("must not run");
        };
        assertThatThrownBy(() -> executor.execute(runnable)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> executor.submit(runnable)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> executor.submit(runnable, 1)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> executor.submit(callable)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> executor.invokeAll(List.of(callable))).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> executor.invokeAll(List.of(callable), 1, TimeUnit.SECONDS))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> executor.invokeAny(List.of(callable))).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> executor.invokeAny(List.of(callable), 1, TimeUnit.SECONDS))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aSaturatedPoolStillAcceptsWork() throws Exception {
        occupy();
        List<Future<Integer>> queued = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int n = i;
            queued.add(executor.submit(() -> n));
        }
        assertThat(queued).noneMatch(Future::isDone);
        hold.countDown();
        for (int i = 0; i < 100; i++) {
            assertThat(queued.get(i).get()).isEqualTo(i);
        }
    }

    // Futures

    @Test
    void theStateOfAFutureFollowsItsTask() throws Exception {
        var begun = new CountDownLatch(1);
        Callable<@Nullable String> task = () -> {
            begun.countDown();
            hold.await();
            return null;
        };
        Future<@Nullable String> future = executor.submit(task);
        begun.await();
        assertThat(future.isDone()).isFalse();
        assertThat(future.isCancelled()).isFalse();
        assertThat(future.state()).isEqualTo(Future.State.RUNNING);
        assertThatThrownBy(future::resultNow).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(future::exceptionNow).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> future.get(10, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> future.get(-1, TimeUnit.DAYS)).isInstanceOf(TimeoutException.class);
        hold.countDown();
        assertThat(future.get()).isNull();
        assertThat(future.get(Long.MIN_VALUE, TimeUnit.DAYS)).isNull();
        assertThat(future.state()).isEqualTo(Future.State.SUCCESS);
        assertThat(future.resultNow()).isNull();
        assertThatThrownBy(future::exceptionNow).isInstanceOf(IllegalStateException.class);
        assertThat(future.cancel(true)).isFalse();
    }

    @Test
    void aFailedFutureTellsItsException() {
        var thrown = new ArithmeticException("on purpose");
        Future<?> future = executor.submit((Runnable) () -> {
            throw thrown;
        });
        await().until(future::isDone);
        assertThat(future.state()).isEqualTo(Future.State.FAILED);
        assertThat(future.exceptionNow()).isSameAs(thrown);
        assertThatThrownBy(future::resultNow).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPendingTaskThatIsCancelledNeverRunsAndItsWaitersWake() throws Exception {
        occupy();
        var ran = new CountDownLatch(1);
        Future<?> future = executor.submit(ran::countDown);
        var seen = new AtomicReference<@Nullable Throwable>();
        Thread waiter = Thread.ofPlatform().start(() -> {
            try {
                future.get();
            } catch (Throwable thrown) {
                seen.set(thrown);
            }
        });
        await().until(() -> waiter.getState() == Thread.State.WAITING);
        assertThat(future.cancel(false)).isTrue();
        assertThat(future.cancel(true)).isFalse();
        waiter.join();
        assertThat(seen.get()).isInstanceOf(CancellationException.class);
        assertThat(future.isDone()).isTrue();
        assertThat(future.isCancelled()).isTrue();
        assertThat(future.state()).isEqualTo(Future.State.CANCELLED);
        assertThatThrownBy(future::resultNow).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(future::exceptionNow).isInstanceOf(IllegalStateException.class);
        hold.countDown();
        executor.close();
        assertThat(ran.getCount()).isEqualTo(1);
    }

    @Test
    void cancellingARunningTaskInterruptsItOnlyIfAskedTo() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var interrupted = new AtomicReference<@Nullable Boolean>();
        Runnable task = () -> {
            begun.countDown();
            try {
                hold.await();
                interrupted.set(false);
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            ended.countDown();
        };
        Future<?> future = executor.submit(task);
        begun.await();
        assertThat(future.cancel(false)).isTrue();
        assertThat(future.isDone()).isTrue();
        assertThat(ended.await(50, TimeUnit.MILLISECONDS)).isFalse();
        hold.countDown();
        ended.await();
        assertThat(interrupted.get()).isFalse();

        var running = new CountDownLatch(1);
        var noticed = new CountDownLatch(1);
        Future<?> other = executor.submit(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                noticed.countDown();
            }
        });
        running.await();
        assertThat(other.cancel(true)).isTrue();
        noticed.await();
        assertThatThrownBy(other::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void anInterruptedGetSaysSoAndTheTaskGoesOn() throws Exception {
        var begun = new CountDownLatch(1);
        Future<String> future = executor.submit(held(begun, "done"));
        begun.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(future::get).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> future.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
        hold.countDown();
        assertThat(future.get()).isEqualTo("done");
    }

    @Test
    void theFuturesAreThePoolsOwn() {
        assertThat(executor.submit(() -> 1)).isInstanceOf(PoolFuture.class).isInstanceOf(RunnableFuture.class);
        assertThat(pool.snapshot().submitted()).isEqualTo(1);
    }

    // The end

    @Test
    void anExecutorIsNeitherShutDownNorTerminatedBeforeItIs() throws Exception {
        occupy();
        assertThat(executor.isShutdown()).isFalse();
        executor.shutdown();
        assertThat(executor.isShutdown()).isTrue();
        assertThat(executor.isTerminated()).isFalse();
        hold.countDown();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void anUnusedExecutorIsTerminatedByItsShutdown() throws Exception {
        executor.shutdown();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(executor.awaitTermination(0, TimeUnit.NANOSECONDS)).isTrue();
        executor.shutdown();
        assertThat(executor.shutdownNow()).isEmpty();
    }

    @Test
    void shutdownDrainsTheQueue() throws Exception {
        List<Future<String>> running = occupy();
        List<Future<Integer>> queued = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int n = i;
            queued.add(executor.submit(() -> n));
        }
        executor.shutdown();
        executor.shutdown();
        hold.countDown();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(running).allMatch(future -> future.state() == Future.State.SUCCESS);
        assertThat(queued).allMatch(future -> future.state() == Future.State.SUCCESS);
        assertThat(pool.cancelledTasks()).isEmpty();
    }

    @Test
    void awaitTerminationTimesOutWhileThereIsWork() throws Exception {
        for (long expired : new long[]{Long.MIN_VALUE, -1, 0}) {
            assertThat(executor.awaitTermination(expired, TimeUnit.NANOSECONDS)).isFalse();
            assertThat(executor.awaitTermination(expired, TimeUnit.DAYS)).isFalse();
        }
        occupy();
        executor.shutdown();
        long start = NanoClock.SYSTEM.nanoTime();
        assertThat(executor.awaitTermination(20, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(NanoClock.SYSTEM.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        hold.countDown();
        assertThat(executor.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue();
    }

    @Test
    void awaitTerminationCanBeInterrupted() throws Exception {
        occupy();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> executor.awaitTermination(1, TimeUnit.MINUTES))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void shutdownNowInterruptsWhatRunsAndReturnsWhatNeverStarted() throws Exception {
        List<Future<String>> running = occupy();
        Runnable executed = () -> {
            throw new AssertionError("must not run");
        };
        Future<?> submitted = executor.submit(executed);
        executor.execute(executed);
        Future<Integer> callable = executor.submit(() -> 1);
        Future<Integer> withdrawn = executor.submit(() -> 2);
        withdrawn.cancel(false);
        List<Runnable> never = executor.shutdownNow();
        assertThat(never).as("in the order of submission, the same objects")
                .containsExactly((Runnable) submitted, executed, (Runnable) callable);
        assertThat(List.of(submitted, callable)).allMatch(Future::isCancelled);
        assertThatThrownBy(callable::get).isInstanceOf(CancellationException.class)
                .hasCauseInstanceOf(PoolClosedException.class);
        never.stream().filter(RunnableFuture.class::isInstance).forEach(Runnable::run);
        assertThat(callable.isCancelled()).as("a cancelled future does nothing when it is run").isTrue();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        for (Future<String> future : running) {
            assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
        assertThat(executor.shutdownNow()).isEmpty();
        assertThat(pool.cancelledTasks()).extracting(CancelledTask::taskId).hasSize(3);
    }

    @Test
    void shutdownNowAfterShutdownCancelsWhatIsLeft() throws Exception {
        occupy();
        Future<Integer> left = executor.submit(() -> 1);
        executor.shutdown();
        assertThat(left.isDone()).isFalse();
        assertThat(executor.shutdownNow()).containsExactly((Runnable) left);
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void theShutdownOfThePoolCancelsWhatTheViewsHasLeft() throws Exception {
        occupy();
        Future<Integer> left = executor.submit(() -> 1);
        executor.shutdown();
        assertThat(pool.shutdown(java.time.Duration.ZERO)).isFalse();
        assertThat(left.isCancelled()).isTrue();
        hold.countDown();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void shutdownAndShutdownNowAreLegalInAWorker() throws Exception {
        Future<Integer> later = executor.submit(() -> {
            executor.shutdown();
            return executor.isShutdown() ? 1 : 0;
        });
        assertThat(later.get()).isEqualTo(1);
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        var other = new ThreadPool(2);
        ExecutorService view = other.asExecutorService();
        var own = new AtomicReference<@Nullable Boolean>();
        view.execute(() -> {
            view.shutdownNow();
            own.set(Thread.currentThread().isInterrupted());
        });
        assertThat(view.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(own.get()).as("it runs too, so it is interrupted too").isTrue();
    }

    // close

    @Test
    void closeDrainsAndWaits() throws Exception {
        List<Future<String>> running = occupy();
        Future<Integer> queued = executor.submit(() -> 1);
        Thread closer = Thread.ofPlatform().start(executor::close);
        await().until(executor::isShutdown);
        assertThat(closer.isAlive()).isTrue();
        hold.countDown();
        closer.join();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(queued.resultNow()).isEqualTo(1);
        assertThat(running).allMatch(future -> future.state() == Future.State.SUCCESS);
        executor.close();
    }

    @Test
    void closeInAnInterruptedThreadShutsDownNowAndKeepsTheFlag() throws Exception {
        List<Future<String>> running = occupy();
        Future<Integer> queued = executor.submit(() -> 1);
        Thread.currentThread().interrupt();
        executor.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(queued.isCancelled()).isTrue();
        for (Future<String> future : running) {
            assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void closeInAWorkerIsRefusedRatherThanWaitForItself() throws Exception {
        Future<?> future = executor.submit(executor::close);
        assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(executor.isShutdown()).isFalse();
    }

    @Test
    void whatExecuteRunsMayThrowAndTheWorkerSurvives() throws Exception {
        var handled = new AtomicReference<@Nullable Throwable>();
        var thrown = new IllegalStateException("on purpose");
        executor.submit(() -> Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> handled.set(failure)))
                .get();
        executor.execute(() -> {
            throw thrown;
        });
        // Before anything else is submitted, for which another worker might come and take this.
        await().untilAsserted(() -> assertThat(handled.get()).isSameAs(thrown));
        assertThat(executor.submit(() -> 1).get()).isEqualTo(1);
    }
}
