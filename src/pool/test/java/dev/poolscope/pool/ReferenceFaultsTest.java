package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Each fault that the implementation this pool takes its interface from was seen to have, and that this pool must not have.
 * Some are also tested elsewhere, closer to what causes them; here the list is complete.
 */
@ExtendWith(CapturedLog.class)
@Order(1)
class ReferenceFaultsTest {

    /** Calls that never returned. Here each is made in another thread that is given a limited time. */
    @Nested
    class Hangs {

        @ParameterizedTest
        @ValueSource(strings = {"maxTasks", "idleTimeout"})
        void aSubmissionDoesNotWaitForARetiringWorkerThatSubmits(String how) throws Exception {
            var pools = new java.util.concurrent.CompletableFuture<ThreadPool>();
            // The finalizer needs whatever the submitter might hold.
            PoolOptions.Builder options = PoolOptions.builder().finalizer(Hook.of(() -> {
                try {
                    var _ = pools.join().submit(() -> {});
                } catch (RejectedExecutionException atTheEnd) {
                    // The pool is closed at the end of the test.
                }
            }));
            if (how.equals("maxTasks")) {
                options.maxTasksPerWorker(1);
            } else {
                options.idleTimeout(Duration.ZERO);
            }
            var pool = new SingleThreadPool(options.build());
            pools.complete(pool);
            Aside<Integer> submitter = Aside.call(() -> {
                int sum = 0;
                for (int i = 0; i < 40; i++) {
                    sum += pool.run(() -> 1);
                }
                return sum;
            });
            assertThat(submitter.result()).isEqualTo(40);
            assertThat(Aside.call(pool::shutdown).result()).isTrue();
        }

        @Test
        void aSpawnDoesNotHangWhenTheInitializerFails() throws Exception {
            var pool = new QuadThreadPool(PoolOptions.builder().initializer((_, _) -> {
                throw new IllegalStateException("initializer");
            }).build());
            Aside<@Nullable Throwable> spawn = Aside.call(() -> catchThrowable(pool::spawnMaxWorkers));
            Throwable thrown = spawn.result();
            assertThat(thrown == null || thrown instanceof InitializerException).isTrue();
            assertThat(Aside.call(pool::shutdown).result()).isTrue();
        }

        @Test
        void aTaskThatIsRunMaySubmit() throws Exception {
            try (var pool = new DualThreadPool()) {
                Aside<Integer> run = Aside.call(() -> pool.run(() -> pool.submit(() -> 20).collect() + 22));
                assertThat(run.result()).isEqualTo(42);
            }
        }

        @Test
        void aShutdownDoesNotHangOnATaskThatSubmits() throws Exception {
            for (int i = 0; i < 20; i++) {
                var pool = new DualThreadPool();
                var begun = new Gate();
                pool.execute(() -> {
                    begun.open();
                    try {
                        while (true) {
                            pool.execute(() -> {});
                        }
                    } catch (PoolClosedException expected) {
                        // What ends it.
                    }
                });
                Patience.until("it submits", begun::isOpen);
                assertThat(Aside.call(pool::shutdown).result()).isTrue();
            }
        }
    }

    /** Ends that never came because the last finalizer failed. */
    @Nested
    class LateFailures {

        @ParameterizedTest
        @ValueSource(strings = {"join", "shutdown"})
        void aFinalizerThatFailsLaterThanTheOthersDoesNotHangTheEnd(String end) throws Exception {
            for (int workers = 2; workers <= 4; workers++) {
                int last = workers;
                var finalized = new AtomicInteger();
                var pools = new java.util.concurrent.CompletableFuture<ThreadPool>();
                var pool = new ThreadPool(last, PoolOptions.builder().finalizer(() -> {
                    if (finalized.incrementAndGet() == last) {
                        Patience.until("all others are gone", () -> pools.join().countWorkers() == 1);
                        throw new IllegalStateException("the last one");
                    }
                }).build());
                pools.complete(pool);
                assertThat(pool.spawnMaxWorkers()).isEqualTo(last);
                if (end.equals("join")) {
                    assertThat(Aside.call(() -> catchThrowable(pool::join)).result())
                            .isInstanceOf(FinalizerException.class);
                }
                assertThat(Aside.call(pool::shutdown).result()).isTrue();
                assertThat(pool.isTerminated()).isTrue();
                assertThat(pool.isBroken()).isTrue();
                assertThat(finalized).hasValue(last);
            }
        }
    }

    /** Tasks that were accepted and never ended. */
    @Nested
    class LostWork {

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void aJoinWithRecyclingFinishesTheQueue(int size) throws Exception {
            try (var pool = new ThreadPool(size, PoolOptions.builder().maxTasksPerWorker(1).build())) {
                for (int round = 0; round < 20; round++) {
                    var done = new AtomicInteger();
                    List<PoolFuture<Integer>> futures = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        futures.add(pool.submit(done::incrementAndGet));
                    }
                    Aside<@Nullable Void> join = Aside.call(() -> {
                        pool.join();
                        return null;
                    });
                    join.result();
                    assertThat(done).hasValue(10);
                    assertThat(futures).allMatch(future -> future.status() == TaskStatus.COMPLETED);
                }
            }
        }

