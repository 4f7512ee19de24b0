package dev.poolscope.races;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.poolscope.pool.DualThreadPool;
import dev.poolscope.pool.PoolClosedException;
import dev.poolscope.pool.PoolFuture;
import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.PoolSnapshot;
import dev.poolscope.pool.SingleThreadPool;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.pool.ThrowingRunnable;
import dev.poolscope.pool.WorkerType;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The critical races of a pool, each as two threads at its interface and an arbiter that looks at what is left. Whatever is not
 * listed as an outcome is forbidden. The workers are virtual, because a pool is made for each sample.
 */
@SuppressWarnings("ThreadPriorityCheck") // an arbiter has nothing else to do
public final class PoolRaces {
    private static final int REFUSED = -1;
    private static final int CANCELLED = -2;
    private static final int FAILED = -3;
    private static final int STUCK = -4;

    private PoolRaces() {}

    private static PoolOptions.Builder options() {
        return PoolOptions.builder().workerType(WorkerType.VIRTUAL);
    }

    /** How a future has ended; none may stay without an end. */
    private static int endOf(PoolFuture<Integer> future) {
        try {
            if (!future.waitFor(Duration.ofSeconds(10))) {
                return STUCK;
            }
        } catch (InterruptedException unexpected) {
            return STUCK;
        }
        return switch (future.status()) {
            case COMPLETED -> future.resultNow();
            case CANCELLED -> CANCELLED;
            default -> FAILED;
        };
    }

    private static int submitAndCollect(ThreadPool pool, int value) {
        try {
            return endOf(pool.submit(() -> value));
        } catch (PoolClosedException refused) {
            return REFUSED;
        }
    }

    /** 1 if the pool has terminated with numbers that add up. */
    private static int end(ThreadPool pool, long submitted) {
        pool.shutdown(Duration.ofSeconds(10));
        for (int i = 0; i < 10_000 && !pool.isTerminated(); i++) {
            Thread.yield();
        }
        PoolSnapshot end = pool.snapshot();
        boolean addsUp = end.submitted() == end.completed() + end.failed() + end.cancelled() && end.pending() == 0
                && (submitted < 0 || end.submitted() == submitted);
        return pool.isTerminated() && addsUp ? 1 : STUCK;
    }

    /** A submission and a shutdown: the task is refused, cancelled or done, and the pool ends. */
    @JCStressTest
    @Outcome(id = {"7, 1", "-1, 1", "-2, 1"}, expect = Expect.ACCEPTABLE, desc = "done, refused or cancelled")
    @State
    public static class SubmitAndShutdown {
        private final ThreadPool pool = new SingleThreadPool(options().build());

        @Actor
        public void submit(II_Result r) {
            r.r1 = submitAndCollect(pool, 7);
        }

        @Actor
        public void shutdown() {
            pool.shutdown();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r2 = end(pool, -1);
        }
    }

    /** A submission and the retirement of the only worker: no task is stranded. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "both done")
    @State
    public static class SubmitAndRetirement {
        private final ThreadPool pool = new SingleThreadPool(
                options().maxTasksPerWorker(1).idleTimeout(Duration.ZERO).build());

        @Actor
        public void one(II_Result r) {
            r.r1 = submitAndCollect(pool, 1);
        }

        @Actor
        public void two(II_Result r) {
            r.r2 = submitAndCollect(pool, 2);
        }

        @Arbiter
        public void look(II_Result r) {
            if (end(pool, 2) != 1) {
                r.r1 = STUCK;
            }
        }
    }

    /** Cancelling a task and starting it: it is cancelled and its future says so, or it is done. */
    @JCStressTest
    @Outcome(id = {"1, -2", "0, 7"}, expect = Expect.ACCEPTABLE, desc = "cancelled, or too late")
    @State
    public static class CancelAndStart {
        private final ThreadPool pool = new SingleThreadPool(options().build());
        private final CountDownLatch hold = new CountDownLatch(1);
        private final PoolFuture<Integer> future;

