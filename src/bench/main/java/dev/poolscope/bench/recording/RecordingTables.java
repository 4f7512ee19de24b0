package dev.poolscope.bench.recording;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.poolscope.recording.RecordedDetail;
import dev.poolscope.recording.RecordingReader;
import dev.poolscope.recording.StoredRun;
import dev.poolscope.telemetry.timeline.LaneHistory;

/**
 * Measures large recordings: how long one takes to write and how large it is, how long until it can be drawn and until all of it has
 * been read, and how long a stretch takes to be read task by task or, of too many tasks, in buckets.
 */
public final class RecordingTables {
    private static final int ZOOMS = 200;
    private static final long TASKS = 7_000_000;
    private static final int MOST_TASKS = 25_000;

    private RecordingTables() {}

    /**
     * Measures.
     *
     * @param args none for all of it with 7,000,000 tasks, which takes some minutes; or {@code write FILE TASKS}, {@code kill FILE TASKS},
     *            which leaves the recording as the abrupt end of its program does, {@code open FILE}, {@code zoom FILE SECONDS}, {@code read FILE}
     * @throws Exception if it cannot be measured
     */
    public static void main(String[] args) throws Exception {
        System.out.println(
                "load " + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() + ", heap at most "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MB");
        if (args.length == 0) {
            all();
            return;
        }
        Path file = Path.of(args[1]);
        switch (args[0]) {
            case "write" -> write(file, Long.parseLong(args[2]));
            case "kill" -> kill(file, Long.parseLong(args[2]));
            case "open" -> open(file);
            case "zoom" -> zoom(file, Double.parseDouble(args[2]));
            case "read" -> read(file);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void all() throws Exception {
        Path file = Files.createTempFile("poolscope", ".poolscope");
        try {
            write(file, TASKS);
            open(file);
            zoom(file, 1);
            zoom(file, 3);
            zoom(file, 8);
            zoom(file, 30);
            zoom(file, 100);
            read(file);
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Path file, long tasks) throws Exception {
        long begun = System.nanoTime();
        LargeRun.Computed computed = LargeRun.write(file, tasks);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double each = computed.whileItWentOn() / 1e3 / tasks;
        System.out.println(String.format(Locale.ROOT,
                "%,d tasks written in %.1f s, %.1f bytes each; the writer computed %.1f µs for each, which is %.3f cores at 5,000/s, "
                        + "and %.1f s at the end",
                tasks, seconds, Files.size(file) / (double) tasks, each, each * 5_000 / 1e6,
                computed.atTheEnd() / 1e9));
    }

    private static void kill(Path file, long tasks) throws Exception {
        LargeRun.writeWithoutEnd(file, tasks);
        Runtime.getRuntime().halt(137);
    }

    private static void open(Path file) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 5; i++) {
            long computing = threads.getCurrentThreadCpuTime();
            long begun = System.nanoTime();
            Optional<StoredRun> run = RecordingReader.readOverview(file);
            System.out.println("overview " + run.isPresent() + " after ms " + (System.nanoTime() - begun) / 1_000_000
                    + ", computed ms "
                    + (threads.getCurrentThreadCpuTime() - computing) / 1_000_000);
        }
    }

    private static void read(Path file) throws Exception {
        long begun = System.nanoTime();
        StoredRun run = RecordingReader.read(file);
        System.gc();
        System.out.println(run.end().recorded().events().size() + " events read after ms "
                + (System.nanoTime() - begun) / 1_000_000 + ", heap MB "
                + (ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20));
    }

    private static int shown(LaneHistory lane, long from, long to) {
        return lane.bucketAt(to - 1) - lane.bucketAt(from) + 1;
    }

    private static void zoom(Path file, double seconds) throws Exception {
        StoredRun run = RecordingReader.readOverview(file).orElseThrow();
        long length = run.end().length().toNanos();
        long span = Math.round(seconds * 1e9);
        SplittableRandom random = new SplittableRandom(2);
        RecordedDetail detail = new RecordedDetail(file, () -> false);
        List<Double> times = new ArrayList<>();
        int none = 0;
        // On a busy machine the time that the thread has computed tells more.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Double> computed = new ArrayList<>();
        long buckets = 0;
        for (int i = 0; i < ZOOMS; i++) {
            long from = random.nextLong(length - span);
            long begun = System.nanoTime();
            long computing = threads.getCurrentThreadCpuTime();
            RecordedDetail.Stretch stretch;
            // As the window does: of too many tasks it reads buckets, with half as much on either side.
            if (seconds * LargeRun.RATE <= MOST_TASKS) {
                stretch = detail.read(from, from + span, run.header().maxWorkers(), length, run.past(), 2 * MOST_TASKS);
            } else {
                stretch = detail.readBuckets(Math.max(0, from - span / 2), Math.min(length, from + span + span / 2),
                        RecordedDetail.levelOf(span), run.header().maxWorkers(), length, run.past());
                buckets += stretch == null ? 0 : shown(stretch.timeline().lanes().lane(1).history(), from, from + span);
            }
            times.add((System.nanoTime() - begun) / 1e6);
            computed.add((threads.getCurrentThreadCpuTime() - computing) / 1e6);
            none += stretch == null ? 1 : 0;
        }
        times.sort(null);
        computed.sort(null);
        System.out.println(String.format(Locale.ROOT,
                "%d stretches of %.1f s: p50 %.0f ms, p95 %.0f ms, max %.0f ms, computed p50 %.0f ms, p95 %.0f ms; %d with nothing narrower than the whole run, %d buckets of a lane on average",
                ZOOMS, seconds, times.get(ZOOMS / 2), times.get(ZOOMS * 95 / 100), times.getLast(),
                computed.get(ZOOMS / 2),
                computed.get(ZOOMS * 95 / 100), none, buckets / ZOOMS));
    }
}
