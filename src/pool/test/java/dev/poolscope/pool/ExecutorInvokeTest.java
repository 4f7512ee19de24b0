package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** invokeAll and invokeAny, with and without a time limit. */
@ParameterizedClass
@ValueSource(ints = {1, 3})
class ExecutorInvokeTest {
    private final ThreadPool pool;
    private final ExecutorService executor;
    private final CountDownLatch hold = new CountDownLatch(1);
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();

    ExecutorInvokeTest(int workers) {
        pool = new ThreadPool(workers);
        executor = pool.asExecutorService();
    }

    @AfterEach
    void end() {
        hold.countDown();
        pool.close();
    }

    private Callable<String> held() {
        return () -> {
            begun.incrementAndGet();
            try {
                hold.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
            return "held";
        };
    }

    private static Callable<String> failing(Exception thrown) {
        return () -> {
            throw thrown;
        };
    }

    private void assertEverythingBegunWasInterrupted() {
        await().until(() -> pool.countBusyWorkers() == 0 && pool.countPendingTasks() == 0);
        assertThat(interrupted.get()).isEqualTo(begun.get());
    }

    // invokeAll

    @Test
    void invokeAllGivesDoneFuturesInTheOrderOfTheTasks() throws Exception {
        var thrown = new ArithmeticException("on purpose");
        List<Callable<String>> tasks = List.of(() -> "a", failing(thrown), () -> "c");
        for (boolean timed : new boolean[]{true, false}) {
            List<Future<String>> futures = timed
                    ? executor.invokeAll(tasks, 1, TimeUnit.MINUTES)
                    : executor.invokeAll(tasks);
            assertThat(futures).extracting(Future::state).containsExactly(Future.State.SUCCESS, Future.State.FAILED,
                    Future.State.SUCCESS);
            assertThat(futures.get(0).get()).isEqualTo("a");
            assertThatThrownBy(() -> futures.get(1).get()).isInstanceOf(ExecutionException.class).hasCause(thrown);
        }
    }

    @Test
    void invokeAllOfNothingGivesNothing() throws Exception {
        assertThat(executor.invokeAll(List.<Callable<String>>of())).isEmpty();
        assertThat(executor.invokeAll(List.<Callable<String>>of(), 0, TimeUnit.DAYS)).isEmpty();
    }

    @Test
    void aTimedInvokeAllCancelsWhatIsNotDoneInTime() throws Exception {
        List<Future<String>> futures = List.of();
        // As long as a busy machine needs for the quick one.
        for (long limit = 100; futures.isEmpty() || (futures.getFirst().isCancelled()
                && limit < Patience.LIMIT.toMillis()); limit *= 4) {
            futures = executor.invokeAll(List.of(() -> "quick", held(), held()), limit, TimeUnit.MILLISECONDS);
        }
        assertThat(futures).hasSize(3).allMatch(Future::isDone);
        assertThat(futures.get(0).state()).isEqualTo(Future.State.SUCCESS);
        assertThat(futures.subList(1, 3)).allMatch(Future::isCancelled);
        Future<String> last = futures.getLast();
        assertThatThrownBy(last::get).isInstanceOf(CancellationException.class);
        assertEverythingBegunWasInterrupted();
    }

    @Test
    void anInterruptedInvokeAllCancelsEverything() throws Exception {
        for (boolean timed : new boolean[]{true, false}) {
            var seen = new AtomicReference<@Nullable Throwable>();
            int before = begun.get();
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    List<Callable<String>> tasks = List.of(held(), held());
                    var _ = timed ? executor.invokeAll(tasks, 1, TimeUnit.MINUTES) : executor.invokeAll(tasks);
                } catch (Throwable thrown) {
                    seen.set(thrown);
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                }
            });
            await().until(() -> begun.get() > before);
            caller.interrupt();
            caller.join();
            assertThat(seen.get()).isInstanceOf(InterruptedException.class);
            assertEverythingBegunWasInterrupted();
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> executor.invokeAll(List.of(held()))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    @SuppressWarnings("NullAway") // to see it refused
    void invokeAllRefusesNullsAndCancelsWhatItHadSubmitted() {
        List<Callable<String>> withNull = Arrays.asList(held(), null);
        assertThatThrownBy(() -> executor.invokeAll(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> executor.invokeAll(null, 1, TimeUnit.SECONDS))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> executor.invokeAll(List.of(held()), 1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> executor.invokeAll(withNull)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> executor.invokeAll(withNull, 1, TimeUnit.SECONDS))
                .isInstanceOf(NullPointerException.class);
        assertEverythingBegunWasInterrupted();
    }

    @Test
    void invokeAllWaitsForTasksThatThePoolCancelsToo() throws Exception {
        var seen = new AtomicReference<@Nullable List<Future<String>>>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                seen.set(executor.invokeAll(List.of(held(), held(), held(), held())));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> begun.get() == pool.maxWorkers() && pool.countPendingTasks() == 4 - pool.maxWorkers());
        executor.shutdownNow();
        caller.join();
        assertThat(seen.get()).hasSize(4).allMatch(Future::isDone);
    }

