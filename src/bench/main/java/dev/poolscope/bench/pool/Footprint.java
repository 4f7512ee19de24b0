package dev.poolscope.bench.pool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.poolscope.pool.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * What a pool costs apart from its rate: memory, beginning, end, idling. One process measures one pool once, and prints its
 * numbers on one line.
 */
public final class Footprint {
    private static final int PENDING = 1_000_000;
    private static final int IDLE_WORKERS = 200;
    private static final int FRESH_POOLS = 500;
    private static final int QUIET_WORKERS = 8;
    private static final long QUIET_SECONDS = 10;
    private static final int RARE_TASKS = 500;
    /** Until the code of both sides is compiled: a process that lives on such tasks lives long. */
    private static final int WARM_UP_TASKS = 20_000;

    private Footprint() {}

    /**
     * Measures.
     *
     * @param args the name of a {@link Contender}
     * @throws Exception if the pool fails
     */
    public static void main(String[] args) throws Exception {
        Contender contender = Contender.valueOf(args[0]);
        double[] pending = pending(contender);
        System.out.println(pending[0] + " " + perIdleWorker(contender) + " " + firstTaskMicros(contender) + " "
                + pending[1] + " " + idleCpuMillis(contender) + " " + rareCpuPercent(contender));
    }

    /** Bytes of heap a pending task, without what the user hands over; and milliseconds to shut down with all of them. */
    private static double[] pending(Contender contender) throws Exception {
        if (contender == Contender.VIRTUAL) {
            // It has no queue: all would run.
            return new double[]{Double.NaN, Double.NaN};
        }
        try (Subject subject = contender.open(1)) {
            var hold = new CountDownLatch(1);
            var held = new CountDownLatch(1);
            subject.execute(() -> {
                held.countDown();
                awaitOpen(hold);
            });
            held.await();
            Runnable task = () -> {};
            long before = heap();
            for (int i = 0; i < PENDING; i++) {
                subject.execute(task);
            }
            double bytes = (heap() - before) / (double) PENDING;
            long start = NanoClock.SYSTEM.nanoTime();
            Thread closing = Thread.ofPlatform().start(subject::close);
            // Let go of the one that runs when the rest have had the time to be given up.
            closing.join(200);
            hold.countDown();
            closing.join();
            return new double[]{bytes, (NanoClock.SYSTEM.nanoTime() - start) / 1e6};
        }
    }

    private static void awaitOpen(CountDownLatch hold) {
        while (true) {
            try {
                hold.await();
                return;
            } catch (InterruptedException _) {
                // Some pools interrupt at shutdown; how long they wait for it is not what is measured.
                return;
            }
        }
    }

    /** Bytes of heap an idle worker; the stack of its thread is outside of the heap. */
    private static double perIdleWorker(Contender contender) throws Exception {
        if (contender == Contender.VIRTUAL || contender == Contender.FORK_JOIN) {
            return Double.NaN;
        }
        try (Subject one = contender.open(1)) {
            one.execute(() -> {});
            long before = heap();
            try (Subject many = contender.open(IDLE_WORKERS)) {
                many.spawnAll();
                TimeUnit.MILLISECONDS.sleep(500);
                return (heap() - before) / (double) IDLE_WORKERS;
            }
        }
    }

    /** Microseconds from nothing to the end of the first task: the median of many pools. */
    private static double firstTaskMicros(Contender contender) throws Exception {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < FRESH_POOLS; i++) {
            long start = NanoClock.SYSTEM.nanoTime();
            try (Subject fresh = contender.open(2)) {
                var _ = fresh.submit(() -> 1).get();
                all.add((NanoClock.SYSTEM.nanoTime() - start) / 1e3);
            }
        }
        return Sample.median(all.subList(FRESH_POOLS / 2, FRESH_POOLS));
    }

    /** Milliseconds of processor time that the idle workers use in ten seconds, beyond what the rest of the machine does. */
    private static double idleCpuMillis(Contender contender) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        try (Subject subject = contender.open(QUIET_WORKERS)) {
            long[] others = threads.getAllThreadIds();
            Arrays.sort(others);
            subject.spawnAll();
            var _ = subject.submit(() -> 1).get();
            TimeUnit.SECONDS.sleep(1);
            long before = cpu(others);
            TimeUnit.SECONDS.sleep(QUIET_SECONDS);
            return (cpu(others) - before) / 1e6;
        }
    }

    /** How much of a core the process uses while it is given a hundred tasks a second that do nothing and are waited for. */
    private static double rareCpuPercent(Contender contender) throws Exception {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        try (Subject subject = contender.open(2)) {
            subject.spawnAll();
            long start = 0;
            long before = 0;
            for (int i = -WARM_UP_TASKS; i < RARE_TASKS; i++) {
                if (i == 0) {
                    start = NanoClock.SYSTEM.nanoTime();
                    before = system.getProcessCpuTime();
                }
                var _ = subject.submit(() -> 1).get();
                LockSupport.parkNanos(i < 0 ? 100_000 : 10_000_000);
            }
            return 100.0 * (system.getProcessCpuTime() - before) / (NanoClock.SYSTEM.nanoTime() - start);
        }
    }

    private static long cpu(long[] except) {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            if (Arrays.binarySearch(except, id) < 0) {
                sum += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return sum;
    }

    private static long heap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** The numbers of several processes. */
    static final class Table {
        private static final List<String> TITLES = List.of("bytes a pending task", "heap bytes an idle worker",
                "fresh pool to its first result, µs", "shutdown with 1 M pending, ms",
                "CPU of 8 idle workers in 10 s, ms",
                "CPU at 100 tasks a second, % of a core");
        private final Map<Contender, List<double[]>> measured = new EnumMap<>(Contender.class);

        void measure(Contender contender) throws IOException, InterruptedException {
            if (contender == Contender.MONITORED) {
                return;
            }
            Process process = new ProcessBuilder(
                    ProcessHandle.current().info().command().orElse("java"), "-Xmx1g",
                    "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                    Footprint.class.getName(), contender.name()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String line;
            try (InputStream output = process.getInputStream()) {
                line = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
            if (process.waitFor() != 0) {
                throw new IOException("The footprint of " + contender + " could not be measured");
            }
            measured.computeIfAbsent(contender, _ -> new ArrayList<>())
                    .add(Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray());
        }

        void print() {
            System.out.println("| footprint, medians | " + String.join(" | ", TITLES) + " |");
            System.out.println("|---|" + "--:|".repeat(TITLES.size()));
            measured.forEach((contender, runs) -> {
                StringBuilder line = new StringBuilder("| ").append(contender.title).append(" |");
                for (int i = 0; i < TITLES.size(); i++) {
                    line.append(' ').append(shown(runs, i)).append(" |");
                }
                System.out.println(line);
            });
        }

        private static String shown(@Nullable List<double[]> runs, int column) {
            List<Double> numbers = new ArrayList<>();
            if (runs != null) {
                for (double[] run : runs) {
                    numbers.add(run[column]);
                }
            }
            double median = Sample.median(numbers);
            return Double.isNaN(median) ? "" : String.format(Locale.ROOT, median < 10 ? "%.1f" : "%.0f", median);
        }
    }
}
