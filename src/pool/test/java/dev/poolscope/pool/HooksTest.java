package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The hooks, and what becomes of a pool whose hook fails. */
@ExtendWith(CapturedLog.class)
class HooksTest {
    private static final Hook FAILS = (_, _) -> {
        throw new IllegalStateException("hook");
    };

    private final ObservedEvents log = new ObservedEvents();

    private PoolOptions.Builder options() {
        return PoolOptions.builder().observer(log);
    }

    @Test
    void hooksAreGivenTheirArgumentsAndTheyCanBeReadBack() throws Exception {
        List<List<?>> seen = new ArrayList<>();
        Hook hook = (arguments, named) -> seen.add(List.of(arguments, named));
        List<String> arguments = new ArrayList<>(Arrays.asList("a", null));
        Map<String, Integer> named = new HashMap<>(Map.of("k", 1));
        try (var pool = new SingleThreadPool(
                options().initializer(hook, arguments, named).finalizer(hook, List.of(2), Map.of())
                        .build())) {
            arguments.clear();
            named.clear();
            pool.run(() -> {});
            assertThat(pool.initializer()).containsSame(hook);
            assertThat(pool.finalizer()).containsSame(hook);
            assertThat(pool.initArgs()).containsExactly("a", null);
            assertThat(pool.initKwargs()).isEqualTo(Map.of("k", 1));
            assertThat(pool.finalArgs()).isEqualTo(List.of(2));
            assertThat(pool.finalKwargs()).isEmpty();
            assertThatThrownBy(() -> pool.initArgs().clear()).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> pool.initKwargs().clear()).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(seen).containsExactly(List.of(Arrays.asList("a", null), Map.of("k", 1)),
                List.of(List.of(2), Map.of()));
    }

    @Test
    void eachWorkerCallsTheInitializerFirstAndTheFinalizerLastInItsOwnThread() throws Exception {
        var calls = new ConcurrentLinkedQueue<String>();
        Hook initializer = Hook.of(() -> calls.add(Thread.currentThread().getName() + " init"));
        Hook finalizer = Hook.of(() -> calls.add(Thread.currentThread().getName() + " final"));
        try (var pool = new SingleThreadPool(
                options().name("p").maxTasksPerWorker(2).initializer(initializer).finalizer(finalizer).build())) {
            for (int i = 0; i < 3; i++) {
                pool.run(() -> {
                    calls.add(Thread.currentThread().getName() + " task");
                });
            }
        }
        assertThat(calls).containsExactly("p-worker-1 init", "p-worker-1 task", "p-worker-1 task", "p-worker-1 final",
                "p-worker-2 init", "p-worker-2 task", "p-worker-2 final");
    }

    @Test
    void aFailingInitializerBreaksThePoolAndCancelsWhatIsPending() throws Exception {
        var finalized = new AtomicInteger();
        var failure = new IllegalStateException("no database");
        try (var gate = new Gate();
                var pool = new SingleThreadPool(options().initializer((_, _) -> {
                    gate.passStubbornly();
                    throw failure;
                }).finalizer(Hook.of(finalized::incrementAndGet)).build())) {
            PoolFuture<Integer> first = pool.submit(() -> 1);
            PoolFuture<Integer> second = pool.submit(() -> 2);
            gate.open();
            for (PoolFuture<Integer> future : List.of(first, second)) {
                assertThatThrownBy(() -> future.collect(Patience.LIMIT)).isInstanceOf(CancellationException.class)
                        .cause().isInstanceOf(InitializerException.class).hasCause(failure);
            }
            assertThat(pool.isBroken()).isTrue();
            assertThat(pool.isClosed()).isFalse();
            assertThat(pool.cancelledTasks()).extracting(CancelledTask::taskId).containsExactly(1L, 2L);
            assertThatThrownBy(() -> pool.submit(() -> 3)).isInstanceOf(InitializerException.class).hasCause(failure);
            assertThatThrownBy(() -> pool.run(() -> 3)).isInstanceOf(InitializerException.class);
            assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(InitializerException.class);
            assertThatThrownBy(() -> pool.spawnWorkers(1)).isInstanceOf(InitializerException.class);
            assertThatThrownBy(pool::check).isInstanceOf(InitializerException.class).hasCause(failure);
            Patience.until("the worker is gone", () -> pool.countWorkers() == 0);
            assertThat(pool.shutdown()).isTrue();
            assertThat(pool.isTerminated()).isTrue();
            assertThat(pool.isBroken()).isTrue();
            assertThatThrownBy(pool::check).isInstanceOf(PoolClosedException.class).cause()
                    .isInstanceOf(InitializerException.class);
        }
        assertThat(finalized).hasValue(0);
        assertThat(log.only("hookFailed").details()).containsExactly(HookKind.INITIALIZER, failure);
        assertThat(log.count("broken")).isEqualTo(1);
    }

