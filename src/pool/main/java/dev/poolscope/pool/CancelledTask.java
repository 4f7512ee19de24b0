package dev.poolscope.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * A task that a pool accepted and then cancelled, because it was shut down or broke before a worker could take the
 * task. Keeps what the task would have run, so that it can be {@linkplain ThreadPool#submit(CancelledTask) submitted
 * to another pool}. Immutable.
 *
 * {@snippet :
 * var hold = new CountDownLatch(1);
 * var pool = new SingleThreadPool();
 * pool.submit(() -> hold.await(1, TimeUnit.MINUTES));
 * pool.submit(String::length, "left over");
 * pool.shutdown(Duration.ZERO);
 * hold.countDown();
 * pool.close();
 * try (var other = new SingleThreadPool()) {
 *     for (CancelledTask<?> task : pool.cancelledTasks()) {
 *         System.out.println(task.arguments() + " after " + task.age() + ": " + other.submit(task).collect());
 *     }
 * }
 * }
 *
 * @param <T> the type of the result
 */
public final class CancelledTask<T extends @Nullable Object> {
    private final TaskCall<T> call;
    private final long taskId;
    private final Instant submittedAt;
    private final Duration age;
    private final RejectedExecutionException cause;

    CancelledTask(TaskCall<T> call, long taskId, Instant submittedAt, Duration age, RejectedExecutionException cause) {
        this.call = call;
        this.taskId = taskId;
        this.submittedAt = submittedAt;
        this.age = age;
        this.cause = cause;
    }

    /**
     * Its number.
     *
     * @return the number it had in the pool that cancelled it
     */
    public long taskId() {
        return taskId;
    }

    /**
     * What it would have run.
     *
     * @return the very object that was submitted
     */
    public Object target() {
        return call.target();
    }

    /**
     * What it would have been given.
     *
     * @return the positional arguments; unmodifiable, may hold nulls
     */
    public List<@Nullable Object> arguments() {
        return call.arguments();
    }

    /**
     * What it would have been given by name.
     *
     * @return the named arguments; unmodifiable, values may be null
     */
    public Map<String, @Nullable Object> namedArguments() {
        return call.namedArguments();
    }

    /**
     * When it was submitted.
     *
     * @return the time by the wall clock
     */
    public Instant submittedAt() {
        return submittedAt;
    }

    /**
     * How long it had waited when it was cancelled.
     *
     * @return the time between submission and cancellation
     */
    public Duration age() {
        return age;
    }

    /**
     * Why the pool cancelled it.
     *
     * @return a {@link PoolClosedException} after a shutdown, a {@link BrokenPoolException} after a breakage
     */
    public RejectedExecutionException cause() {
        return cause;
    }

    TaskCall<T> call() {
        return call;
    }

    @Override
    public String toString() {
        return "CancelledTask[taskId=" + taskId + ", age=" + age + "]";
    }
}
