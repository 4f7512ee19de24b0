package dev.poolscope.pool;

import java.time.Instant;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * What was known of a worker at one moment.
 *
 * {@snippet :
 * try (var pool = new DualThreadPool()) {
 *     pool.spawnMaxWorkers();
 *     for (WorkerInfo worker : pool.workers()) {
 *         System.out.println(worker.name() + " is " + worker.state() + " since " + worker.since());
 *     }
 * }
 * }
 *
 * @param id its number, from 1, never used again in this pool
 * @param name the name of its thread: {@code <pool name>-worker-<id>}
 * @param state what it was doing
 * @param thread its thread; null while the thread is being made
 * @param tasksDone how many tasks it had taken and returned from
 * @param taskId the task in its hand, if any
 * @param since since when it had been in this state
 */
public record WorkerInfo(int id, String name, WorkerState state, @Nullable Thread thread, long tasksDone,
        OptionalLong taskId, Instant since) {}