        @Test
        void noFutureOfAPoolThatBreaksStaysPending() throws Exception {
            for (int i = 0; i < 50; i++) {
                var pool = new DualThreadPool(PoolOptions.builder().initializer((_, _) -> {
                    throw new IllegalStateException("initializer");
                }).build());
                List<PoolFuture<Integer>> futures = new ArrayList<>();
                try {
                    while (futures.size() < 50) {
                        futures.add(pool.submit(() -> 1));
                    }
                } catch (InitializerException expected) {
                    // It broke before all were submitted.
                }
                for (PoolFuture<Integer> future : futures) {
                    assertThat(catchThrowable(() -> future.collect(Patience.LIMIT)))
                            .isInstanceOf(CancellationException.class).hasCauseInstanceOf(InitializerException.class);
                }
                assertThat(pool.cancelledTasks()).hasSameSizeAs(futures);
                pool.shutdown();
            }
        }

        @Test
        void aFailedThreadStartLeavesNoPhantomWorkerThatATaskReliesOn() throws Exception {
            var threads = new FaultyThreads(FaultyThreads.NULL);
            try (var pool = new DualThreadPool(PoolOptions.builder().threadFactory(threads).build())) {
                for (int i = 0; i < 5; i++) {
                    assertThatThrownBy(() -> pool.submit(() -> 1)).isInstanceOf(RejectedExecutionException.class);
                }
                assertThat(pool.countWorkers()).isZero();
                assertThat(pool.countFreeWorkers()).isZero();
                threads.become(FaultyThreads.GOOD);
                assertThat(Aside.call(() -> pool.run(() -> 1)).result()).isEqualTo(1);
            }
        }

