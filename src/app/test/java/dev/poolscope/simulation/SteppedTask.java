package dev.poolscope.simulation;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.PoolFuture;
import dev.poolscope.workload.run.SyntheticFailure;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** A task on a real thread, which does what the test says. */
final class SteppedTask implements Callable<@Nullable Void> {
    final SimulatedTask simulated;
    @Nullable
    PoolFuture<?> future;
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    /** The thread that waits for another task, and one permit for each such wait. */
    private volatile @Nullable Thread waiting;
    private final Semaphore waits = new Semaphore(0);

    /** What it is to do: to end, or to wait for another task. */
    private record Order(boolean fails, @Nullable PoolFuture<?> awaited) {}

    SteppedTask(SimulatedTask simulated) {
        this.simulated = simulated;
    }

    @Override
    public @Nullable Void call() throws SyntheticFailure {
        begun.countDown();
        while (true) {
            Order order = next();
            PoolFuture<?> awaited = order.awaited;
            if (awaited == null) {
                if (order.fails) {
                    throw new SyntheticFailure("told to fail");
                }
                return null;
            }
            await(awaited);
        }
    }

    private Order next() {
        while (true) {
            try {
                return orders.take();
            } catch (InterruptedException _) {
                // The test says when it is to be over.
            }
        }
    }

    private void await(PoolFuture<?> awaited) {
        waiting = Thread.currentThread();
        waits.release();
        try {
            awaited.collect();
        } catch (Throwable _) {
            // What comes of it is told.
        } finally {
            waiting = null;
        }
    }

    /** Waits until its code runs. */
    void awaitBegin() throws InterruptedException {
        assertThat(begun.await(StepClock.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    void waitFor(PoolFuture<?> child) throws InterruptedException {
        orders.add(new Order(false, child));
        assertThat(waits.tryAcquire(StepClock.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    void end(boolean fails) {
        orders.add(new Order(fails, null));
        Thread thread = waiting;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
