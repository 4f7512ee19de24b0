package dev.poolscope.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A task or a piece of one that stays where it is until the test lets it pass. Closing opens it. */
final class Gate implements Callable<String>, AutoCloseable {
    private final CountDownLatch entered;
    private final CountDownLatch open = new CountDownLatch(1);

    Gate() {
        this(1);
    }

    Gate(int visitors) {
        entered = new CountDownLatch(visitors);
    }

    /** Waits for the test, until it is interrupted. */
    @Override
    public String call() throws InterruptedException {
        entered.countDown();
        Patience.await(open);
        return "passed";
    }

    /** Waits for the test, whatever interrupts it; an interrupt is told again at the end. */
    void passStubbornly() {
        entered.countDown();
        boolean interrupted = false;
        long end = NanoClock.SYSTEM.nanoTime() + Patience.LIMIT.toNanos();
        try {
            while (true) {
                try {
                    if (!open.await(end - NanoClock.SYSTEM.nanoTime(), TimeUnit.NANOSECONDS)) {
                        throw new AssertionError("The gate was never opened");
                    }
                    return;
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until as many as expected stand before it. */
    void awaitVisitors() throws InterruptedException {
        Patience.await(entered);
    }

    boolean isOpen() {
        return open.getCount() == 0;
    }

    void open() {
        open.countDown();
    }

    @Override
    public void close() {
        open();
    }
}