        public CancelAndStart() {
            pool.execute(() -> {
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            future = pool.submit(() -> 7);
        }

        @Actor
        public void start() {
            hold.countDown();
        }

        @Actor
        public void cancel(II_Result r) {
            r.r1 = future.cancel(false) ? 1 : 0;
        }

        @Arbiter
        public void look(II_Result r) {
            r.r2 = endOf(future);
            if (end(pool, 2) != 1) {
                r.r2 = STUCK;
            }
        }
    }

    /** Cancelling a task with interruption, and its end: the interrupt does not reach the next task. */
    @JCStressTest
    @Outcome(id = {"0, 0", "1, 0"}, expect = Expect.ACCEPTABLE, desc = "the next task is not interrupted")
    @State
    public static class CancelAndEnd {
        private final ThreadPool pool = new SingleThreadPool(options().build());
        private final CountDownLatch hold = new CountDownLatch(1);
        private final PoolFuture<Integer> future = pool.submit(() -> {
            boolean interrupted = false;
            while (true) {
                try {
                    hold.await();
                    return interrupted ? 1 : 0;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        });
        private final PoolFuture<Integer> next = pool.submit(() -> {
            int seen = 0;
            for (int i = 0; i < 200; i++) {
                seen |= Thread.currentThread().isInterrupted() ? 1 : 0;
                Thread.onSpinWait();
            }
            return seen;
        });

        @Actor
        public void end() {
            hold.countDown();
        }

        @Actor
        public void cancel(II_Result r) {
            r.r1 = future.cancel(true) ? 1 : 0;
        }

        @Arbiter
        public void look(II_Result r) {
            r.r2 = endOf(next);
            if (PoolRaces.end(pool, 2) != 1) {
                r.r2 = STUCK;
            }
        }
    }

    /** The idle timeout is shortened while the worker falls asleep: it retires all the same. */
    @JCStressTest
    @Outcome(id = "7, 1", expect = Expect.ACCEPTABLE, desc = "done, and the worker has retired")
    @State
    public static class SetIdleTimeoutAndPark {
        private final ThreadPool pool = new SingleThreadPool(options().idleTimeout(null).build());

        @Actor
        public void use(II_Result r) {
            r.r1 = submitAndCollect(pool, 7);
        }

        @Actor
        public void shorten() {
            pool.setIdleTimeout(Duration.ZERO);
        }

        @Arbiter
        public void look(II_Result r) {
            for (int i = 0; i < 10_000 && pool.countWorkers() > 0; i++) {
                Thread.yield();
            }
            r.r2 = pool.countWorkers() == 0 ? end(pool, 1) : STUCK;
        }
    }

    /** Two who add a callback while the task ends: each is called once. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each once")
    @State
    public static class CallbackOnce {
        private final ThreadPool pool = new SingleThreadPool(options().build());
        private final CountDownLatch called = new CountDownLatch(2);
        private final AtomicInteger first = new AtomicInteger();
        private final AtomicInteger second = new AtomicInteger();
        private final PoolFuture<Integer> future = pool.submit(() -> 7);

        private void add(AtomicInteger count) {
            future.addCallback(_ -> {
                count.incrementAndGet();
                called.countDown();
            });
        }

        @Actor
        public void one() {
            add(first);
        }

        @Actor
        public void two() {
            add(second);
        }

        @Arbiter
        public void look(II_Result r) {
            ThrowingRunnable await = () -> called.await(10, TimeUnit.SECONDS);
            await.run();
            // The end waits for callbacks that still run, and would be late for a second call of one.
            boolean ended = end(pool, 1) == 1;
            r.r1 = ended ? first.get() : STUCK;
            r.r2 = second.get();
        }
    }

    /** A join and a submission: the task is done or refused, the join ends, and the pool is open again. */
    @JCStressTest
    @Outcome(id = {"7, 1", "-1, 1"}, expect = Expect.ACCEPTABLE, desc = "done or refused")
    @State
    public static class JoinAndSubmit {
        private final ThreadPool pool = new SingleThreadPool(options().build());

        @Actor
        public void submit(II_Result r) {
            r.r1 = submitAndCollect(pool, 7);
        }

        @Actor
        public void join() {
            ThrowingRunnable join = pool::join;
            join.run();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r2 = submitAndCollect(pool, 1) == 1 ? end(pool, -1) : STUCK;
        }
    }

    /** Two submissions to two workers that sleep: both are woken as they are needed, and nothing is left lying. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "both done, by two workers at once")
    @State
    public static class TwoWakeUps {
        private final ThreadPool pool = new DualThreadPool(options().build());
        /** Each of the two tasks waits for the other, so that one worker alone would never end. */
        private final CountDownLatch both = new CountDownLatch(2);

        public TwoWakeUps() {
            pool.spawnMaxWorkers();
        }

        private int meet(int value) {
            return endOf(pool.submit(() -> {
                both.countDown();
                return both.await(10, TimeUnit.SECONDS) ? value : STUCK;
            }));
        }

        @Actor
        public void one(II_Result r) {
            r.r1 = meet(1);
        }

        @Actor
        public void two(II_Result r) {
            r.r2 = meet(2);
        }

        @Arbiter
        public void look(II_Result r) {
            if (end(pool, 2) != 1) {
                r.r1 = STUCK;
            }
        }
    }
}
