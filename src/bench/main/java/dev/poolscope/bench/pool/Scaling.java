package dev.poolscope.bench.pool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.pool.WorkerType;

/**
 * What many workers, and many pending tasks, cost, each time beside the same without them, without a pool, or of another pool,
 * in turns in one process, which prints two numbers for each row on one line. Not rates of a contender: only ours has workers on demand in this number.
 */
public final class Scaling {
    private static final int TURNS = 7;
    private static final int TASKS = 20_000;
    private static final int PENDING = 1_000_000;

    private Scaling() {}

    /** One row of the table. */
    @SuppressWarnings("ImmutableEnumChecker") // what is measured keeps nothing
    private enum Row {
        BELOW_MAXIMUM("`execute`, 2,000 of at most 2,050 workers alive, beside 2,000 of 2,000, ns",
                () -> execute(2_050, 2_000, 0), () -> execute(2_000, 2_000, 0)), //
        MOST_BLOCKED("`execute`, 1,990 of 2,000 workers blocked, at most 2,050, beside 10 of 10, ns",
                () -> execute(2_050, 2_000, 1_990), () -> execute(10, 10, 0)), //
        SPAWN_PLATFORM("`spawnWorkers(2000)`, beside starting as many threads by hand, ms",
                () -> spawn(2_000, WorkerType.PLATFORM), () -> startByHand(2_000, Thread.ofPlatform().daemon())), //
        SPAWN_VIRTUAL("`spawnWorkers(16000)`, virtual, beside starting as many threads by hand, ms",
                () -> spawn(16_000, WorkerType.VIRTUAL), () -> startByHand(16_000, Thread.ofVirtual())), //
        SPAWN_MOST("`spawnWorkers(32767)`, virtual, beside starting as many threads by hand, ms",
                () -> spawn(32_767, WorkerType.VIRTUAL), () -> startByHand(32_767, Thread.ofVirtual())), //
        BLOCKED("10,000 virtual workers that block, beside the JDK's virtual threads, ms", Scaling::blockOurs,
                Scaling::blockThreads), //
        SHUTDOWN_EXECUTED(
                "shutdown with 1,000,000 executed tasks pending, beside `shutdownNow` of a ThreadPoolExecutor, ms",
                () -> shutDownOurs(false).millis, () -> shutDownOther(false).millis), //
        SHUTDOWN_SUBMITTED("the same with 1,000,000 submitted tasks and their futures, ms",
                () -> shutDownOurs(true).millis, () -> shutDownOther(true).millis), //
        LONGEST_WAIT("the longest `snapshot()` of another thread meanwhile, beside the longest `getActiveCount()`, µs",
                () -> shutDownOurs(true).longestMicros, () -> shutDownOther(true).longestMicros);

        final String title;
        final DoubleSupplier ours;
        final DoubleSupplier beside;

        Row(String title, DoubleSupplier ours, DoubleSupplier beside) {
            this.title = title;
            this.ours = ours;
            this.beside = beside;
        }
    }

