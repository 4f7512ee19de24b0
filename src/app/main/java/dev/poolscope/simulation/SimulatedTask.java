package dev.poolscope.simulation;

import dev.poolscope.workload.run.StreamTarget;
import org.jspecify.annotations.Nullable;

/** A task of a simulated run: what was drawn for it, and how it goes. */
final class SimulatedTask implements StreamTarget {
    enum Status {
        PENDING, RUNNING, COMPLETED, FAILED, CANCELLED
    }

    /** Does something when a task has ended, at the instant at which it ends. */
    interface Watcher {
        void ended(SimulatedTask task);
    }

    final StreamLoad stream;
    /** Whether it is a child of another task. */
    final boolean child;
    private final long due;
    /** One time for each item, each in nanoseconds; of a task that fans out, the seed of its children. */
    final long[] work;
    /** The item that is drawn to fail, counted from 0; as many as there are items if none is. */
    final int failingItem;

    long id;
    long submitted;
    long started;
    Status status = Status.PENDING;
    int item;
    /** Whether it only takes its time, whatever tasks of its stream do. */
    boolean replayed;
    @Nullable
    SimulatedWorker worker;
    /** Whether {@code cancelPending} reaches it. */
    boolean cancellable = true;
    /** The user or the bulk call that waits for its end. */
    @Nullable
    Watcher watcher;
    /** The parent that waits for it, first of its children. */
    @Nullable
    FanOut awaitedBy;
    @Nullable
    Timer cancellation;

    SimulatedTask(StreamLoad stream, boolean child, long due, long[] work, int failingItem) {
        this.stream = stream;
        this.child = child;
        this.due = due;
        this.work = work;
        this.failingItem = failingItem;
    }

    boolean hasEnded() {
        return status != Status.PENDING && status != Status.RUNNING;
    }

    @Override
    public String stream() {
        return stream.name();
    }

    @Override
    public long dueNanos(long submittedNanos) {
        return due;
    }

    @Override
    public String toString() {
        return stream.name();
    }
}
