package dev.poolscope.bench.pool;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** A pool as the benchmarks use it. */
interface Subject extends AutoCloseable {

    void execute(Runnable task);

    Future<Integer> submit(Callable<Integer> task);

    /** Runs all tasks and waits for them; gives the sum of their results. */
    default int invokeAll(Collection<Callable<Integer>> tasks) throws Exception {
        int sum = 0;
        List<Future<Integer>> futures = tasks.stream().map(this::submit).toList();
        for (Future<Integer> future : futures) {
            sum += future.get();
        }
        return sum;
    }

    /** Starts every worker that it can start beforehand. */
    default void spawnAll() {}

    /** Gives up what is pending and waits until nothing runs any more. */
    @Override
    void close();
}
