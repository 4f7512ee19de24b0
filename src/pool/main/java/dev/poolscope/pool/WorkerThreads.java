package dev.poolscope.pool;

import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;

/** The threads of the workers: makes and starts them, by the factory of the caller's or its own. */
final class WorkerThreads {
    private final ThreadFactory factory;
    /** What kind of thread was seen last: with a factory of the caller's, only its threads can tell. */
    private volatile WorkerType type;

    WorkerThreads(PoolOptions options) {
        type = options.workerType();
        factory = options.threadFactory().orElseGet(() -> new DefaultThreads(options.workerType()));
    }

    ThreadFactory factory() {
        return factory;
    }

    WorkerType type() {
        return type;
    }

    /** Whether the threads are the pool's own make, so that they end when their worker does. */
    boolean endWithTheirWorker() {
        return factory instanceof DefaultThreads;
    }

    /** Makes and starts a worker's thread; throws whatever the factory does, and what is to be said of its thread. */
    void start(RosterEntry worker, Runnable life) {
        Thread thread = make(life);
        if (thread == null) {
            throw new IllegalStateException("The thread factory gave null");
        }
        if (thread.getState() != Thread.State.NEW) {
            // Not renamed, nor made a daemon: it belongs to another owner, or its factory has started it.
            throw new IllegalThreadStateException("The thread factory gave a thread that had been started");
        }
        thread.setName(worker.name);
        if (!thread.isVirtual()) {
            thread.setDaemon(true);
        }
        type = thread.isVirtual() ? WorkerType.VIRTUAL : WorkerType.PLATFORM;
        worker.thread = thread;
        thread.start();
    }

    private @Nullable Thread make(Runnable life) {
        return factory.newThread(life);
    }
}