    @Test
    void aWorkerWhoseInitializerFailedIsToldToRetireLikeAnyOther() {
        var pool = new SingleThreadPool(options().initializer(FAILS).build());
        pool.spawnWorkers(1);
        Patience.until("it is gone", () -> log.count("workerRetired") == 1);
        pool.shutdown();
        assertThat(log.namesOfWorker(1)).filteredOn(name -> !name.equals("workerSpawned"))
                .containsExactly("hookFailed", "workerRetiring", "workerRetired");
        assertThat(log.only("workerRetiring").detail()).isEqualTo(RetirementReason.BROKEN);
    }

    @Test
    void aFailingFinalizerBreaksThePool() throws Exception {
        try (var pool = new DualThreadPool(options().maxTasksPerWorker(1).finalizer(FAILS).build())) {
            pool.run(() -> {});
            Patience.until("it breaks", pool::isBroken);
            assertThatThrownBy(() -> pool.submit(() -> 1)).isInstanceOf(FinalizerException.class).cause()
                    .hasMessage("hook");
            assertThat(pool.shutdown()).isTrue();
        }
        assertThat(log.only("hookFailed").detail()).isEqualTo(HookKind.FINALIZER);
    }

    @Test
    void aFinalizerThatFailsAtTheShutdownIsFoundAfterwards() {
        var pool = new DualThreadPool(options().finalizer(FAILS).build());
        pool.spawnMaxWorkers();
        assertThat(pool.shutdown()).isTrue();
        assertThat(pool.isBroken()).isTrue();
        assertThatThrownBy(pool::check).isInstanceOf(PoolClosedException.class).cause()
                .isInstanceOf(FinalizerException.class);
        assertThat(log.count("hookFailed")).isEqualTo(2);
        assertThat(log.count("broken")).isEqualTo(1);
    }

    @Test
    void otherWorkersFinishTheTaskInHandAndRetireWhenThePoolBreaks() throws Exception {
        var started = new AtomicInteger();
        try (var pool = new DualThreadPool(options().initializer((_, _) -> {
            if (started.incrementAndGet() > 1) {
                throw new IllegalStateException("second worker");
            }
        }).build()); var gate = new Gate()) {
            PoolFuture<String> running = pool.submit(gate);
            gate.awaitVisitors();
            PoolFuture<String> pending = pool.submit(() -> "never");
            assertThat(catchThrowable(pending::collect)).isInstanceOf(CancellationException.class);
            assertThat(running.status()).isEqualTo(TaskStatus.RUNNING);
            assertThat(pool.countBusyWorkers()).isEqualTo(1);
            gate.open();
            assertThat(running.collect()).isEqualTo("passed");
            Patience.until("all are gone", () -> pool.countWorkers() == 0);
            assertThat(pool.cancelledTasks()).extracting(CancelledTask::taskId).containsExactly(2L);
        }
    }

    @Test
    void anIdleWorkerRetiresWhenThePoolBreaks() {
        var started = new AtomicInteger();
        try (var pool = new DualThreadPool(options().initializer((_, _) -> {
            if (started.incrementAndGet() > 1) {
                throw new IllegalStateException("second worker");
            }
        }).build())) {
            pool.spawnWorkers(1);
            Patience.until("it is idle", () -> pool.snapshot().idle() == 1);
            pool.spawnWorkers(1);
            Patience.until("all are gone", () -> pool.countWorkers() == 0);
        }
        assertThat(log.events("workerRetired")).extracting(ObservedEvents.Event::detail)
                .containsExactly(RetirementReason.BROKEN, RetirementReason.BROKEN);
    }