    /**
     * Measures.
     *
     * @param args names of rows, or their beginnings; none for all
     */
    public static void main(String[] args) {
        List<String> numbers = new ArrayList<>();
        for (Row row : Row.values()) {
            if (args.length > 0 && Arrays.stream(args).noneMatch(row.name()::startsWith)) {
                continue;
            }
            List<Double> ours = new ArrayList<>();
            List<Double> beside = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                double ourOne = row.ours.getAsDouble();
                double other = row.beside.getAsDouble();
                // The first two are the compiler's.
                if (turn > 1) {
                    ours.add(ourOne);
                    beside.add(other);
                }
            }
            numbers.add(Sample.median(ours) + " " + Sample.median(beside));
        }
        System.out.println(String.join(" ", numbers));
    }

    private static double execute(int maximum, int alive, int blocked) {
        try (var pool = new ThreadPool(maximum)) {
            var _ = pool.spawnWorkers(alive);
            var hold = new CountDownLatch(1);
            var begun = new CountDownLatch(blocked);
            for (int i = 0; i < blocked; i++) {
                pool.execute(() -> block(begun, hold));
            }
            await(begun);
            var done = new LongAdder();
            Runnable task = done::increment;
            double best = Double.MAX_VALUE;
            for (int round = 1; round <= 10; round++) {
                long start = NanoClock.SYSTEM.nanoTime();
                for (int i = 0; i < TASKS; i++) {
                    pool.execute(task);
                }
                best = Math.min(best, (NanoClock.SYSTEM.nanoTime() - start) / (double) TASKS);
                while (done.sum() < (long) round * TASKS) {
                    LockSupport.parkNanos(100_000);
                }
            }
            hold.countDown();
            return best;
        }
    }

    private static double spawn(int workers, WorkerType type) {
        try (var pool = new ThreadPool(workers, PoolOptions.builder().workerType(type).build())) {
            long start = NanoClock.SYSTEM.nanoTime();
            if (pool.spawnWorkers(workers) != workers) {
                throw new IllegalStateException("Not all of " + workers + " workers could be started");
            }
            while (pool.snapshot().starting() > 0) {
                LockSupport.parkNanos(100_000);
            }
            return millisSince(start);
        }
    }

    private static double startByHand(int number, Thread.Builder threads) {
        var hold = new CountDownLatch(1);
        var begun = new CountDownLatch(number);
        long start = NanoClock.SYSTEM.nanoTime();
        for (int i = 0; i < number; i++) {
            var _ = threads.name("by-hand-" + i).start(() -> block(begun, hold));
        }
        await(begun);
        double millis = millisSince(start);
        hold.countDown();
        return millis;
    }

    private static double blockOurs() {
        try (var pool = new ThreadPool(10_000, PoolOptions.builder().workerType(WorkerType.VIRTUAL).build())) {
            return blockAll(pool.asExecutorService());
        }
    }

    private static double blockThreads() {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            return blockAll(pool);
        }
    }

    /** From the first submission to the end of the last of ten thousand tasks that all had to be there at once. */
    private static double blockAll(ExecutorService pool) {
        var hold = new CountDownLatch(1);
        var begun = new CountDownLatch(10_000);
        long start = NanoClock.SYSTEM.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            pool.execute(() -> block(begun, hold));
        }
        await(begun);
        hold.countDown();
        pool.close();
        return millisSince(start);
    }

    /**
     * What an end took, and the longest that another thread had to wait for the numbers of the pool while it went on.
     *
     * @param millis the end
     * @param longestMicros the wait
     */
    private record End(double millis, double longestMicros) {

        static End of(Runnable shutdown, Runnable numbers) throws InterruptedException {
            var over = new AtomicBoolean();
            var begun = new CountDownLatch(1);
            var longest = new AtomicLong();
            Thread watching = Thread.ofPlatform().start(() -> {
                begun.countDown();
                while (!over.get()) {
                    long start = NanoClock.SYSTEM.nanoTime();
                    numbers.run();
                    longest.accumulateAndGet(NanoClock.SYSTEM.nanoTime() - start, Math::max);
                    LockSupport.parkNanos(50_000);
                }
            });
            begun.await();
            long start = NanoClock.SYSTEM.nanoTime();
            shutdown.run();
            double millis = millisSince(start);
            over.set(true);
            watching.join();
            return new End(millis, longest.get() / 1e3);
        }
    }

    private static End shutDownOurs(boolean futures) {
        var hold = new CountDownLatch(1);
        try (var pool = new ThreadPool(1)) {
            give(pool.asExecutorService(), futures, hold);
            End end = End.of(() -> {
                var _ = pool.shutdown(Duration.ZERO);
            }, pool::snapshot);
            hold.countDown();
            return end;
        } catch (InterruptedException e) {
            throw new IllegalStateException("This thread is not interrupted", e);
        }
    }

    private static End shutDownOther(boolean futures) {
        var hold = new CountDownLatch(1);
        try (var pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>())) {
            give(pool, futures, hold);
            End end = End.of(pool::shutdownNow, pool::getActiveCount);
            hold.countDown();
            return end;
        } catch (InterruptedException e) {
            throw new IllegalStateException("This thread is not interrupted", e);
        }
    }

    /** Keeps the only worker busy, whatever interrupts it, and gives the pool what it never gets to. */
    private static void give(ExecutorService pool, boolean futures, CountDownLatch hold) throws InterruptedException {
        var begun = new CountDownLatch(1);
        pool.execute(() -> {
            begun.countDown();
            while (hold.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
                var _ = Thread.interrupted();
            }
        });
        begun.await();
        Runnable task = () -> {};
        for (int i = 0; i < PENDING; i++) {
            if (futures) {
                var _ = pool.submit(task);
            } else {
                pool.execute(task);
            }
        }
    }

    private static void block(CountDownLatch begun, CountDownLatch hold) {
        begun.countDown();
        await(hold);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("This thread is not interrupted", e);
        }
    }

    private static double millisSince(long start) {
        return (NanoClock.SYSTEM.nanoTime() - start) / 1e6;
    }

    /** The numbers of several processes. */
    static final class Table {
        private final List<double[]> measured = new ArrayList<>();

        void measure() throws IOException, InterruptedException {
            Process process = new ProcessBuilder(
                    ProcessHandle.current().info().command().orElse("java"), "-Xmx2g",
                    "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                    Scaling.class.getName()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String line;
            try (InputStream output = process.getInputStream()) {
                line = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
            if (process.waitFor() != 0) {
                throw new IOException("What many workers cost could not be measured");
            }
            measured.add(Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray());
        }

        void print() {
            if (measured.isEmpty()) {
                return;
            }
            System.out.println();
            System.out.println("| many workers, medians of " + measured.size() + " forks | ours | beside | ratio |");
            System.out.println("|---|--:|--:|--:|");
            int at = 0;
            for (Row row : Row.values()) {
                List<Double> ours = new ArrayList<>();
                List<Double> beside = new ArrayList<>();
                List<Double> ratios = new ArrayList<>();
                for (double[] fork : measured) {
                    ours.add(fork[at]);
                    beside.add(fork[at + 1]);
                    ratios.add(fork[at] / fork[at + 1]);
                }
                at += 2;
                System.out.println(String.format(Locale.ROOT, "| %s | %.0f | %.0f | %.2f |", row.title,
                        Sample.median(ours), Sample.median(beside), Sample.median(ratios)));
            }
        }
    }
}
