package dev.poolscope.pool;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** No task is left to workers that sleep, or without an end, whatever fails in the worker that would have seen to it. */
@ExtendWith(CapturedLog.class)
class KeptWakeUpTest {
    private static final int DAMAGES = 3;

    private static PoolOptions.Builder quick() {
        return PoolOptions.builder().exitGrace(Duration.ZERO).idleTimeout(Duration.ofMinutes(1));
    }

    private static void awaitAsleep(ThreadPool pool) {
        pool.spawnMaxWorkers();
        Patience.until("all sleep", () -> pool.core().state.workerAfter(null) != null
                && pool.core().state.roster.workers().stream().allMatch(worker -> worker.asleep));
    }

    /** Has every look at the queue fail, but none that takes a task; or mends it, given what this gave. */
    private static @Nullable Object setFirstChunk(TaskQueue queue, @Nullable Object chunk) {
        return set(TaskQueue.class, "first", queue, chunk);
    }

    /** Sets a field of what the pool is made of; gives what it was. */
    private static @Nullable Object set(Class<?> type, String name, Object of, @Nullable Object value) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            Object before = field.get(of);
            field.set(of, value);
            return before;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Damages the queue when a worker that was woken has taken a task, with another one behind it. */
    private static final class Damage implements NanoClock, PoolObserver {
        private final AtomicBoolean armed = new AtomicBoolean();
        private final AtomicReference<@Nullable ThreadPool> pool = new AtomicReference<>();
        private final AtomicReference<@Nullable Object> chunk = new AtomicReference<>();
        private final AtomicReference<@Nullable PoolFuture<Integer>> behind = new AtomicReference<>();

        void arm(ThreadPool armedFor) {
            pool.set(armedFor);
            armed.set(true);
        }

        int behind() throws Exception {
            Patience.until("it is submitted", () -> behind.get() != null);
            return Objects.requireNonNull(behind.get()).collect(Patience.LIMIT);
        }

        @Override
        public long nanoTime() {
            ThreadPool armedFor = pool.get();
            if (armedFor != null && CurrentWorker.get() != null
                    && !armedFor.core().state.lock.isHeldByCurrentThread() && armed.getAndSet(false)) {
                // This worker still searches, so no other one is woken for it.
                behind.set(armedFor.submit(() -> 7));
                chunk.set(setFirstChunk(armedFor.core().state.queue, null));
            }
            return System.nanoTime();
        }

        @Override
        public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                Throwable failure) {
            setFirstChunk(Objects.requireNonNull(pool.get()).core().state.queue, chunk.get());
        }
    }

    @Test
    void aWorkerThatFailsAsItStopsSearchingAndRetiresLeavesNoTaskToSleepers() throws Exception {
        for (int i = 0; i < DAMAGES; i++) {
            var damage = new Damage();
            try (var pool = new ThreadPool(2, quick().clock(damage).observer(damage).maxTasksPerWorker(1).build())) {
                awaitAsleep(pool);
                damage.arm(pool);
                PoolFuture<Integer> first = pool.submit(() -> 1);

                assertThat(damage.behind()).isEqualTo(7);
                assertThat(first.exceptionNow()).isInstanceOf(NullPointerException.class);
                assertThat(pool.isBroken()).isFalse();
            }
        }
    }

    @Test
    void aWorkerPastItsIdleTimeoutTakesATaskForWhichNoneWasWoken() throws Exception {
        try (var pool = new ThreadPool(2, quick().build())) {
            awaitAsleep(pool);
            var unheard = new Submitted.OfCallable<>(pool.core().context, () -> 7);
            pool.core().state.queue.offer(unheard);
            pool.setIdleTimeout(Duration.ZERO);

            assertThat(unheard.collect(Patience.LIMIT)).isEqualTo(7);
        }
    }

    /** Damages a worker and its pool, so that ending its task and breaking the pool fail; mends both while it gives up. */
    private static final class Damages implements NanoClock, Runnable {
        private final AtomicReference<@Nullable ThreadPool> pool = new AtomicReference<>();
        private final AtomicReference<@Nullable RosterEntry> worker = new AtomicReference<>();
        private final AtomicReference<@Nullable Object> dropped = new AtomicReference<>();

        @Override
        public void run() {
            RosterEntry own = Objects.requireNonNull(CurrentWorker.get()).entry;
            CoreState state = Objects.requireNonNull(pool.get()).core().state;
            set(RosterEntry.class, "gate", own, null);
            dropped.set(set(CoreState.class, "dropped", state, null));
            worker.set(own);
        }

        @Override
        public long nanoTime() {
            RosterEntry damaged = worker.get();
            if (damaged != null && damaged.gate == null) {
                // Read while the pool breaks, just before that fails.
                set(RosterEntry.class, "gate", damaged, new InterruptGate());
            } else if (damaged != null && dropped.get() != null) {
                set(CoreState.class, "dropped", Objects.requireNonNull(pool.get()).core().state,
                        dropped.getAndSet(null));
            }
            return System.nanoTime();
        }
    }

    @Test
    void aWorkerEndsItsTaskThoughBreakingThePoolFailsToo() {
        var damages = new Damages();
        var quiet = quick().clock(damages).threadFactory(worker -> {
            Thread thread = new Thread(worker);
            thread.setUncaughtExceptionHandler((_, _) -> {});
            return thread;
        });
        try (var pool = new ThreadPool(1, quiet.build())) {
            damages.pool.set(pool);
            pool.execute(damages);

            Patience.until("the task has failed", () -> pool.snapshot().failed() == 1);
            Patience.until("the worker is gone", () -> pool.snapshot().alive() == 0);
            assertThat(pool.snapshot().running()).isZero();
        }
    }
}
