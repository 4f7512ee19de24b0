package dev.poolscope.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/** Something a test does in another thread because it may wait. */
final class Aside<T extends @Nullable Object> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Aside(Callable<T> call) {
        task = new FutureTask<>(call);
        thread = new Thread(task, "aside");
        thread.setDaemon(true);
    }

    static <T extends @Nullable Object> Aside<T> call(Callable<T> call) {
        Aside<T> aside = new Aside<>(call);
        aside.thread.start();
        return aside;
    }

    /** Does it, and waits until its thread waits for something. */
    static <T extends @Nullable Object> Aside<T> waiting(Callable<T> call) {
        Aside<T> aside = call(call);
        Patience.until("the thread waits", aside::isWaiting);
        return aside;
    }

    private boolean isWaiting() {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    boolean isDone() {
        return task.isDone();
    }

    void interrupt() {
        thread.interrupt();
    }

    T result() throws Exception {
        try {
            return task.get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            AssertionError hanging = new AssertionError("The other thread hangs", e);
            hanging.setStackTrace(thread.getStackTrace());
            throw hanging;
        }
    }

    /** What it threw; fails if it did not. */
    Throwable failure() throws Exception {
        try {
            T result = result();
            throw new AssertionError("It should have thrown, but gave " + result);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return cause == null ? e : cause;
        }
    }
}
