package dev.poolscope.pool;

import java.util.Map;

/**
 * The numbers of a pool at one moment. In every snapshot {@code submitted = pending + running + completed + failed +
 * cancelled} and {@code alive = starting + idle + busy + retiring}.
 *
 * {@snippet :
 * try (var pool = new DualThreadPool()) {
 *     pool.run(() -> 1);
 *     PoolSnapshot now = pool.snapshot();
 *     System.out.println(now.completed() + " of " + now.submitted() + " done, " + now.alive() + " worker alive");
 * }
 * }
 *
 * @param state which calls the pool takes
 * @param submitted tasks accepted since the pool was made; rises when a submission is accepted, and falls again only
 *         if the
 *        task is withdrawn at once because no thread could be started for it
 * @param refused submissions refused, withdrawn ones included; a map that is refused counts as one, however many tasks it would
 *        come to
 * @param pending tasks in the queue
 * @param running tasks in the hands of workers and not cancelled
 * @param completed tasks that returned; rises when the target has returned
 * @param failed tasks that threw; rises when the target has thrown
 * @param cancelled tasks cancelled through their future or by the pool; rises at once, though the code of a running
 *         task may
 *        go on for a while
 * @param starting workers whose threads are being started, or which run the initializer
 * @param idle workers that wait for a task
 * @param busy workers that run a task or its callbacks
 * @param retiring workers that take no more tasks and are not gone yet
 * @param spawned workers started since the pool was made; rises when the start is decided, and falls again only if
 *         it fails
 * @param retired workers gone, by reason; every reason has an entry
 * @param waiting workers that wait, without a time limit and through the pool's own interface, for an unfinished
 *         task of the pool; if it reaches the maximum of workers the pool is starved
 */
public record PoolSnapshot(PoolState state, long submitted, long refused, int pending, int running, long completed,
        long failed, long cancelled, int starting, int idle, int busy, int retiring, long spawned,
        Map<RetirementReason, Long> retired, int waiting) {

    /**
     * Takes the numbers as they are; the map is copied.
     */
    public PoolSnapshot {
        retired = Map.copyOf(retired);
    }

    /**
     * How many workers were alive.
     *
     * @return starting + idle + busy + retiring
     */
    public int alive() {
        return starting + idle + busy + retiring;
    }

    /**
     * How many workers were free.
     *
     * @return starting + idle
     */
    public int free() {
        return starting + idle;
    }
}
