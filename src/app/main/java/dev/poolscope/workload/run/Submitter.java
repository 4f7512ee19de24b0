package dev.poolscope.workload.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolFuture;
import dev.poolscope.pool.TaskStatus;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.workload.model.Work;

/** Submits synthetic tasks to the pool, reports those it refuses, and remembers which are pending. Safe for many threads. */
final class Submitter {
    private final ThreadPool pool;
    private final NanoClock clock;
    private final RunListener listener;
    private final ConcurrentMap<String, Queue<PoolFuture<?>>> unstarted = new ConcurrentHashMap<>();

    Submitter(ThreadPool pool, NanoClock clock, RunListener listener) {
        this.pool = pool;
        this.clock = clock;
        this.listener = listener;
    }

    /** Submits a task; a refusal goes to the listener and is thrown. */
    PoolFuture<?> submit(SyntheticTask task) {
        PoolFuture<?> future;
        try {
            future = pool.submit(task);
        } catch (RejectedExecutionException e) {
            listener.rejected(clock.nanoTime(), task, e);
            throw e;
        }
        Queue<PoolFuture<?>> queue = unstarted.computeIfAbsent(task.stream(), _ -> new ConcurrentLinkedQueue<>());
        queue.add(future);
        forgetStarted(queue);
        return future;
    }

    /** Tasks start in the order of their submission, so that those which have started are at the head. */
    private static void forgetStarted(Queue<PoolFuture<?>> queue) {
        for (PoolFuture<?> head = queue.peek(); head != null
                && head.status() != TaskStatus.PENDING; head = queue.peek()) {
            queue.remove(head);
        }
    }

    /** Cancels what is pending of a stream, in the order of submission. */
    void cancelPending(String stream) {
        Queue<PoolFuture<?>> queue = unstarted.get(stream);
        if (queue != null) {
            for (PoolFuture<?> future : queue) {
                // Without interruption, and only what is pending: a task that starts just now goes on.
                if (future.status() == TaskStatus.PENDING) {
                    future.cancel(false);
                }
            }
            forgetStarted(queue);
        }
    }

    /** The job of a task that submits others; in its own worker, and waiting for them, if it does, in the plain way. */
    void fanOut(String stream, Work.FanOut work, Draws times, TaskResources bench) throws Exception {
        List<PoolFuture<?>> children = new ArrayList<>();
        for (int i = 1; i <= work.children(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while submitting children");
            }
            long nanos = times.nextNanos();
            SyntheticTask child = SyntheticTask.dueNow(stream, SyntheticTask.Origin.CHILD, i, () -> bench.sleep(nanos),
                    false);
            try {
                PoolFuture<?> future = submit(child);
                if (work.await()) {
                    children.add(future);
                }
            } catch (RejectedExecutionException e) {
                if (work.await()) {
                    throw new SyntheticFailure("child " + i + " was refused", e);
                }
            }
        }
        if (!children.isEmpty()) {
            awaitAll(children, bench.hand());
        }
    }

    /** One after the other, in order; reports meanwhile what the parent waits for. */
    private static void awaitAll(List<PoolFuture<?>> children, Hands.Hand parent) throws Exception {
        boolean blocked = false;
        try {
            for (PoolFuture<?> child : children) {
                if (!child.isDone()) {
                    blocked = true;
                    parent.blocked(parent.nanos(), new Obstacle.Child(child.taskId()));
                }
                collect(child);
            }
        } finally {
            if (blocked) {
                parent.resumed(parent.nanos(), null);
            }
        }
    }

    private static void collect(PoolFuture<?> child) throws Exception {
        try {
            child.collect();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new SyntheticFailure("child task " + child.taskId() + " did not complete", e);
        }
    }
}
