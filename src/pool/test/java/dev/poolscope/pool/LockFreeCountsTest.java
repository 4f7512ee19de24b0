package dev.poolscope.pool;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The counts never wait: not for a lock, and not for user code that is stuck. */
@ExtendWith(CapturedLog.class)
class LockFreeCountsTest {

    /** Where user code is stuck. */
    enum Stuck {
        OBSERVER_OF_SUBMISSION, OBSERVER_OF_START, OBSERVER_OF_END, INITIALIZER, FINALIZER, FACTORY, TARGET, CALLBACK,
        OBSERVER_OF_SHUTDOWN
    }

    private final Gate gate = new Gate();

    private void stayIf(boolean here) {
        if (here) {
            gate.passStubbornly();
        }
    }

    private PoolOptions options(Stuck stuck) {
        return PoolOptions.builder().maxTasksPerWorker(1)
                .initializer(Hook.of(() -> stayIf(stuck == Stuck.INITIALIZER)))
                .finalizer(Hook.of(() -> stayIf(stuck == Stuck.FINALIZER)))
                .threadFactory(worker -> {
                    stayIf(stuck == Stuck.FACTORY);
                    return new Thread(worker);
                })
                .observer(new PoolObserver() {
                    @Override
                    public void taskSubmitted(long nanos, long taskId, Object target) {
                        stayIf(stuck == Stuck.OBSERVER_OF_SUBMISSION);
                    }

                    @Override
                    public void taskStarted(long nanos, long taskId, int workerId, long queueNanos,
                            @Nullable Object target) {
                        stayIf(stuck == Stuck.OBSERVER_OF_START);
                    }

                    @Override
                    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
                        stayIf(stuck == Stuck.OBSERVER_OF_END);
                    }

                    @Override
                    public void shutdownBegan(long nanos) {
                        stayIf(stuck == Stuck.OBSERVER_OF_SHUTDOWN);
                    }
                }).build();
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatOnlyLooksWaitsForUserCodeThatIsStuck(Stuck stuck) throws Exception {
        var pool = new DualThreadPool(options(stuck));
        var begun = new Gate();
        Aside<PoolFuture<?>> submission = Aside.call(() -> pool.submit(() -> {
            begun.passStubbornly();
            stayIf(stuck == Stuck.TARGET);
        }));
        PoolFuture<?> future = null;
        if (stuck != Stuck.OBSERVER_OF_SUBMISSION && stuck != Stuck.FACTORY) {
            future = submission.result();
            if (stuck == Stuck.CALLBACK) {
                future.addCallback(_ -> gate.passStubbornly());
            }
        }
        begun.open();
        Aside<Boolean> shutdown = null;
        if (stuck == Stuck.OBSERVER_OF_SHUTDOWN) {
            shutdown = Aside.call(pool::shutdown);
        }
        gate.awaitVisitors();
        PoolFuture<?> known = future;
        Aside<List<Object>> look = Aside.call(() -> {
            if (known != null) {
                assertThat(known.status()).isNotNull();
            }
            return List.of(pool.countWorkers(), pool.countBusyWorkers(), pool.countFreeWorkers(),
                    pool.countPendingTasks(), pool.isClosed(), pool.isBroken(), pool.isTerminated(),
                    pool.snapshot(), pool.workers(), pool.cancelledTasks(), pool.idleTimeout(), pool.toString());
        });
        assertThat(look.result()).hasSize(12);
        assertThat((Integer) look.result().getFirst()).isBetween(0, 2);
        gate.open();
        if (shutdown != null) {
            assertThat(shutdown.result()).isTrue();
        }
        var _ = submission.result();
        pool.close();
    }

    @Test
    void theCountsTakeNoLockAtAll() throws Exception {
        try (var pool = new DualThreadPool(); var inTask = new Gate()) {
            PoolFuture<String> running = pool.submit(inTask);
            inTask.awaitVisitors();
            List<Lock> locks = locksOf(pool);
            assertThat(locks).isNotEmpty();
            locks.forEach(Lock::lock);
            try {
                Aside<List<Object>> look = Aside.call(() -> List.of(pool.countWorkers(), pool.countBusyWorkers(),
                        pool.countFreeWorkers(), pool.countPendingTasks(), pool.isClosed(), pool.isTerminated(),
                        pool.isBroken(), running.status(), running.isDone()));
                assertThat(look.result()).containsExactly(1, 1, 0, 0, false, false, false, TaskStatus.RUNNING, false);
            } finally {
                locks.forEach(Lock::unlock);
            }
        }
    }

    /** Every lock that can be reached from a pool through fields of this package's classes. */
    private static List<Lock> locksOf(ThreadPool pool) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>(List.of(pool));
        Set<Lock> locks = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!left.isEmpty()) {
            Object object = left.remove();
            if (object instanceof Lock lock) {
                locks.add(lock);
            } else if (seen.add(object) && object.getClass().getPackage() == ThreadPool.class.getPackage()) {
                for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
                    for (Field field : type.getDeclaredFields()) {
                        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()
                                && type.getPackage() == ThreadPool.class.getPackage()) {
                            field.setAccessible(true);
                            Object value = field.get(object);
                            if (value != null) {
                                left.add(value);
                            }
                        }
                    }
                }
            }
        }
        return List.copyOf(locks);
    }
}
