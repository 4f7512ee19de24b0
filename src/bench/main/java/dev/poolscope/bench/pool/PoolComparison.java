package dev.poolscope.bench.pool;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.poolscope.pool.NanoClock;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures every contender in every cell, and prints the table of {@code src/docs/benchmarks.md}. In each round every contender of a cell gets one
 * fork, and the rounds go through the contenders in turned order.
 *
 * <p>The first argument is {@code quick}, a few cells in less than three minutes, or {@code full}, everything in less than an hour.
 * Others narrow it: {@code rounds=5}, {@code cells=execute.noop} (a regular expression that is to be found in the method, work,
 * producers and workers of a cell, followed by "one core" where it is kept to one; "many workers" and "footprint" are the tables
 * of {@link Scaling} and {@link Footprint}), {@code pools=POOLSCOPE,JETTY} (names of contenders).
 *
 * <p>The cells: {@code execute} and {@code submitAndCollect} of {@code noop} and {@code 1us} tasks by 1, 2, 4 threads to 1, 2, 4
 * workers; {@code pingPong}, {@code burstAfterIdling}; {@code pingPong} with all cores busy beside; {@code batchOf10}, {@code batchOf100},
 * {@code batchOf1000} by one and two threads, waited for by a latch that the last task counts down; {@code execute} and {@code pingPong}
 * on one core, where the system has {@code taskset}; {@code mapAll}, {@code mapInChunks}.
 */
public final class PoolComparison {
    /** Keeps a process to one core. */
    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    /** What is no goal is measured in so many rounds. */
    private static final int BESIDE_ROUNDS = 2;

    private final boolean full;
    private final int rounds;
    private final Pattern wanted;
    private final String pools;
    private final long tokens;
    private final Map<Cell, Map<Contender, Sample>> samples = new LinkedHashMap<>();
    private final Footprint.Table footprint = new Footprint.Table();
    private final Scaling.Table scaling = new Scaling.Table();

    private PoolComparison(List<String> arguments) {
        full = arguments.getFirst().equals("full");
        if (!full && !arguments.getFirst().equals("quick")) {
            throw new IllegalArgumentException("poolscope.bench: found " + arguments + ", allowed are quick and full");
        }
        rounds = Integer.parseInt(value(arguments, "rounds", full ? "5" : "3"));
        wanted = Pattern.compile(value(arguments, "cells", ""));
        pools = value(arguments, "pools", "");
        tokens = BenchmarkWork.calibrate();
    }

    /**
     * Measures and prints.
     *
     * @param arguments how much, as told above
     * @throws Exception if a benchmark fails
     */
    public static void run(List<String> arguments) throws Exception {
        // Another measurement has to wait; JMH would rather not begin.
        System.setProperty("jmh.ignoreLock", "true");
        PoolComparison comparison = new PoolComparison(arguments);
        long start = NanoClock.SYSTEM.nanoTime();
        for (int round = 0; round < comparison.rounds; round++) {
            comparison.round(round);
            // The table comes at the end: until then, its reader is to know how long.
            System.err.println("Round " + (round + 1) + " of " + comparison.rounds + " ended after "
                    + minutes(NanoClock.SYSTEM.nanoTime() - start) + " min");
        }
        comparison.print(minutes(NanoClock.SYSTEM.nanoTime() - start));
    }

    /** Rounded up. */
    private static long minutes(long nanos) {
        return Duration.ofNanos(nanos).plusSeconds(59).toMinutes();
    }

    private static String value(List<String> arguments, String name, String otherwise) {
        return arguments.stream().filter(argument -> argument.startsWith(name + "="))
                .map(argument -> argument.substring(name.length() + 1)).findFirst().orElse(otherwise);
    }

    private void round(int round) throws RunnerException, IOException, InterruptedException {
        for (Cell cell : full ? Cell.full() : Cell.quick()) {
            if (wanted.matcher(cell.benchmark() + " " + cell.work() + " " + cell.producers() + " " + cell.workers()
                    + (cell.oneCore() ? " one core" : "")).find() && (!cell.oneCore() || Files.isExecutable(TASKSET))) {
                for (Contender contender : turned(cell.contenders(), round)) {
                    if (contender.kind != Contender.Kind.BESIDE || round < BESIDE_ROUNDS) {
                        fork(cell, contender);
                    }
                }
            }
        }
        if (round < BESIDE_ROUNDS
                && ((full && wanted.pattern().isEmpty()) || wanted.pattern().equals("many workers"))) {
            scaling.measure();
        }
        if (round < BESIDE_ROUNDS && ((full && wanted.pattern().isEmpty()) || wanted.pattern().equals("footprint"))) {
            for (Contender contender : turned(List.of(Contender.values()), round)) {
                footprint.measure(contender);
            }
        }
    }

    private List<Contender> turned(Collection<Contender> contenders, int round) {
        List<Contender> turned = new ArrayList<>(contenders);
        turned.removeIf(contender -> pools.isEmpty()
                ? !full && contender == Contender.VIRTUAL
                : !List.of(pools.split(",", -1)).contains(contender.name()));
        Collections.rotate(turned, -round);
        return turned;
    }

