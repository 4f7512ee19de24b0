package dev.poolscope.bench.window;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.FrameLoop;
import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.SessionRun;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.launch.PoolscopeWindow;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Measures the window at work, in a machine of its own: 64 workers, 5,000 tasks a second, 100,000 tasks kept in detail.
 *
 * <p><b>A frame</b> goes from the beginning of a pulse of the toolkit to the end of its rendering, in the other thread. Both
 * are told by the toolkit's own flight recorder events ({@code javafx.PulsePhase}): the first and the last of each pulse.
 * Pulses that rendered nothing do not count.
 *
 * <p>A machine that does other things too makes frames longer. What a frame costs is told by the processor time of the two
 * threads that make it, which does not count what they wait: {@code cpu ms}.
 *
 * <p>The last step, from the drawn pixels to the display, is a copy of all of them at once, as with a real window: see {@link BulkScreen}.
 *
 * <p><b>Event to picture</b> is told twice. Of all moments of the phase, each as likely for an event as any other: from the moment until
 * the end of the first frame that shows it. And as the worst case of each frame that shows something new: an event that happened just
 * after the horizon of the last such frame before is first seen at the end of this one.
 *
 * <p><b>The monitor's processor time</b> is that of the whole process without the pool's workers and the generator, so with
 * the collector of garbage and the compiler, above that of the idle window before the run. Each phase has gone on for a while
 * before it is measured, the first one until there are 100,000 tasks: what the compiler does in the first seconds is over.
 */
final class FrameTimes {
    private static final int RATE = 5_000;
    private static final int WORKERS = 64;
    private static final int TASKS = 100_000;
    private static final Duration IDLE = Duration.ofSeconds(6);
    private static final Duration PHASE = Duration.ofSeconds(12);
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    /** After that the compiler has little left to do. */
    private static final Duration COMPILED = Duration.ofSeconds(30);
    /** From a minute to less than a tenth of a second, and back. */
    private static final int ZOOM_STEPS = 60;
    private static final double ZOOM_FACTOR = 0.9;
    /** So far apart are the moments of which it is told when they are seen, in nanoseconds. */
    private static final long MOMENT = 100_000;

    private final List<Pull> pulls = new ArrayList<>();
    private final PoolscopeWindow window;

    private FrameTimes(PoolscopeWindow window) {
        this.window = window;
    }

    /** What one frame knew of the run. */
    private record Pull(long at, long horizon, long elapsed) {}

    /** A frame, in nanoseconds of the wall clock. */
    private record Frame(long start, long end) {}

    /** Some seconds of the measurement. */
    private record Phase(String name, long start, long end, double cores, Duration drawing) {}

    /**
     * Measures and prints rows of a table.
     *
     * @param args none
     * @throws Exception if that fails
     */
    public static void main(String[] args) throws Exception {
        BulkScreen.use();
        Path file = Files.createTempFile("poolscope-frames", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("javafx.PulsePhase").withoutThreshold().withoutStackTrace();
            recording.start();
            CompletableFuture<PoolscopeWindow> made = new CompletableFuture<>();
            FrameLoop.startToolkit(() -> {
                try {
                    made.complete(new PoolscopeWindow(new Stage(), FrameTimes::begin, new ThemeModel(Theme.LIGHT)));
                } catch (RuntimeException | Error broken) {
                    made.completeExceptionally(broken);
                }
            });
            List<String> rows = new FrameTimes(made.join()).measure(recording, file);
            rows.forEach(System.out::println);
        } finally {
            Files.deleteIfExists(file);
        }
        // The toolkit's threads and the tasks would go on.
        Runtime.getRuntime().halt(0);
    }

    private static CompletableFuture<LiveRun> begin(Scenario scenario) {
        return CompletableFuture.supplyAsync(() -> SessionRun.begin(scenario));
    }

    private List<String> measure(Recording recording, Path file) throws Exception {
        Scenario scenario = ScenarioReader.parse("frames", """
                                                           poolscope: 1
                                                           name: frames
                                                           duration: open
                                                           pool: { type: thread, maxWorkers: %d, name: load }
                                                           streams:
                                                             - name: tasks
                                                               arrivals: { poisson: { rate: %d/s } }
                                                               task: { sleep: { uniform: { min: 2ms, max: 20ms } } }
                                                           """.formatted(WORKERS, RATE));
        inWindow(() -> {
            window.open(scenario, null);
            window.show(() -> {});
        });
        TimeUnit.SECONDS.sleep(4);
        Phase idle = phase("idle window", IDLE);
        inWindow(window.run()::start);
        while (submitted() < TASKS) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        inWindow(() -> watching().start());
        Phase following = phase("following", PHASE);
        AnimationTimer zooming = zooming();
        inWindow(zooming::start);
        TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
        Phase zoomed = phase("zooming", PHASE);
        inWindow(zooming::stop);
        inWindow(() -> window.models().watch().viewport().follow());
        TimeUnit.NANOSECONDS.sleep(COMPILED.toNanos());
        Phase later = phase("following again", PHASE);
        inWindow(window.run()::stop);
        recording.stop();
        recording.dump(file);
        List<Frame> frames = frames(file);
        List<String> rows = new ArrayList<>();
        for (Phase phase : List.of(idle, following, zoomed, later)) {
            rows.add(row(phase, frames, idle));
        }
        return rows;
    }

