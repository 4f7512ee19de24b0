package dev.poolscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.ThreadPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a task costs that does nothing, from its submission to its result, beside the executor of the JDK. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TaskBenchmark {
    private static final int MANY = 1_000;
    private static final int WORKERS = 2;

    /** Which pool. */
    @Param({"poolscope", "jdk"})
    public String pool = "";

    private Submission submission = task -> {
        throw new IllegalStateException("not set up");
    };
    private AutoCloseable resource = () -> {};

    /** How a pool is given a task. */
    private interface Submission {
        Future<?> submit(Runnable task);
    }

    /** Opens the pool. */
    @Setup(Level.Trial)
    public void open() {
        if (pool.equals("jdk")) {
            ExecutorService executor = Executors.newFixedThreadPool(WORKERS);
            submission = executor::submit;
            resource = executor;
        } else {
            ThreadPool ours = new ThreadPool(WORKERS);
            submission = ours::submit;
            resource = ours;
        }
    }

    /**
     * Closes the pool.
     *
     * @throws Exception never
     */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        resource.close();
    }

    /**
     * One task, waited for.
     *
     * @return its result
     * @throws Exception if it fails
     */
    @Benchmark
    public Object oneTaskAlone() throws Exception {
        return submission.submit(TaskBenchmark::nothing).get();
    }

    /**
     * Many tasks, submitted at once and then waited for.
     *
     * @return their futures
     * @throws Exception if one fails
     */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public Object oneOfAThousandTasks() throws Exception {
        List<Future<?>> futures = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            futures.add(submission.submit(TaskBenchmark::nothing));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        return futures;
    }

    private static void nothing() {}
}
