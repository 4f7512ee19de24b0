package dev.poolscope.session;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

import dev.poolscope.pool.CloseableIterator;
import dev.poolscope.pool.PoolFuture;
import dev.poolscope.pool.PoolSnapshot;
import dev.poolscope.pool.TaskStatus;
import dev.poolscope.pool.ThreadPool;

/** A load that is offered to a pool: what arrives when, for how long, and what the tasks share. */
abstract class PoolLoad {
    /** Whether the next initializer that ends fails. */
    static final AtomicBoolean BREAK_NEXT = new AtomicBoolean();

    final ThreadPool pool;
    final Random random;
    final ReentrantLock lock = new ReentrantLock(true);
    /** What is due after the end is dropped. */
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1,
            new ThreadPoolExecutor.DiscardPolicy());
    private final long start = System.nanoTime();

    PoolLoad(ThreadPool pool, long seed) {
        this.pool = pool;
        random = new Random(seed);
    }

    /** What a task or a background thread does. */
    interface Step {
        void run() throws Exception;
    }

    /** Seconds since the start. */
    final double now() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Performs an action so many seconds after the start. */
    final void at(double seconds, Runnable action) {
        var _ = timer.schedule(() -> {
            try {
                action.run();
            } catch (IllegalStateException | RejectedExecutionException e) {
                System.out.println("Refused: " + e.getMessage());
            }
        }, (long) ((seconds - now()) * 1e9), TimeUnit.NANOSECONDS);
    }

    /** Repeats an arrival; the due time of each follows from the one before, and not from the clock. */
    final void repeat(double due, double until, DoubleUnaryOperator next, Runnable arrival) {
        if (due < until) {
            at(due, () -> {
                arrival.run();
                repeat(next.applyAsDouble(due), until, next, arrival);
            });
        }
    }

    /** When one more has arrived after t, at a rate that rises by slope in each second; NaN if never. */
    static double afterRamp(double t, double rate, double slope) {
        return t + 2 / (rate + Math.sqrt(rate * rate + 2 * slope));
    }

    static void times(int count, Runnable action) {
        for (int i = 0; i < count; i++) {
            action.run();
        }
    }

    /** A user who submits, waits for the end of the task, thinks, and submits again, until the pool refuses. */
    final void user(double due, double until, DoubleSupplier think, Supplier<Optional<PoolFuture<?>>> submission) {
        if (due < until) {
            at(due, () -> submission.get().ifPresent(future -> future
                    .addCallback(_ -> user(now() + think.getAsDouble(), until, think, submission))));
        }
    }

    /** Submits a task; empty if the pool refuses it, which the pool counts. */
    final Optional<PoolFuture<?>> submit(Step task) {
        try {
            // A Callable may throw what it likes.
            Callable<Boolean> call = () -> {
                task.run();
                return true;
            };
            return Optional.of(pool.submit(call));
        } catch (RejectedExecutionException _) {
            return Optional.empty();
        }
    }

    /** Takes the results of a bulk call one by one; the first failure ends it. */
    static void take(Supplier<CloseableIterator<Object>> call) {
        background(() -> {
            try (CloseableIterator<Object> results = call.get()) {
                while (results.hasNext()) {
                    results.next();
                }
            }
        });
    }

    /** Runs what waits in a thread of its own. */
    static void background(Step waiting) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                waiting.run();
            } catch (Exception e) {
                System.out.println("Ended: " + e);
            }
        });
    }

    static void cancelPending(Iterable<PoolFuture<?>> futures) {
        for (PoolFuture<?> future : futures) {
            if (future.status() == TaskStatus.PENDING) {
                future.cancel(false);
            }
        }
    }

    static void sleep(double seconds) throws InterruptedException {
        Thread.sleep(Duration.ofNanos((long) (seconds * 1e9)));
    }

    /** Computes until this thread has had so many seconds of a processor; virtual threads go by the wall clock. */
    static void compute(double seconds) throws InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean virtual = Thread.currentThread().isVirtual();
        long end = (virtual ? System.nanoTime() : threads.getCurrentThreadCpuTime()) + (long) (seconds * 1e9);
        while ((virtual ? System.nanoTime() : threads.getCurrentThreadCpuTime()) - end < 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Lets the load go on for so long, then ends it. */
    final void endAfter(Duration length) throws InterruptedException {
        Thread.sleep(length);
        end();
    }

    /** Lets the load go on until Enter is pressed, then ends it. */
    final void endOnEnter() throws IOException {
        System.out.println("Press Enter to stop.");
        var _ = System.in.read();
        end();
    }

    /** Ends the load; running tasks get five seconds and are then interrupted. */
    private void end() {
        timer.shutdownNow();
        pool.shutdown(Duration.ofSeconds(5), true);
        pool.close();
        PoolSnapshot end = pool.snapshot();
        System.out.printf("%d submitted: %d completed, %d failed, %d cancelled; %d refused%n",
                end.submitted(), end.completed(), end.failed(), end.cancelled(), end.refused());
    }
}
