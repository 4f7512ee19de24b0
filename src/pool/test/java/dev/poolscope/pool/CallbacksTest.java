package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Callbacks: where, when, in which order, and what their failures do. */
@ExtendWith(CapturedLog.class)
class CallbacksTest {
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

    private <T> Consumer<PoolFuture<T>> note(String name) {
        return future -> calls.add(name + " " + future.status() + " in " + Thread.currentThread().getName());
    }

    @Test
    void theyRunInOrderInTheWorkerAfterTheFutureIsDone() throws Exception {
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            future.addCallback(note("a"));
            future.addCallback(note("b"));
            future.addCallback(note("a"));
            gate.open();
            pool.join();
            String in = " COMPLETED in SingleThreadPool-worker-1";
            assertThat(calls).containsExactly("a" + in, "b" + in, "a" + in);
        }
    }

    @Test
    void aLateOneRunsInTheCallerAtOnce() throws Exception {
        try (var pool = new SingleThreadPool()) {
            PoolFuture<Integer> future = pool.submit(() -> 1);
            future.collect();
            future.addCallback(note("late"));
            assertThat(calls).containsExactly("late COMPLETED in " + Thread.currentThread().getName());
            future.addCallback(_ -> {
                throw new IllegalStateException("late and failing");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thoseOfACancelledTaskRunInTheCancellingThread(boolean running) throws Exception {
        try (var pool = new SingleThreadPool(); var first = new Gate(); var gate = new Gate()) {
            PoolFuture<String> other = pool.submit(first);
            PoolFuture<String> future = pool.submit(gate);
            if (running) {
                first.open();
                other.collect();
                gate.awaitVisitors();
            }
            future.addCallback(note("cancelled"));
            future.cancel(true);
            assertThat(calls).containsExactly("cancelled CANCELLED in " + Thread.currentThread().getName());
        }
    }

    @Test
    void thoseOfTasksCancelledByAShutdownRunInTheThreadThatShutsDown() throws Exception {
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<Integer> pending = pool.submit(() -> 1);
            pending.addCallback(note("cancelled"));
            assertThat(pool.shutdown(Duration.ZERO)).isFalse();
            assertThat(calls).containsExactly("cancelled CANCELLED in " + Thread.currentThread().getName());
        }
    }

    @Test
    void aRemovedOneDoesNotRun() throws Exception {
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            Consumer<PoolFuture<String>> once = note("once");
            Consumer<PoolFuture<String>> twice = note("twice");
            assertThat(future.removeCallback(once)).isFalse();
            future.addCallback(once);
            future.addCallback(twice);
            future.addCallback(twice);
            assertThat(future.removeCallback(once)).isTrue();
            assertThat(future.removeCallback(once)).isFalse();
            assertThat(future.removeCallback(twice)).isTrue();
            gate.open();
            pool.join();
            assertThat(calls).containsExactly("twice COMPLETED in SingleThreadPool-worker-1");
            assertThat(future.removeCallback(twice)).isFalse();
        }
    }

    @Test
    void whatTheyThrowIsLoggedAndGoesNoFurther(CapturedLog log) throws Exception {
        var error = new StackOverflowError("callback");
        var exception = new IllegalStateException("callback");
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            future.addCallback(_ -> {
                throw error;
            });
            future.addCallback(_ -> {
                throw exception;
            });
            future.addCallback(note("after"));
            gate.open();
            assertThat(future.collect()).isEqualTo("passed");
            int id = pool.run(() -> ThreadPool.currentWorkerId().getAsInt());
            assertThat(id).isEqualTo(1);
            assertThat(calls).hasSize(1);
            assertThat(pool.isBroken()).isFalse();
            assertThat(log.thrown()).containsExactly(error, exception);
        }
    }

    @Test
    void aThrowableThatCannotBePrintedDoesNotTakeTheWorkerWithIt() throws Exception {
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            future.addCallback(_ -> {
                throw new IllegalStateException() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("unprintable");
                    }
                };
            });
            gate.open();
            assertThat(future.collect()).isEqualTo("passed");
            int id = pool.run(() -> ThreadPool.currentWorkerId().getAsInt());
            assertThat(id).isEqualTo(1);
        }
    }

    @Test
    void aSlowOneDelaysNeitherTheStatusNorTheCollector() throws Exception {
        try (var pool = new SingleThreadPool(); var gate = new Gate(); var slow = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            future.addCallback(_ -> slow.passStubbornly());
            Aside<String> collector = Aside.waiting(future::collect);
            gate.open();
            assertThat(collector.result()).isEqualTo("passed");
            slow.awaitVisitors();
            assertThat(future.status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(future.collect(Duration.ZERO)).isEqualTo("passed");
            assertThat(pool.countBusyWorkers()).isEqualTo(1);
            assertThat(pool.snapshot().running()).isZero();
        }
    }

    @Test
    void theyMayUseThePoolAndTheirFuture() throws Exception {
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            var next = new CompletableFuture<PoolFuture<Integer>>();
            future.addCallback(done -> {
                done.addCallback(note("nested"));
                var _ = pool.snapshot();
                var _ = pool.workers();
                pool.setIdleTimeout(Duration.ofSeconds(5));
                next.complete(pool.submit(() -> pool.countBusyWorkers()));
                assertThat(done.cancel(true)).isFalse();
            });
            gate.open();
            assertThat(next.join().collect(Patience.LIMIT)).isEqualTo(1);
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void eachRunsExactlyOnceHoweverItRacesWithTheEnd() throws Exception {
        try (var pool = new DualThreadPool()) {
            for (int i = 0; i < 1000; i++) {
                PoolFuture<?> future = pool.submit(() -> {});
                var done = new java.util.concurrent.atomic.AtomicInteger();
                future.addCallback(_ -> done.incrementAndGet());
                Patience.until("it was called", () -> done.get() > 0);
                assertThat(done).hasValue(1);
            }
        }
    }

    @Test
    void aCompletableFutureEndsAsTheTaskDoes() throws Exception {
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            PoolFuture<String> success = pool.submit(gate);
            var thrown = new java.io.IOException("task");
            PoolFuture<String> failure = pool.submit(() -> {
                throw thrown;
            });
            PoolFuture<String> cancelled = pool.submit(() -> "never");
            CompletableFuture<String> one = success.toCompletableFuture();
            CompletableFuture<String> two = failure.toCompletableFuture();
            CompletableFuture<String> three = cancelled.toCompletableFuture();
            cancelled.cancel(false);
            gate.open();
            assertThat(one.get()).isEqualTo("passed");
            assertThat(catchThrowable(two::join)).isInstanceOf(CompletionException.class).hasCause(thrown);
            assertThat(three.isCancelled()).isTrue();
            assertThat(success.toCompletableFuture()).isCompletedWithValue("passed");
            @Nullable
            String combined = success.toCompletableFuture().thenApply(text -> text + "!").join();
            assertThat(combined).isEqualTo("passed!");
        }
    }

    @Test
    void cancellingTheCompletableFutureCancelsTheTask() throws Exception {
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            PoolFuture<String> running = pool.submit(gate);
            PoolFuture<String> pending = pool.submit(() -> "never");
            gate.awaitVisitors();
            List<CompletableFuture<String>> futures = new ArrayList<>();
            for (PoolFuture<String> future : List.of(pending, running)) {
                CompletableFuture<String> completable = future.toCompletableFuture();
                assertThat(completable.cancel(true)).isTrue();
                assertThat(future.status()).isEqualTo(TaskStatus.CANCELLED);
                assertThatThrownBy(completable::join).isInstanceOf(CancellationException.class);
                futures.add(completable);
            }
            assertThat(futures).allMatch(CompletableFuture::isCancelled);
            // The running one was interrupted, else its worker would stay at the gate.
            pool.run(() -> {});
            CompletableFuture<Integer> done = pool.submit(() -> 1).toCompletableFuture();
            done.join();
            assertThat(done.cancel(true)).isFalse();
        }
    }

    @Test
    void aTaskThatThrowsWhatACompletableFutureTakesForItsOwnHasFailedThereToo() throws Exception {
        try (var pool = new SingleThreadPool()) {
            for (RuntimeException thrown : List.of(new CancellationException("thrown by the task"),
                    new CompletionException("thrown by the task", new IllegalStateException("cause")),
                    new CompletionException("without a cause", null))) {
                PoolFuture<Object> future = pool.submit(() -> {
                    throw thrown;
                });
                assertThat(future.waitFor(Patience.LIMIT)).isTrue();
                CompletableFuture<Object> completable = future.toCompletableFuture();
                assertThat(completable.state()).isEqualTo(future.state()).isEqualTo(Future.State.FAILED);
                assertThat(completable.isCancelled()).isFalse();
                assertThat(completable.exceptionNow()).isSameAs(future.exceptionNow()).isSameAs(thrown);
                assertThat(catchThrowable(completable::get)).isInstanceOf(ExecutionException.class)
                        .satisfies(told -> assertThat(told.getCause()).isSameAs(thrown));
                assertThat(catchThrowable(completable::join)).isInstanceOf(CompletionException.class)
                        .satisfies(told -> assertThat(told.getCause()).isSameAs(thrown));
                assertThat(completable.cancel(true)).isFalse();
            }
        }
    }

    @Test
    void cancellingACompletableFutureWhileAnEarlierCallbackRunsEndsItAsTheTaskEnded() throws Exception {
        try (var pool = new SingleThreadPool(); var task = new Gate(); var slow = new Gate()) {
            PoolFuture<String> future = pool.submit(task);
            future.addCallback(_ -> slow.passStubbornly());
            CompletableFuture<String> completable = future.toCompletableFuture();
            var endings = new AtomicInteger();
            CompletableFuture<String> dependent = completable.thenApply(text -> {
                endings.incrementAndGet();
                return text + " in " + Thread.currentThread().getName();
            });
            task.open();
            slow.awaitVisitors();
            assertThat(completable).isNotDone();
            assertThat(completable.cancel(true)).isFalse();
            assertThat(completable).isCompletedWithValue("passed");
            assertThat(dependent).isCompletedWithValue("passed in " + Thread.currentThread().getName());
            slow.open();
            pool.join();
            assertThat(endings).hasValue(1);
        }
    }

    @Test
    void asyncDependentsRunInThisPoolOnlyIfTheyAreGivenIt() {
        try (var pool = new SingleThreadPool()) {
            CompletableFuture<Integer> completable = pool.submit(() -> 1).toCompletableFuture();
            boolean byDefault = completable.thenApplyAsync(_ -> ThreadPool.currentWorkerId().isPresent()).join();
            boolean inThePool = completable.thenApplyAsync(_ -> ThreadPool.currentWorkerId().isPresent(), pool).join();
            assertThat(byDefault).isFalse();
            assertThat(inThePool).isTrue();
        }
    }
}