        @Test
        void aLazyMapRunsNothingOnATerminatedPool() throws Exception {
            var ran = new AtomicInteger();
            var pool = new DualThreadPool();
            var results = pool.map(_ -> ran.incrementAndGet(), List.of(1, 2, 3));
            assertThat(results.next()).isEqualTo(1);
            pool.shutdown();
            Aside<@Nullable Throwable> next = Aside.call(() -> catchThrowable(results::next));
            assertThat(next.result()).isInstanceOf(PoolClosedException.class);
            assertThat(ran).hasValue(1);
            assertThat(pool.countWorkers()).isZero();
        }
    }

    /** States that were wrong, or for ever. */
    @Nested
    class States {

        @Test
        void aShutdownDuringAJoinIsNotLost() throws Exception {
            var pool = new SingleThreadPool();
            try (var gate = new Gate()) {
                pool.execute(gate::passStubbornly);
                gate.awaitVisitors();
                Aside<@Nullable Throwable> join = Aside.waiting(() -> catchThrowable(pool::join));
                Aside<Boolean> shutdown = Aside.call(pool::shutdown);
                assertThat(join.result()).isInstanceOf(PoolClosedException.class);
                gate.open();
                assertThat(shutdown.result()).isTrue();
                assertThat(pool.isTerminated()).isTrue();
            }
        }

        @Test
        void aJoinOrShutdownInsideATaskLeavesThePoolAsItWas() throws Exception {
            var pool = new SingleThreadPool();
            pool.run(() -> {
                assertThatThrownBy(pool::join).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(pool::shutdown).isInstanceOf(IllegalStateException.class);
            });
            int answer = pool.run(() -> 42);
            assertThat(answer).isEqualTo(42);
            assertThat(pool.shutdown()).isTrue();
            assertThat(pool.isTerminated()).isTrue();
        }

        @Test
        void aCallbackThatThrowsAnErrorDoesNotBreakThePool() throws Exception {
            try (var pool = new SingleThreadPool(); var gate = new Gate()) {
                PoolFuture<String> future = pool.submit(gate);
                future.addCallback(_ -> {
                    throw new StackOverflowError("callback");
                });
                gate.open();
                future.collect();
                int id = pool.run(() -> ThreadPool.currentWorkerId().getAsInt());
                assertThat(id).isEqualTo(1);
                assertThat(pool.isBroken()).isFalse();
            }
        }

        @Test
        void concurrentLazyMapsAndSpawnsStayWithinTheMaximum() throws Exception {
            try (var pool = new DualThreadPool()) {
                var peak = new AtomicInteger();
                var atOnce = new AtomicInteger();
                List<Aside<Integer>> users = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    users.add(Aside.call(() -> {
                        int count = 0;
                        var results = pool.map(n -> {
                            peak.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                            atOnce.decrementAndGet();
                            return n;
                        }, java.util.stream.IntStream.range(0, 100).boxed().toList());
                        while (results.hasNext()) {
                            var _ = results.next();
                            count++;
                            pool.spawnWorkers(3);
                            peak.accumulateAndGet(pool.countWorkers(), Math::max);
                        }
                        return count;
                    }));
                }
                for (Aside<Integer> user : users) {
                    assertThat(user.result()).isEqualTo(100);
                }
                assertThat(peak.get()).isLessThanOrEqualTo(2);
                assertThat(pool.snapshot().spawned()).isLessThanOrEqualTo(2);
            }
        }
    }

    /** What could not be seen in time, or was wrong when it was seen. */
    @Nested
    class Monitoring {

        @Test
        void theCountsDoNotWaitBehindARun() throws Exception {
            try (var pool = new SingleThreadPool(); var gate = new Gate()) {
                Aside<String> run = Aside.waiting(() -> pool.run(gate));
                gate.awaitVisitors();
                assertThat(Aside.call(pool::countBusyWorkers).result()).isEqualTo(1);
                gate.open();
                assertThat(run.result()).isEqualTo("passed");
            }
        }

        @Test
        void theCountsDoNotWaitBehindAnEagerMapOverASlowSource() throws Exception {
            try (var pool = new SingleThreadPool(); var gate = new Gate()) {
                Iterable<Integer> slow = () -> List.of(1).stream().peek(_ -> gate.passStubbornly()).iterator();
                Aside<Object> map = Aside.call(() -> pool.mapAll(n -> n, slow));
                gate.awaitVisitors();
                assertThat(Aside.call(() -> pool.countWorkers() + pool.countPendingTasks()).result()).isZero();
                assertThat(Aside.call(pool::snapshot).result().alive()).isZero();
                assertThat(Aside.call(() -> pool.run(() -> 1)).result()).isEqualTo(1);
                gate.open();
                assertThat(map.result()).isNotNull();
            }
        }

        @Test
        void aSlowCallbackDelaysNeitherTheStatusNorATimedCollect() throws Exception {
            try (var pool = new SingleThreadPool(); var task = new Gate(); var slow = new Gate()) {
                PoolFuture<String> future = pool.submit(task);
                future.addCallback(_ -> slow.passStubbornly());
                Aside<String> collector = Aside.waiting(() -> future.collect(Patience.LIMIT));
                task.open();
                slow.awaitVisitors();
                assertThat(collector.result()).isEqualTo("passed");
                assertThat(Aside.call(future::status).result()).isEqualTo(TaskStatus.COMPLETED);
            }
        }

        @Test
        void cancelledTasksAreNotCountedAsPending() throws Exception {
            try (var pool = new SingleThreadPool(); var gate = new Gate()) {
                pool.execute(gate::passStubbornly);
                gate.awaitVisitors();
                for (int i = 0; i < 10; i++) {
                    PoolFuture<?> future = pool.submit(() -> {});
                    assertThat(pool.countPendingTasks()).isEqualTo(1);
                    future.cancel(false);
                    assertThat(pool.countPendingTasks()).isZero();
                }
            }
        }

        @Test
        void nothingButTasksIsCountedAsATask() throws Exception {
            try (var pool = new DualThreadPool(); var gate = new Gate(2)) {
                pool.execute(gate::passStubbornly);
                pool.execute(gate::passStubbornly);
                gate.awaitVisitors();
                Aside<@Nullable Throwable> join = Aside.waiting(() -> catchThrowable(pool::join));
                assertThat(pool.countPendingTasks()).isZero();
                assertThat(pool.shutdown(Duration.ZERO)).isFalse();
                assertThat(pool.countPendingTasks()).isZero();
                assertThat(pool.snapshot().submitted()).isEqualTo(2);
                gate.open();
                assertThat(join.result()).isInstanceOf(PoolClosedException.class);
            }
        }
    }

    /** What was never given back. */
    @Nested
    class Memory {

        @Test
        void anUnorderedLazyMapKeepsNothingThatWasTaken() throws Exception {
            try (var pool = new DualThreadPool()) {
                List<java.lang.ref.WeakReference<Object>> taken = new ArrayList<>();
                var results = pool.map(_ -> new Object(), java.util.stream.IntStream.range(0, 200).boxed().toList(),
                        MapOptions.builder().ordered(false).bufferSize(3).build());
                for (int i = 0; i < 150; i++) {
                    taken.add(new java.lang.ref.WeakReference<>(results.next()));
                }
                Patience.until("what was taken is collected", () -> {
                    System.gc();
                    return taken.stream().allMatch(reference -> reference.get() == null);
                });
                assertThat(results.hasNext()).isTrue();
                results.close();
            }
        }

        @Test
        void aPoolThatWasNeverShutDownIsCollected() {
            var log = new ObservedEvents();
            var forgotten = new java.lang.ref.WeakReference<>(used(log));
            Patience.until("the pool is collected and has ended", () -> {
                System.gc();
                return forgotten.get() == null && log.count("terminated") == 1;
            });
            assertThat(log.events("taskCompleted")).hasSize(1);
        }

        private static ThreadPool used(ObservedEvents log) {
            ThreadPool pool = new DualThreadPool(PoolOptions.builder().idleTimeout(null).observer(log).build());
            pool.execute(() -> {});
            return pool;
        }
    }
}