    // invokeAny

    @Test
    void invokeAnyGivesAResultAndCancelsTheRest() throws Exception {
        List<Callable<String>> tasks = List.of(() -> "a", held(), held());
        assertThat(executor.invokeAny(tasks)).isEqualTo("a");
        assertEverythingBegunWasInterrupted();
        assertThat(executor.invokeAny(tasks, 1, TimeUnit.MINUTES)).isEqualTo("a");
        assertEverythingBegunWasInterrupted();
    }

    @Test
    void invokeAnyGoesOnAfterFailures() throws Exception {
        List<Callable<@Nullable String>> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tasks.add(() -> {
                throw new ArithmeticException("on purpose");
            });
        }
        tasks.add(() -> null);
        assertThat(executor.invokeAny(tasks)).isNull();
        assertThat(executor.invokeAny(tasks, 1, TimeUnit.MINUTES)).isNull();
    }

    @Test
    void invokeAnyThrowsAFailureIfThereIsNoResult() {
        List<Callable<String>> tasks = List.of(failing(new ArithmeticException("a")),
                failing(new ArithmeticException("b")));
        assertThatThrownBy(() -> executor.invokeAny(tasks)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> executor.invokeAny(tasks, 1, TimeUnit.MINUTES)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void aTimedInvokeAnyGivesUpInTimeAndCancelsEverything() {
        assertThatThrownBy(() -> executor.invokeAny(List.of(held(), held()), 50, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertEverythingBegunWasInterrupted();
    }

    @Test
    void anInterruptedInvokeAnyCancelsEverything() throws Exception {
        var seen = new AtomicReference<@Nullable Throwable>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                executor.invokeAny(List.of(held(), held()));
            } catch (Throwable thrown) {
                seen.set(thrown);
            }
        });
        await().until(() -> begun.get() > 0);
        caller.interrupt();
        caller.join();
        assertThat(seen.get()).isInstanceOf(InterruptedException.class);
        assertEverythingBegunWasInterrupted();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> executor.invokeAny(List.of(held()))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void invokeAnyEndsWhenThePoolCancelsItsTasks() throws Exception {
        var seen = new AtomicReference<@Nullable Throwable>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                executor.invokeAny(List.of(held(), held(), held(), held()));
            } catch (Throwable thrown) {
                seen.set(thrown);
            }
        });
        await().until(() -> begun.get() == pool.maxWorkers() && pool.countPendingTasks() == 4 - pool.maxWorkers());
        executor.shutdownNow();
        caller.join();
        assertThat(seen.get()).isInstanceOf(ExecutionException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // to see it refused
    void invokeAnyRefusesNullsAndNothing() {
        List<Callable<String>> withNull = Arrays.asList(held(), null);
        assertThatThrownBy(() -> executor.invokeAny(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> executor.invokeAny(null, 1, TimeUnit.SECONDS))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> executor.invokeAny(List.of(held()), 1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> executor.invokeAny(withNull)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> executor.invokeAny(withNull, 1, TimeUnit.SECONDS))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> executor.invokeAny(List.<Callable<String>>of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> executor.invokeAny(List.<Callable<String>>of(), 1, TimeUnit.SECONDS))
                .isInstanceOf(IllegalArgumentException.class);
        assertEverythingBegunWasInterrupted();
    }

    @Test
    void waitsInAWorkerCountForStarvation() throws Exception {
        var entered = new CountDownLatch(1);
        Future<List<Future<String>>> waiter = executor.submit(() -> {
            entered.countDown();
            return executor.invokeAll(List.of(held()));
        });
        entered.await();
        await().until(() -> pool.snapshot().waiting() == 1);
        waiter.cancel(true);
        await().until(() -> pool.snapshot().waiting() == 0);
        assertEverythingBegunWasInterrupted();

        Future<String> any = executor.submit(() -> executor.invokeAny(List.of(held())));
        await().until(() -> pool.snapshot().waiting() == 1);
        any.cancel(true);
        await().until(() -> pool.snapshot().waiting() == 0);
    }
}