    private void fork(Cell cell, Contender contender) throws RunnerException, IOException {
        Path trips = Files.createTempFile("round-trips", ".hdr");
        Path oneCore = Files.createTempFile("one-core", ".sh");
        try {
            var options = new OptionsBuilder().include(PoolBenchmark.class.getName() + "\\." + cell.benchmark() + "$")
                    .param("pool", contender.name()).param("work", cell.work())
                    .param("producers", Integer.toString(cell.producers()))
                    .param("workers", Integer.toString(cell.workers()))
                    .param("beside", Integer.toString(cell.beside())).forks(1)
                    .warmupIterations(2).warmupTime(TimeValue.milliseconds(cell.warmUpMillis()))
                    .measurementIterations(3).measurementTime(TimeValue.milliseconds(250))
                    .addProfiler(GCProfiler.class).verbosity(VerboseMode.SILENT).shouldFailOnError(true)
                    // What the machine takes for giving a process its memory is no pool's doing: a JVM that has run for a while has it.
                    .jvmArgsAppend("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch",
                            "-D" + BenchmarkWork.TOKENS_PROPERTY + "=" + tokens,
                            "-D" + RoundTrips.FILE_PROPERTY + "=" + trips);
            if (cell.oneCore()) {
                Files.writeString(oneCore, "#!/bin/sh\nexec " + TASKSET + " -c 0 \""
                        + ProcessHandle.current().info().command().orElse("java") + "\" \"$@\"\n");
                Files.setPosixFilePermissions(oneCore, PosixFilePermissions.fromString("rwx------"));
                options.jvm(oneCore.toString());
            }
            RunResult result = new Runner(options.build()).runSingle();
            Sample sample = samples.computeIfAbsent(cell, _ -> new EnumMap<>(Contender.class))
                    .computeIfAbsent(contender, _ -> new Sample());
            sample.add(result.getPrimaryResult().getScore(),
                    Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore());
            if (cell.hasRoundTrips()) {
                sample.roundTrips.addFrom(trips);
            }
        } finally {
            Files.delete(trips);
            Files.delete(oneCore);
        }
    }

    private void print(long minutes) {
        System.out.println(String.format(Locale.ROOT,
                "Completed tasks a second, %d forks each, alternating; %s, %s %s, %d cores, JDK %s, load %.1f at the end;"
                        + " took %d min. A → b: a threads submit, b workers. Ratios: median of the forks and 95 %% interval.",
                rounds, LocalDate.now(ZoneId.systemDefault()), System.getProperty("os.name"),
                System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(), Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                minutes));
        System.out.println();
        System.out.println("| cell | ours, k/s | ratio to the best first-in-first-out peer | which, k/s | "
                + "ForkJoinPool, k/s | virtual threads, k/s | monitored / unmonitored | bytes a task, ours / peer |");
        System.out.println("|---|--:|--:|---|--:|--:|--:|--:|");
        samples.forEach(PoolComparison::printRates);
        System.out.println();
        System.out.println("| round trip, µs: p50 / p99 / p99.9 | " + titles() + " |");
        System.out.println("|---|" + "--:|".repeat(Contender.values().length - 1));
        samples.forEach(PoolComparison::printRoundTrips);
        scaling.print();
        if ((full && wanted.pattern().isEmpty()) || wanted.pattern().equals("footprint")) {
            System.out.println();
            footprint.print();
        }
    }

    private static String titles() {
        List<String> titles = new ArrayList<>();
        for (Contender contender : Contender.values()) {
            if (contender != Contender.MONITORED) {
                titles.add(contender.title);
            }
        }
        return String.join(" | ", titles);
    }

    private static void printRates(Cell cell, Map<Contender, Sample> measured) {
        Sample ours = measured.get(Contender.POOLSCOPE);
        if (ours == null) {
            System.out.println("| " + cell + " | " + measured.keySet().stream()
                    .map(contender -> contender + " " + thousands(measured.get(contender))).toList() + " |");
            return;
        }
        Contender best = null;
        for (Map.Entry<Contender, Sample> entry : measured.entrySet()) {
            if (entry.getKey().kind == Contender.Kind.FIFO
                    && (best == null || entry.getValue().rate() > Objects.requireNonNull(measured.get(best)).rate())) {
                best = entry.getKey();
            }
        }
        Sample peer = best == null ? null : measured.get(best);
        Sample monitored = measured.get(Contender.MONITORED);
        System.out
                .println(String.format(Locale.ROOT, "| %s | %s | %s | %s | %s | %s | %s | %s |", cell, thousands(ours),
                        peer == null ? "" : ours.ratioTo(peer),
                        best == null ? "" : best.title + " " + thousands(peer),
                        thousands(measured.get(Contender.FORK_JOIN)), thousands(measured.get(Contender.VIRTUAL)),
                        monitored == null ? "" : monitored.ratioTo(ours),
                        peer == null
                                ? String.format(Locale.ROOT, "%.0f", ours.bytesPerTask())
                                : String.format(Locale.ROOT, "%.0f / %.0f", ours.bytesPerTask(), peer.bytesPerTask())));
    }

    private static void printRoundTrips(Cell cell, Map<Contender, Sample> measured) {
        if (!cell.hasRoundTrips()) {
            return;
        }
        List<String> columns = new ArrayList<>();
        for (Contender contender : Contender.values()) {
            if (contender != Contender.MONITORED) {
                Sample sample = measured.get(contender);
                columns.add(sample == null || sample.roundTrips.isEmpty()
                        ? ""
                        : String.format(Locale.ROOT, "%.1f / %.0f / %.0f", sample.roundTrips.micros(50),
                                sample.roundTrips.micros(99), sample.roundTrips.micros(99.9)));
            }
        }
        System.out.println("| " + cell + " | " + String.join(" | ", columns) + " |");
    }

    private static String thousands(@Nullable Sample sample) {
        if (sample == null) {
            return "";
        }
        double thousands = sample.rate() / 1e3;
        return String.format(Locale.ROOT, thousands < 100 ? "%.1f" : "%.0f", thousands);
    }
}
