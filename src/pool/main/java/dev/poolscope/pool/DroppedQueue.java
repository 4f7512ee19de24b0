package dev.poolscope.pool;

import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/** That the pool has dropped its queue, when, and why; which happens once at most, and all the tasks that were in it share. */
final class DroppedQueue {
    private final TaskQueue queue;
    /** What is dropped; made early, for when there is no memory. */
    final TaskQueue.Drop drop = new TaskQueue.Drop();
    private long nanos;
    private @Nullable RejectedExecutionException cause;
    /** Whether the queue is dropped. Written under the pool's lock, once, after those above. */
    private volatile boolean begun;

    DroppedQueue(TaskQueue queue) {
        this.queue = queue;
    }

    /** Drops the queue, which is closed, if it is the first time; gives whether it is. Called under the pool's lock. */
    boolean begin(long now, RejectedExecutionException why) {
        if (begun) {
            return false;
        }
        nanos = now;
        cause = why;
        queue.beginDrop(drop);
        begun = true;
        return true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** When the pool has dropped what was pending. */
    long nanos() {
        return nanos;
    }

    /** Why it has. */
    RejectedExecutionException cause() {
        return Objects.requireNonNull(cause);
    }
}