    private static void inWindow(Runnable action) {
        CompletableFuture.runAsync(action, Platform::runLater).join();
    }

    private long submitted() {
        return CompletableFuture.supplyAsync(() -> window.run().countsProperty().get().submitted(), Platform::runLater)
                .join();
    }

    private static Phase phase(String name, Duration length) throws InterruptedException {
        long start = now();
        Duration before = ownTime();
        Duration drawing = drawingTime();
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
        long end = now();
        return new Phase(name, start, end, ownTime().minus(before).toNanos() / (double) (end - start),
                drawingTime().minus(drawing));
    }

    /** What the process has used except for the load. */
    private static Duration ownTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO)
                .minus(used(name -> name.startsWith("load-") || name.equals("poolscope-generator")));
    }

    /** What the thread of the screen and the one that renders have used. */
    private static Duration drawingTime() {
        return used(name -> name.equals("JavaFX Application Thread") || name.startsWith("QuantumRenderer"));
    }

    private static Duration used(Predicate<String> which) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && which.test(info.getThreadName())) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return Duration.ofNanos(nanos);
    }

    private static long now() {
        return nanos(Instant.now());
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    private AnimationTimer watching() {
        LiveRun run = Objects.requireNonNull(window.run().run());
        return new AnimationTimer() {
            @Override
            public void handle(long pulse) {
                pulls.add(new Pull(now(), window.run().horizonProperty().get(), run.elapsedNanos()));
            }
        };
    }

    private AnimationTimer zooming() {
        TimeViewport viewport = window.models().watch().viewport();
        return new AnimationTimer() {
            private int step;

            @Override
            public void handle(long pulse) {
                if (step == 0) {
                    viewport.show(viewport.horizon() - 30_000_000_000L, 60_000_000_000L);
                }
                boolean in = step++ / ZOOM_STEPS % 2 == 0;
                viewport.zoom(in ? ZOOM_FACTOR : 1 / ZOOM_FACTOR, viewport.horizon() - 5_000_000_000L);
            }
        };
    }

    /** The frames in which something was rendered, in order. */
    private static List<Frame> frames(Path file) throws IOException {
        Map<Integer, Frame> pulses = new HashMap<>();
        Map<Integer, Boolean> rendered = new HashMap<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals("javafx.PulsePhase")) {
                int pulse = event.getInt("pulseId");
                var phase = new Frame(nanos(event.getStartTime()), nanos(event.getEndTime()));
                pulses.merge(pulse, phase,
                        (a, b) -> new Frame(Math.min(a.start, b.start), Math.max(a.end, b.end)));
                if (event.getThread() != null && String.valueOf(event.getThread().getJavaName()).contains("Renderer")) {
                    rendered.put(pulse, true);
                }
            }
        }
        return pulses.entrySet().stream().filter(it -> rendered.containsKey(it.getKey())).map(Map.Entry::getValue)
                .sorted((a, b) -> Long.compare(a.start, b.start)).toList();
    }

    private String row(Phase phase, List<Frame> frames, Phase idle) {
        List<Frame> those = frames.stream().filter(it -> it.start >= phase.start && it.end <= phase.end).toList();
        long[] times = those.stream().mapToLong(it -> it.end - it.start).sorted().toArray();
        long[] worst = delays(those, Long.MAX_VALUE);
        long[] delays = delays(those, MOMENT);
        return String.format(Locale.ROOT, "%-15s %7d %8.1f %8.1f %8.1f %8.1f   %8.0f %8.0f %8.0f %8.0f   %8.2f %8.2f",
                phase.name,
                times.length, millis(times, 50), millis(times, 99), millis(times, 100),
                times.length == 0 ? Double.NaN : phase.drawing.toNanos() / 1e6 / times.length, millis(delays, 50),
                millis(delays, 99), millis(worst, 50), millis(worst, 99), phase.cores, phase.cores - idle.cores);
    }

    /**
     * From an event to its picture, for each frame that shows something new: of the moment that waited for it for longest, and of the others
     * that it shows first, so far apart.
     */
    private long[] delays(List<Frame> frames, long apart) {
        LongStream.Builder delays = LongStream.builder();
        long shown = -1;
        int next = 0;
        for (Frame frame : frames) {
            while (next < pulls.size() && pulls.get(next).at < frame.start) {
                next++;
            }
            if (next < pulls.size() && pulls.get(next).at <= frame.end) {
                Pull pull = pulls.get(next);
                if (pull.horizon > shown) {
                    if (shown >= 0) {
                        for (long moment = shown; moment < pull.horizon; moment += Math.min(apart,
                                pull.horizon - moment)) {
                            delays.add(frame.end - pull.at + pull.elapsed - moment);
                        }
                    }
                    shown = pull.horizon;
                }
            }
        }
        return delays.build().sorted().toArray();
    }

    private static double millis(long[] sorted, int percent) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1] / 1e6;
    }
}