    static List<Throwable> throwables() {
        return List.of(new RuntimeException("task"), new Exception("task"), new Error("task"),
                new InterruptedException("task"), new StackOverflowError("task"), new OutOfMemoryError("task"),
                new PoolClosedException("task", null), new BrokenPoolException("task", null),
                new StarvationException("task"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aFailingTaskNeverBreaksThePool(Throwable thrown) throws Exception {
        try (var pool = new SingleThreadPool(options().build())) {
            PoolFuture<Object> future = pool.submit(() -> {
                throw sneaky(thrown);
            });
            assertThat(catchThrowable(future::collect)).isSameAs(thrown);
            assertThat(future.status()).isEqualTo(TaskStatus.FAILED);
            assertThat(pool.isBroken()).isFalse();
            int id = pool.run(() -> ThreadPool.currentWorkerId().getAsInt());
            assertThat(id).isEqualTo(1);
        }
        assertThat(log.only("taskFailed").details()).contains(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aHookMayFailWithAnyThrowable(Throwable thrown) {
        try (var pool = new SingleThreadPool(options().initializer((_, _) -> {
            throw sneaky(thrown);
        }).build())) {
            pool.spawnWorkers(1);
            Patience.until("it breaks", pool::isBroken);
            assertThatThrownBy(pool::check).isInstanceOf(InitializerException.class).hasCause(thrown);
        }
    }

    @Test
    void whatAnExecutedRunnableThrowsGoesToTheUncaughtExceptionHandlerAndTheWorkerSurvives() throws Exception {
        var caught = new ConcurrentLinkedQueue<Throwable>();
        var thrown = new IllegalStateException("executed");
        var threads = new FaultyThreads(worker -> Thread.ofPlatform().uncaughtExceptionHandler((_, failure) -> {
            caught.add(failure);
            throw new IllegalStateException("a handler that fails does no harm either");
        }).unstarted(worker));
        try (var pool = new SingleThreadPool(options().threadFactory(threads).build())) {
            pool.execute(() -> {
                throw thrown;
            });
            int id = pool.run(() -> ThreadPool.currentWorkerId().getAsInt());
            assertThat(id).isEqualTo(1);
            assertThat(caught).containsExactly(thrown);
            assertThat(pool.snapshot().failed()).isEqualTo(1);
            PoolFuture<?> submitted = pool.submit(() -> {
                throw new IllegalStateException("submitted");
            });
            assertThat(catchThrowable(submitted::collect)).hasMessage("submitted");
            assertThat(caught).containsExactly(thrown);
        }
    }

    @Test
    void testingAPoolTriesBothHooksOnATwinAndLeavesThePoolAlone() throws Exception {
        var calls = new ConcurrentLinkedQueue<String>();
        try (var pool = new DualThreadPool(options().initializer(Hook.of(() -> calls.add("init")))
                .finalizer(Hook.of(() -> calls.add("final"))).build())) {
            pool.test();
            assertThat(calls).containsExactly("init", "final");
            assertThat(pool.snapshot().spawned()).isZero();
            assertThat(pool.snapshot().submitted()).isZero();
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void testingAPoolFindsABadHook() {
        try (var pool = new DualThreadPool(options().initializer(FAILS).build())) {
            assertThatThrownBy(pool::test).isInstanceOf(InitializerException.class).hasRootCauseMessage("hook");
            assertThat(pool.isBroken()).isFalse();
        }
        try (var pool = new DualThreadPool(options().finalizer(FAILS).build())) {
            assertThatThrownBy(pool::test).isInstanceOf(FinalizerException.class).hasRootCauseMessage("hook");
            assertThat(pool.isBroken()).isFalse();
        }
        try (var pool = new DualThreadPool(
                options().threadFactory(new FaultyThreads(FaultyThreads.NULL)).build())) {
            assertThatThrownBy(pool::test).isInstanceOf(BrokenPoolException.class);
        }
    }

    @Test
    void testingAPoolFindsABadHookWhateverTheOtherOptions() {
        for (int i = 0; i < 50; i++) {
            try (var pool = new DualThreadPool(PoolOptions.builder().maxTasksPerWorker(1).idleTimeout(Duration.ZERO)
                    .finalizer(FAILS).build())) {
                assertThatThrownBy(pool::test).isInstanceOf(FinalizerException.class);
            }
        }
    }
}
