package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What observers get: all of it, once, in order within a thread, with stamps that fit together. */
@ExtendWith(CapturedLog.class)
class ObserverTest {
    private final ManualClock clock = new ManualClock();
    private final ObservedEvents log = new ObservedEvents();
    private final PoolOptions options = PoolOptions.builder().clock(clock).observer(log).build();

    @Test
    void theLifeOfAWorkerAndItsTaskIsToldInOrder() throws Exception {
        var pool = new SingleThreadPool(options);
        Runnable target = () -> clock.advance(Duration.ofSeconds(2));
        pool.submit(target).collect();
        pool.shutdown();
        assertThat(log.namesOfWorker(1)).filteredOn(name -> !name.equals("workerSpawned")).containsExactly(
                "workerReady", "taskStarted", "taskCompleted", "workerIdle", "workerRetiring", "workerRetired");
        assertThat(log.only("taskSubmitted").detail()).isSameAs(target);
        assertThat(log.only("workerSpawned").details()).containsExactly(SpawnReason.SUBMISSION, 1, 0, 0);
        assertThat(log.only("taskCompleted").details()).containsExactly(0L, Duration.ofSeconds(2).toNanos());
        assertThat(log.only("workerRetired").detail()).isEqualTo(RetirementReason.SHUTDOWN);
        assertThat(log.names()).endsWith("terminated");
    }

