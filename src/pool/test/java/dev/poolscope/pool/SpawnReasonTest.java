package dev.poolscope.pool;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An observer gets the true reason for a spawn, whichever thread starts the worker. */
class SpawnReasonTest {

    /** Does something in the thread that reads the time, the next time that this one does. */
    private static final class InterveningClock implements NanoClock {
        private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
        private volatile @Nullable Thread reader;

        @Override
        @SuppressWarnings("ReferenceEquality") // a thread is itself
        public long nanoTime() {
            if (Thread.currentThread() == reader) {
                Runnable due = next.getAndSet(null);
                if (due != null) {
                    due.run();
                }
            }
            return NanoClock.SYSTEM.nanoTime();
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            NanoClock.SYSTEM.parkNanos(blocker, nanos);
        }
    }

    /**
     * Two workers retire at once, with one task pending: the first has one started for it. Before it has looked whether there is more to
     * do the second is gone, and another task comes, for which there is place. It is the submission that asks for its worker.
     */
    @Test
    void aWorkerForATaskThatCameAfterARetirementIsSpawnedForTheSubmission() throws Exception {
        var clock = new InterveningClock();
        var late = new AtomicReference<@Nullable Aside<?>>();
        try (var first = new Gate(); var second = new Gate(); var rest = new Gate()) {
            // Which of the two workers has which of the two tasks is a matter of chance.
            Set<Thread> retired = ConcurrentHashMap.newKeySet();
            var pool = new AtomicReference<@Nullable ThreadPool>();
            var observed = new ObservedEvents() {
                @Override
                public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free,
                        int alive) {
                    super.workerSpawned(nanos, workerId, reason, pending, free, alive);
                    if (reason == SpawnReason.RETIREMENT && workerId == 3) {
                        second.open();
                        Thread itself = Thread.currentThread();
                        Patience.until("the other worker is gone",
                                () -> retired.stream().anyMatch(worker -> !worker.equals(itself)));
                        clock.next.set(() -> late.set(Aside.waiting(() -> {
                            ThreadPool open = pool.get();
                            return open == null ? null : open.submit(rest::passStubbornly);
                        })));
                        clock.reader = Thread.currentThread();
                    }
                }

                @Override
                public void workerRetired(long nanos, int workerId, RetirementReason reason) {
                    super.workerRetired(nanos, workerId, reason);
                    retired.add(Thread.currentThread());
                }
            };
            try (var dual = new DualThreadPool(
                    PoolOptions.builder().maxTasksPerWorker(1).observer(observed).clock(clock).build())) {
                pool.set(dual);
                dual.execute(first::passStubbornly);
                dual.execute(second::passStubbornly);
                first.awaitVisitors();
                second.awaitVisitors();
                dual.execute(rest::passStubbornly);
                first.open();
                Patience.until("the last worker is spawned", () -> observed.count("workerSpawned") == 4);
                rest.open();
                dual.join();
            }
            assertThat(observed.events("workerSpawned")).extracting(ObservedEvents.Event::detail).containsExactly(
                    SpawnReason.SUBMISSION, SpawnReason.SUBMISSION, SpawnReason.RETIREMENT, SpawnReason.SUBMISSION);
            assertThat(late.get()).isNotNull();
        }
    }
}
