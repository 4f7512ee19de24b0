package dev.poolscope.bench.window;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.poolscope.app.launch.StartRehearsal;
import dev.poolscope.app.start.QuickStart;
import dev.poolscope.app.start.StartOptions;

/**
 * Measures the window without a display, in machines of their own, and prints three tables: its frames, its first one, and how long
 * the report of a run with many workers takes.
 */
public final class WindowTables {
    private static final int STARTS = 7;
    private static final int REPORTS = 5;
    private static final long REHEARSAL_SECONDS = 120;
    /** As the program starts where there is no cache. */
    private static final List<String> PLAIN = Stream
            .concat(StartOptions.RUNNING.stream(),
                    Stream.of("-Xshare:auto", "-cp", System.getProperty("java.class.path")))
            .toList();

    private WindowTables() {}

    /**
     * Prints them.
     *
     * @param args none for all, or {@code frames}, {@code starts} or {@code reports} for one alone
     * @throws Exception if something cannot be measured
     */
    public static void main(String[] args) throws Exception {
        if (List.of(args).equals(List.of("reports"))) {
            reports();
        } else if (List.of(args).equals(List.of("starts"))) {
            firstFrames(quick());
        } else if (List.of(args).equals(List.of("frames"))) {
            frames(quick());
        } else {
            print();
        }
    }

    /**
     * Measures and prints; takes some minutes.
     *
     * @throws Exception if something cannot be measured
     */
    public static void print() throws Exception {
        List<String> quick = quick();
        frames(quick);
        firstFrames(quick);
        System.out.println();
        reports();
    }

    private static void frames(List<String> quick) throws IOException, InterruptedException {
        for (List<String> options : List.of(PLAIN, quick)) {
            System.out.println(
                    "5,000 tasks/s on 64 workers, 100,000 tasks kept; headless, software pipeline, 1000 x 800, "
                            + Runtime.getRuntime().availableProcessors() + " processors, load "
                            + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                            + (options.equals(quick) ? "; started with the cache" : "; started without the cache"));
            System.out.println(
                    "window        frames   p50 ms   p99 ms   max ms   cpu ms   to picture p50, p99; worst p50, p99 ms    cores monitor's");
            Process frames = start(options, "FrameTimes");
            try (BufferedReader rows = frames.inputReader(StandardCharsets.UTF_8)) {
                rows.lines().forEach(System.out::println);
            }
            end(frames);
        }
    }

    // As a bare mvn starts the program: from jars, with the cache that the rehearsal left.
    private static List<String> quick() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("poolscope-starts");
        QuickStart.Prepared prepared = new QuickStart(home, new QuickStart.RehearsalCommand("--class-path",
                System.getProperty("java.class.path"),
                List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "--enable-native-access=ALL-UNNAMED",
                        "-Dpoolscope.settings=" + home.resolve("settings.properties"),
                        "-Dpoolscope.recordings=" + home.resolve("recordings"), StartRehearsal.class.getName()),
                REHEARSAL_SECONDS)).prepare(() -> {});
        prepared.problem().ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        return List.of("@" + prepared.options());
    }

    private static void firstFrames(List<String> quick) throws IOException, InterruptedException {
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (int i = 0; i < STARTS; i++) {
            for (String which : List.of("empty", "window", "useful")) {
                times.computeIfAbsent(which, _ -> new ArrayList<>()).add(firstFrameMillis(PLAIN, which));
                times.computeIfAbsent(which + ", quick", _ -> new ArrayList<>()).add(firstFrameMillis(quick, which));
            }
        }
        long empty = median(times.getOrDefault("empty", List.of()));
        System.out.println();
        System.out.println("first frame after ms (medians of " + STARTS + ", in turns; load "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                + ")   ms   / empty   all");
        times.forEach((which, all) -> System.out.println(String.format(Locale.ROOT, "%-58s %5d %9.2f   %s", which,
                median(all), median(all) / (double) empty, all)));
    }

    private static void reports() throws IOException, InterruptedException {
        System.out.println("report of 90,000 tasks on 45,000 workers written after ms (load "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() + ")   median      all");
        for (int atATime : List.of(8, 64)) {
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < REPORTS; i++) {
                times.add(reportMillis(atATime));
            }
            System.out.println(String.format(Locale.ROOT, "%-55s %19d      %s", "at most " + atATime + " at a time",
                    median(times), times));
        }
    }

    private static long reportMillis(int atATime) throws IOException, InterruptedException {
        Process process = start("ReportTime", String.valueOf(atATime));
        String line;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            line = out.readLine();
        }
        end(process);
        if (line == null) {
            throw new IllegalStateException("no report was written");
        }
        return Long.parseLong(line);
    }

    private static long firstFrameMillis(List<String> options, String which) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = start(options, "FirstFrame", which);
        String line;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            line = out.readLine();
        }
        long millis = (System.nanoTime() - begun) / 1_000_000;
        end(process);
        if (!FirstFrame.DONE.equals(line)) {
            throw new IllegalStateException("no first frame, but: " + line);
        }
        return millis;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Process start(String program, String... arguments) throws IOException {
        return start(PLAIN, program, arguments);
    }

    private static Process start(List<String> options, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "dev.poolscope.bench.window." + program));
        command.addAll(List.of(arguments));
        // The toolkit says on standard error that it does not like the class path.
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        } else if (process.exitValue() != 0) {
            throw new IllegalStateException("a measurement ended with " + process.exitValue());
        }
    }
}
