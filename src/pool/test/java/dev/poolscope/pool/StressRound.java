package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One round of stress: a pool whose shape is drawn from a seed, and some threads that do to it all that can be done. When
 * they have finished the pool is shut down, and everything is counted.
 */
final class StressRound {
    private static final int CLIENTS = 4;
    private static final int STEPS = 120;

    /** What the test knows of a task that it has submitted. */
    private static final class Probe implements Runnable {
        final StressRound round;
        final int kind;
        final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger calledBack = new AtomicInteger();
        volatile boolean callback;
        volatile @Nullable PoolFuture<?> future;

        Probe(StressRound round, int kind) {
            this.round = round;
            this.kind = kind;
        }

        /** An interrupt of its own may come as early as its first line. */
        private boolean isCancelled() {
            PoolFuture<?> own = future;
            return own != null && own.isCancelled();
        }

        @Override
        public void run() {
            if (begun.incrementAndGet() > 1) {
                round.problem("a task ran twice");
            }
            if (round.pool.isTerminated()) {
                round.problem("a task ran after the termination");
            }
            if (Thread.currentThread().isInterrupted() && !round.mayBeInterrupted && !isCancelled()) {
                round.problem("a task began interrupted");
            }
            switch (kind) {
                case 0 -> throw new IllegalStateException("task");
                case 1 -> throw new Error("task");
                case 2 -> LockSupport.parkNanos(50_000);
                case 3 -> round.submitNested();
                case 4 -> Thread.currentThread().interrupt();
                default -> {
                }
            }
        }
    }

    private final long seed;
    private final int size;
    private final boolean breaks;
    private final boolean failsStarts;
    private final boolean hostile;
    private final ThreadPool pool;
    private final ConcurrentLinkedQueue<Probe> accepted = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Starts starts;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicInteger hooks = new AtomicInteger();
    private volatile boolean mayBeInterrupted;

    StressRound(long seed) {
        this.seed = seed;
        Random random = new Random(seed);
        size = 1 + random.nextInt(8);
        boolean virtual = random.nextInt(3) == 0;
        breaks = random.nextInt(6) == 0;
        failsStarts = random.nextInt(4) == 0;
        hostile = random.nextInt(4) == 0;
        starts = new Starts(random.nextBoolean());
        PoolOptions.Builder options = PoolOptions.builder().name("stress").observer(starts);
        if (random.nextInt(3) == 0) {
            options.maxTasksPerWorker(1 + random.nextInt(5));
        }
        options.idleTimeout(switch (random.nextInt(4)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofNanos(random.nextInt(100_000));
            case 2 -> Duration.ofSeconds(60);
            default -> null;
        });
        AtomicInteger made = new AtomicInteger();
        int unlucky = 2 + random.nextInt(4);
        options.threadFactory(worker -> {
            if (failsStarts && made.incrementAndGet() % unlucky == 0) {
                if (made.get() % 2 == 0) {
                    throw new IllegalStateException("no thread");
                }
                return noThread();
            }
            Thread thread = virtual ? Thread.ofVirtual().unstarted(worker) : Thread.ofPlatform().unstarted(worker);
            thread.setUncaughtExceptionHandler((_, _) -> {});
            threads.add(thread);
            return thread;
        });
        int last = 5 + random.nextInt(20);
        Hook hook = (_, _) -> {
            if (Thread.currentThread().isInterrupted()) {
                problem("a hook began interrupted");
            }
            if (breaks && hooks.incrementAndGet() == last) {
                throw new IllegalStateException("hook");
            }
        };
        options.initializer(hook).finalizer(hook);
        pool = new ThreadPool(size, options.build());
    }

    @SuppressWarnings("NullAway") // what a bad factory gives
    private static Thread noThread() {
        return null;
    }

    private void problem(String what) {
        problems.add(what);
    }

    /** Notes the order of starts; throws now and then. */
    private final class Starts implements PoolObserver {
        /** What it does is short enough to be told in either way. */
        private final boolean prompt;
        final ConcurrentLinkedQueue<long[]> started = new ConcurrentLinkedQueue<>();
        final Set<Long> ended = ConcurrentHashMap.newKeySet();
        final AtomicLong submitted = new AtomicLong();
        final AtomicLong spawned = new AtomicLong();
        final AtomicLong retired = new AtomicLong();
        final AtomicInteger terminated = new AtomicInteger();
        private final AtomicLong calls = new AtomicLong();

