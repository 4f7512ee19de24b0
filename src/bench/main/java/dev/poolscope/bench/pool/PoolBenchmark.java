package dev.poolscope.bench.pool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.poolscope.pool.CloseableIterator;
import dev.poolscope.pool.MapOptions;
import dev.poolscope.pool.NanoClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * What a pool completes in a second: every invocation ends when all of its tasks have, so that a rate is one of completion,
 * never of submission. The forks are started by {@link PoolComparison}, which chooses the cells.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
public class PoolBenchmark {
    static final int BATCH = 20_000;
    static final int BURST = 64;
    /** Longer than the pools spin, much shorter than they keep their workers. */
    private static final long PAUSE_NANOS = 1_000_000;

    /** Which pool, one of {@link Contender}. */
    @Param("POOLSCOPE")
    public String pool = "";
    /** What the tasks do: noop or 1us. */
    @Param("noop")
    public String work = "";
    /** How many threads submit. */
    @Param("1")
    public int producers;
    /** How many workers the pool has. */
    @Param("2")
    public int workers;
    /** How many threads beside do nothing but use a core. */
    @Param("0")
    public int beside;

    private Subject subject = Contender.POOLSCOPE.open(1);
    private BenchmarkWork tasks = new BenchmarkWork(0);
    private Producers submitting = new Producers(1);
    private RoundTrips roundTrips = new RoundTrips();
    private List<Thread> busyBodies = List.of();
    private volatile boolean over;
    private boolean measuring;

    /** Opens the pool. */
    @Setup(Level.Trial)
    public void open() {
        subject.close();
        subject = Contender.valueOf(pool).open(workers);
        subject.spawnAll();
        tasks = BenchmarkWork.named(work);
        submitting = new Producers(producers);
        busyBodies = IntStream.range(0, beside)
                .mapToObj(i -> Thread.ofPlatform().daemon().name("beside-" + i).start(this::keepCoreBusy)).toList();
    }

    private void keepCoreBusy() {
        while (!over) {
            Thread.onSpinWait();
        }
    }

    /**
     * Tells whether what follows counts.
     *
     * @param iteration the iteration that begins
     */
    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        measuring = iteration.getType() == IterationType.MEASUREMENT;
    }

    /**
     * Closes the pool and hands over the round trips.
     *
     * @throws Exception if that fails
     */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        over = true;
        for (Thread busy : busyBodies) {
            busy.join();
        }
        submitting.close();
        subject.close();
        String file = System.getProperty(RoundTrips.FILE_PROPERTY);
        if (file != null) {
            roundTrips.write(Path.of(file));
        }
    }

    /** A saturated pool, given its tasks to forget. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void execute() {
        long target = tasks.done() + BATCH;
        submitting.produce(_ -> {
            for (int i = BATCH / producers; i > 0; i--) {
                subject.execute(tasks);
            }
        });
        tasks.awaitDone(target);
    }

    /** A few tasks, and a wait for the last of them. */
    @Benchmark
    @OperationsPerInvocation(10)
    public void batchOf10() {
        batch(10);
    }

    /** A hundred tasks, and a wait for the last of them. */
    @Benchmark
    @OperationsPerInvocation(100)
    public void batchOf100() {
        batch(100);
    }

    /** A thousand tasks, and a wait for the last of them. */
    @Benchmark
    @OperationsPerInvocation(1_000)
    public void batchOf1000() {
        batch(1_000);
    }

    private void batch(int size) {
        var left = new AtomicInteger(size);
        var ended = new CountDownLatch(1);
        Runnable task = () -> {
            if (left.decrementAndGet() == 0) {
                ended.countDown();
            }
        };
        submitting.produce(_ -> {
            for (int i = size / producers; i > 0; i--) {
                subject.execute(task);
            }
        });
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("This thread is not interrupted", e);
        }
    }

    /** A saturated pool, every result collected. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void submitAndCollect() {
        submitting.produce(_ -> {
            List<Future<Integer>> futures = new ArrayList<>(BATCH / producers);
            for (int i = BATCH / producers; i > 0; i--) {
                futures.add(subject.submit(tasks));
            }
            for (Future<Integer> future : futures) {
                var _ = resultOf(future);
            }
        });
    }

    /**
     * One task after the other, each waited for.
     *
     * @return the result
     */
    @Benchmark
    public Integer pingPong() {
        long start = NanoClock.SYSTEM.nanoTime();
        Integer result = resultOf(subject.submit(tasks));
        if (measuring) {
            roundTrips.add(NanoClock.SYSTEM.nanoTime() - start);
        }
        return result;
    }

    /** A burst after the workers have gone to sleep. Its rate has the pauses in it; its round trip has not. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void burstAfterIdling() {
        LockSupport.parkNanos(PAUSE_NANOS);
        long start = NanoClock.SYSTEM.nanoTime();
        List<Future<Integer>> futures = new ArrayList<>(BURST);
        for (int i = 0; i < BURST; i++) {
            futures.add(subject.submit(tasks));
        }
        for (Future<Integer> future : futures) {
            var _ = resultOf(future);
        }
        if (measuring) {
            roundTrips.add(NanoClock.SYSTEM.nanoTime() - start);
        }
    }

    /**
     * All results of a function over a range: {@code mapAll} here, {@code invokeAll} of the others.
     *
     * @return their sum
     * @throws Exception if a task fails
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int mapAll() throws Exception {
        if (subject instanceof Contender.Ours ours) {
            return sum(ours.pool().mapAll(this::applied, Collections.nCopies(BATCH, 1)));
        }
        List<Callable<Integer>> calls = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            calls.add(tasks);
        }
        return subject.invokeAll(calls);
    }

    /**
     * The same in chunks of a hundred, ten in flight: {@code map} here, a parallel stream beside, which needs a
     * {@link java.util.concurrent.ForkJoinPool}.
     *
     * @return their sum
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int mapInChunks() {
        if (subject instanceof Contender.Ours ours) {
            Function<Integer, Integer> function = this::applied;
            return sum(ours.pool().map(function, Collections.nCopies(BATCH, 1),
                    MapOptions.builder().chunkSize(100).bufferSize(10).build()));
        }
        return resultOf(subject.submit(() -> IntStream.range(0, BATCH).parallel().map(i -> tasks.call()).sum()));
    }

    private Integer applied(Integer element) {
        return element * tasks.call();
    }

    private static int sum(CloseableIterator<Integer> results) {
        int sum = 0;
        try (results) {
            while (results.hasNext()) {
                sum += results.next();
            }
        }
        return sum;
    }

    private static Integer resultOf(Future<Integer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