    @Test
    void aStartIsToldWithWhatIsRunAndHowLongItWasPending() throws Exception {
        Runnable target = () -> {};
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            pool.execute(target);
            clock.advance(Duration.ofSeconds(3));
            gate.open();
            pool.join();
        }
        assertThat(log.events("taskStarted").getLast().details()).containsExactly(Duration.ofSeconds(3).toNanos(),
                target);
        assertThat(log.events("taskCompleted").getLast().details().getFirst())
                .isEqualTo(Duration.ofSeconds(3).toNanos());
    }

    @Test
    void theNumbersOfASpawnAreThoseOfItsDecision() throws Exception {
        try (var pool = new TripleThreadPool(options); var first = new Gate(); var second = new Gate()) {
            pool.spawnWorkers(1);
            pool.execute(first::passStubbornly);
            first.awaitVisitors();
            pool.execute(second::passStubbornly);
            second.awaitVisitors();
            pool.execute(() -> {});
        }
        assertThat(log.events("workerSpawned")).extracting(ObservedEvents.Event::details).containsExactly(
                List.of(SpawnReason.REQUEST, 0, 0, 0), List.of(SpawnReason.SUBMISSION, 1, 0, 1),
                List.of(SpawnReason.SUBMISSION, 1, 0, 2));
    }

    @Test
    void aFailureIsToldWithWhatWasThrown() throws Exception {
        var thrown = new IllegalStateException("task");
        try (var pool = new SingleThreadPool(options)) {
            PoolFuture<Object> future = pool.submit(() -> {
                throw thrown;
            });
            assertThat(catchThrowable(future::collect)).isSameAs(thrown);
        }
        assertThat(log.only("taskFailed").details()).containsExactly(0L, 0L, thrown);
    }

    @Test
    void aRefusalIsToldWithWhatTheCallerIsThrown() {
        var pool = new SingleThreadPool(options);
        pool.shutdown();
        Runnable target = () -> {};
        Throwable thrown = catchThrowable(() -> pool.execute(target));
        assertThat(log.only("taskRefused").details()).containsExactly(target, thrown);
        assertThat(log.count("taskSubmitted")).isZero();
    }

    @Test
    void eventsOfTheCallerAreToldInItsOwnThread() throws Exception {
        var pool = new SingleThreadPool(options);
        try (var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            pool.submit(() -> {}).cancel(false);
            pool.setIdleTimeout(Duration.ofSeconds(1));
        }
        pool.shutdown();
        for (String name : List.of("taskSubmitted", "taskCancelled", "idleTimeoutChanged", "shutdownBegan",
                "workerSpawned")) {
            assertThat(log.events(name)).isNotEmpty().extracting(ObservedEvents.Event::thread)
                    .containsOnly(Thread.currentThread());
        }
        for (String name : List.of("workerReady", "taskStarted", "taskCompleted", "workerRetiring",
                "workerRetired")) {
            assertThat(log.events(name)).isNotEmpty().extracting(ObservedEvents.Event::thread)
                    .doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void severalObserversAreToldInTheirOrder() {
        var calls = new ConcurrentLinkedQueue<String>();
        PoolOptions.Builder many = PoolOptions.builder();
        for (String name : List.of("a", "b", "c")) {
            many.observer(new PoolObserver() {
                @Override
                public void terminated(long nanos) {
                    calls.add(name);
                }
            });
        }
        var pool = new SingleThreadPool(many.build());
        pool.shutdown();
        assertThat(calls).containsExactly("a", "b", "c");
    }

    /** Throws at every call. */
    private static final class Hostile extends ObservedEvents {
        private static RuntimeException hostility() {
            return new IllegalStateException("observer");
        }

        @Override
        public void taskSubmitted(long nanos, long taskId, Object target) {
            super.taskSubmitted(nanos, taskId, target);
            throw hostility();
        }

        @Override
        public void taskStarted(long nanos, long taskId, int workerId, long queueNanos,
                @Nullable Object target) {
            super.taskStarted(nanos, taskId, workerId, queueNanos, target);
            throw new StackOverflowError("observer");
        }

        @Override
        public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
            super.taskCompleted(nanos, taskId, workerId, queueNanos, runNanos);
            throw hostility();
        }

        @Override
        public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
            super.workerSpawned(nanos, workerId, reason, pending, free, alive);
            throw hostility();
        }

        @Override
        public void workerReady(long nanos, int workerId) {
            super.workerReady(nanos, workerId);
            throw new AssertionError("observer");
        }

        @Override
        public void workerIdle(long nanos, int workerId) {
            super.workerIdle(nanos, workerId);
            throw hostility();
        }

        @Override
        public void workerRetired(long nanos, int workerId, RetirementReason reason) {
            super.workerRetired(nanos, workerId, reason);
            throw hostility();
        }

        @Override
        public void shutdownBegan(long nanos) {
            super.shutdownBegan(nanos);
            throw hostility();
        }

        @Override
        public void terminated(long nanos) {
            super.terminated(nanos);
            throw hostility();
        }
    }

    @Test
    void whatAnObserverThrowsIsLoggedAndHarmsNothing(CapturedLog captured) throws Exception {
        var hostile = new Hostile();
        var pool = new SingleThreadPool(PoolOptions.builder().observer(hostile).observer(log).build());
        int answer = pool.run(() -> 42);
        assertThat(answer).isEqualTo(42);
        assertThat(pool.shutdown()).isTrue();
        assertThat(pool.isBroken()).isFalse();
        assertThat(log.names()).containsExactlyInAnyOrderElementsOf(hostile.names());
        long threw = hostile.names().stream().filter(name -> !name.equals("workerRetiring")).count();
        assertThat(captured.thrown()).hasSize((int) threw);
    }

    @Test
    void anObserverMayUseEveryMemberOfThePoolThatDoesNotWait() throws Exception {
        var pools = new CompletableFuture<ThreadPool>();
        var submissions = new AtomicInteger();
        var spawns = new AtomicInteger();
        var submitted = new ConcurrentLinkedQueue<PoolFuture<?>>();
        var problems = new ConcurrentLinkedQueue<Throwable>();
        PoolObserver busy = new PoolObserver() {
            private void use() {
                ThreadPool pool = pools.join();
                Throwable problem = catchThrowable(() -> {
                    var _ = List.of(pool.countWorkers(), pool.snapshot(), pool.workers(), pool.cancelledTasks());
                    pool.setIdleTimeout(Duration.ofSeconds(30));
                    if (submissions.incrementAndGet() <= 20) {
                        submitted.add(pool.submit(() -> {}));
                    } else {
                        submitted.forEach(future -> future.cancel(true));
                    }
                    if (spawns.incrementAndGet() <= 20) {
                        pool.spawnWorkers(1);
                    }
                });
                if (problem != null && !(problem instanceof PoolClosedException)) {
                    problems.add(problem);
                }
            }

            @Override
            public void taskSubmitted(long nanos, long taskId, Object target) {
                use();
            }

            @Override
            public void taskStarted(long nanos, long taskId, int workerId, long queueNanos,
                    @Nullable Object target) {
                use();
            }

            @Override
            public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                    @Nullable RejectedExecutionException cause) {
                use();
            }

            @Override
            public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
                use();
            }

            @Override
            public void workerIdle(long nanos, int workerId) {
                use();
            }

            @Override
            public void workerRetiring(long nanos, int workerId, RetirementReason reason) {
                use();
            }

            @Override
            public void terminated(long nanos) {
                use();
            }
        };
        var pool = new DualThreadPool(PoolOptions.builder().maxTasksPerWorker(2).observer(busy).build());
        pools.complete(pool);
        pool.run(() -> {});
        assertThat(pool.shutdown()).isTrue();
        assertThat(problems).isEmpty();
        assertThat(submitted).isNotEmpty().allMatch(PoolFuture::isDone);
    }

    /** What is known of a task or a worker from the events alone. */
    private static final class Told {
        long first;
        long start;
        long end;
        final List<String> names = new ArrayList<>();
    }

    @Test
    void everythingIsToldExactlyOnceWithStampsThatFitTogether() throws Exception {
        var pool = new TripleThreadPool(
                PoolOptions.builder().maxTasksPerWorker(20).idleTimeout(Duration.ofMillis(1)).observer(log).build());
        List<PoolFuture<?>> futures = new ArrayList<>();
        Random random = new Random(4711);
        for (int i = 0; i < 2000; i++) {
            boolean fails = random.nextInt(5) == 0;
            PoolFuture<?> future = pool.submit(() -> {
                if (fails) {
                    throw new IllegalStateException("task");
                }
            });
            futures.add(future);
            if (random.nextInt(5) == 0) {
                future.cancel(random.nextBoolean());
            }
        }
        pool.shutdown();
        PoolSnapshot snapshot = pool.snapshot();
        Map<Long, Told> tasks = new HashMap<>();
        Map<Integer, Told> workers = new HashMap<>();
        for (ObservedEvents.Event event : log.events()) {
            if (event.taskId() > 0) {
                Told told = tasks.computeIfAbsent(event.taskId(), _ -> new Told());
                told.names.add(event.name());
                switch (event.name()) {
                    case "taskSubmitted" -> told.first = event.nanos();
                    case "taskStarted" -> told.start = event.nanos();
                    case "taskLeftWorker" -> {
                    }
                    default -> told.end = event.nanos();
                }
            }
            if (event.workerId() > 0 && event.name().startsWith("worker") && !event.name().equals("workerIdle")) {
                workers.computeIfAbsent(event.workerId(), _ -> new Told()).names.add(event.name());
            }
        }
        assertThat(tasks).hasSize(2000);
        tasks.forEach((id, told) -> {
            assertThat(told.names).as("task %d", id).containsOnlyOnce("taskSubmitted").doesNotHaveDuplicates();
            assertThat(told.names.stream().filter(name -> name.equals("taskCompleted") || name.equals("taskFailed")
                    || name.equals("taskCancelled"))).as("ends of task %d", id).hasSize(1);
            assertThat(told.end).isGreaterThanOrEqualTo(told.first);
            if (told.names.contains("taskStarted")) {
                assertThat(told.start).isBetween(told.first, told.end);
            } else {
                assertThat(told.names).containsExactlyInAnyOrder("taskSubmitted", "taskCancelled");
            }
            if (told.names.contains("taskCancelled")) {
                // A started one leaves its worker, when its code has returned.
                assertThat(told.names.contains("taskLeftWorker")).isEqualTo(told.names.contains("taskStarted"));
            }
        });
        assertThat((long) log.count("taskCompleted")).isEqualTo(snapshot.completed());
        assertThat((long) log.count("taskFailed")).isEqualTo(snapshot.failed());
        assertThat((long) log.count("taskCancelled")).isEqualTo(snapshot.cancelled());
        assertThat((long) workers.size()).isEqualTo(snapshot.spawned());
        assertThat(workers.values()).allSatisfy(told -> assertThat(told.names)
                .containsExactlyInAnyOrder("workerSpawned", "workerReady", "workerRetiring", "workerRetired"));
        assertThat(futures).allMatch(PoolFuture::isDone);
        assertThat(log.names()).endsWith("terminated");
    }

    @Test
    void aPoolWithoutObserversCannotBeGivenOneLater() {
        try (var pool = new SingleThreadPool()) {
            assertThatThrownBy(() -> PoolOptions.defaults().observers().add(log))
                    .isInstanceOf(UnsupportedOperationException.class);
            pool.spawnWorkers(1);
        }
        assertThat(log.events()).isEmpty();
    }
}