        Starts(boolean prompt) {
            this.prompt = prompt;
        }

        @Override
        public boolean isPrompt() {
            return prompt;
        }

        private void annoy() {
            if (hostile && calls.incrementAndGet() % 7 == 0) {
                throw new StackOverflowError("observer");
            }
        }

        private void end(long taskId) {
            if (!ended.add(taskId)) {
                problem("task " + taskId + " ended twice");
            }
            annoy();
        }

        @Override
        public void taskSubmitted(long nanos, long taskId, Object target) {
            submitted.incrementAndGet();
            annoy();
        }

        @Override
        public void taskStarted(long nanos, long taskId, int workerId, long queueNanos,
                @Nullable Object target) {
            started.add(new long[]{nanos, taskId});
            annoy();
        }

        @Override
        public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
            end(taskId);
        }

        @Override
        public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                Throwable failure) {
            end(taskId);
        }

        @Override
        public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                @Nullable RejectedExecutionException cause) {
            end(taskId);
        }

        @Override
        public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
            spawned.incrementAndGet();
            annoy();
        }

        @Override
        public void workerIdle(long nanos, int workerId) {
            // Uses up a wake-up now and then, as any lock in an observer would.
            LockSupport.parkNanos(1);
            annoy();
        }

        @Override
        public void workerRetired(long nanos, int workerId, RetirementReason reason) {
            retired.incrementAndGet();
            annoy();
        }

        @Override
        public void terminated(long nanos) {
            terminated.incrementAndGet();
            annoy();
        }
    }

    private @Nullable Probe submit(int kind) {
        Probe probe = new Probe(this, kind);
        try {
            probe.future = pool.submit(probe);
            accepted.add(probe);
            return probe;
        } catch (RejectedExecutionException expected) {
            refused.incrementAndGet();
            return null;
        }
    }

    private void submitNested() {
        var _ = submit(9);
    }

    /** Plays the round; gives the number of tasks that were accepted. */
    int play() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(CLIENTS);
        List<Aside<@Nullable Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(seed * 31 + i);
            boolean ends = i == 0 && random.nextInt(3) == 0;
            clients.add(Aside.call(() -> {
                barrier.await();
                for (int step = 0; step < STEPS; step++) {
                    step(random);
                }
                if (ends) {
                    boolean interrupts = random.nextBoolean();
                    mayBeInterrupted |= interrupts;
                    pool.shutdown(Duration.ofNanos(random.nextInt(200_000)), interrupts);
                }
                return null;
            }));
        }
        for (Aside<@Nullable Void> client : clients) {
            client.result();
        }
        Aside<@Nullable Void> close = Aside.call(() -> {
            pool.close();
            return null;
        });
        close.result();
        check();
        return accepted.size();
    }

    private void step(Random random) throws Exception {
        switch (random.nextInt(24)) {
            case 0 -> cancelSome(random);
            case 1 -> interruptedWait(random);
            case 2 -> pool.setIdleTimeout(random.nextInt(3) == 0 ? null : Duration.ofNanos(random.nextInt(300_000)));
            case 3 -> {
                try {
                    pool.spawnWorkers(random.nextInt(3));
                } catch (RejectedExecutionException expected) {
                    // Closed, broken, joining, or no thread.
                }
            }
            case 4 -> join(random);
            case 5 -> {
                SnapshotTest.assertAddsUp(pool.snapshot(), size);
                for (WorkerInfo worker : pool.workers()) {
                    Objects.requireNonNull(worker.state());
                }
            }
            case 6 -> {
                Probe probe = submit(9);
                if (probe != null) {
                    collect(probe, Duration.ofNanos(random.nextInt(100_000)));
                }
            }
            default -> {
                Probe probe = submit(random.nextInt(10));
                if (probe != null && random.nextInt(3) == 0) {
                    probe.callback = true;
                    int kind = random.nextInt(3);
                    Objects.requireNonNull(probe.future).addCallback(_ -> {
                        probe.calledBack.incrementAndGet();
                        if (kind == 0) {
                            throw new Error("callback");
                        }
                    });
                }
                if (probe != null && random.nextInt(4) == 0) {
                    cancel(probe, random.nextBoolean());
                }
            }
        }
    }

    private void cancelSome(Random random) {
        int n = 0;
        for (Probe probe : accepted) {
            if (++n % 3 == 0 && !Objects.requireNonNull(probe.future).isDone()) {
                cancel(probe, random.nextBoolean());
            }
            if (n > 30) {
                break;
            }
        }
    }

    private static void cancel(Probe probe, boolean interrupt) {
        var _ = Objects.requireNonNull(probe.future).cancel(interrupt);
    }

    private static void collect(Probe probe, Duration time) throws Exception {
        try {
            Objects.requireNonNull(probe.future).collect(time);
        } catch (CancellationException | TimeoutException expected) {
            // As it comes.
        }
    }

    private void interruptedWait(Random random) throws Exception {
        Probe probe = submit(2);
        if (probe == null) {
            return;
        }
        if (random.nextBoolean()) {
            Thread.currentThread().interrupt();
        }
        try {
            collect(probe, Duration.ofNanos(random.nextInt(50_000)));
        } catch (InterruptedException expected) {
            // As it comes.
        } finally {
            var _ = Thread.interrupted();
        }
    }

    private void join(Random random) throws Exception {
        try {
            if (random.nextInt(4) == 0) {
                pool.join();
            } else {
                pool.join(Duration.ofNanos(random.nextInt(300_000)));
            }
        } catch (TimeoutException | RejectedExecutionException expected) {
            // Not in time, or closed or broken.
        }
    }

    private void check() throws Exception {
        assertThat(problems).isEmpty();
        PoolSnapshot end = pool.snapshot();
        SnapshotTest.assertAddsUp(end, size);
        assertThat(end.state()).isEqualTo(PoolState.TERMINATED);
        assertThat(end.alive() + end.pending() + end.running() + end.waiting()).isZero();
        assertThat(end.submitted()).isEqualTo(accepted.size());
        assertThat(end.refused()).isGreaterThanOrEqualTo(refused.get());
        int completed = 0;
        int failed = 0;
        int cancelled = 0;
        Set<Long> byThePool = new HashSet<>();
        pool.cancelledTasks().forEach(task -> byThePool.add(task.taskId()));
        for (Probe probe : accepted) {
            PoolFuture<?> future = Objects.requireNonNull(probe.future);
            String what = "task " + future.taskId() + " " + future.status();
            assertThat(future.isDone()).as(what).isTrue();
            switch (future.status()) {
                case COMPLETED -> completed++;
                case FAILED -> failed++;
                default -> cancelled++;
            }
            if (future.status() == TaskStatus.CANCELLED) {
                assertThat(probe.begun.get()).as(what).isLessThanOrEqualTo(1);
            } else {
                assertThat(probe.begun.get()).as(what).isEqualTo(1);
                assertThat(byThePool).doesNotContain(future.taskId());
            }
            assertThat(starts.ended).as("told the end of %s", what).contains(future.taskId());
            assertThat(probe.calledBack.get()).as("callbacks of %s", what).isEqualTo(probe.callback ? 1 : 0);
        }
        assertThat(List.of((long) completed, (long) failed, (long) cancelled))
                .containsExactly(end.completed(), end.failed(), end.cancelled());
        assertThat(starts.ended).hasSize(accepted.size());
        assertThat(starts.submitted.get()).isEqualTo(accepted.size());
        assertThat(starts.spawned.get()).isEqualTo(end.spawned()).isEqualTo(starts.retired.get());
        assertThat(starts.terminated).hasValue(1);
        assertThat(pool.isBroken() ? breaks || failsStarts : true).as("broken only where something broke").isTrue();
        for (Thread thread : threads) {
            assertThat(thread.join(Patience.LIMIT)).as("the thread %s ends", thread).isTrue();
        }
        assertInOrder();
    }

    /**
     * A task is stamped after it was taken, and tasks are taken in their order. So by the stamps a start overtakes at most those
     * lower ones that the other workers have just taken.
     */
    private void assertInOrder() {
        List<long[]> order = new ArrayList<>(starts.started);
        for (long[] start : order) {
            long overtaken = order.stream().filter(other -> other[1] < start[1] && other[0] > start[0]).count();
            assertThat(overtaken).as("lower tasks that task %d has overtaken", start[1]).isLessThan(size);
        }
    }

    @Override
    public String toString() {
        return "round with seed " + seed + ": size " + size + (breaks ? ", hooks break" : "")
                + (failsStarts ? ", starts fail" : "") + (hostile ? ", observers throw" : "")
                + (starts.prompt ? ", promptly told" : "") + ", " + pool
                + " " + pool.snapshot();
    }
}
