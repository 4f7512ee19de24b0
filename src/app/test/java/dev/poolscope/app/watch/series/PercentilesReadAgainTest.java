package dev.poolscope.app.watch.series;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import dev.poolscope.Seeds;
import dev.poolscope.app.chart.curves.Curve;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.recording.RecordedDetail;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The percentiles beside a moment are those of the second that the title of the chart names, also where tasks were read again. */
class PercentilesReadAgainTest {
    private static final long SECOND = 1_000_000_000;
    private static final Map<String, Double> RANKS = Map.of("p50", 0.5, "p95", 0.95, "p99", 0.99);

    @TempDir
    private Path folder;
    private final Random dice = new Random(Seeds.first());
    private List<RunEvent> events = List.of();
    private int exact;
    private int earlier;

    @Test
    void areThoseOfTheSecondThatTheTitleNames() throws Exception {
        for (String scenario : List.of("recycling", "overload", "one-lock")) {
            FinishedRun run = SimulatedRun.of(ReadyScenarios.load(scenario), 2);
            Path file = folder.resolve(scenario + ".poolscope");
            Recordings.write(file, run, 1);
            events = run.events();
            long length = run.wholeLength().toNanos();
            Timeline all = new Timeline(run.maxWorkers());
            all.apply(new EventBatch(events, length, true, 0));
            all.forgetUntil(length);
            for (int i = 0; i < 6; i++) {
                long from = dice.nextLong(length / 2);
                long to = from + 2 * SECOND + dice.nextLong(length / 3);
                Timeline part = Objects.requireNonNull(new RecordedDetail(file, () -> false).read(from,
                        Math.min(length, to), run.maxWorkers(), length, null, 1_000_000)).timeline();
                WatchSeries series = new WatchSeries(() -> all, () -> part, new Texts());
                for (int j = 0; j < 30; j++) {
                    long moment = from + dice.nextLong(Math.min(length, to) - from);
                    String as = "seed %d, %s, %d to %d, at %d".formatted(Seeds.first(), scenario, from, to, moment);
                    assertValues(series, WatchChart.WAITING, moment, as);
                    assertValues(series, WatchChart.RUNNING, moment, as);
                }
            }
        }
        assertThat(exact).isGreaterThan(100);
        assertThat(earlier).isGreaterThan(20);
    }

    private void assertValues(WatchSeries series, WatchChart chart, long moment, String as) {
        String title = series.title(chart, moment);
        boolean justBefore = title.endsWith(", last 1 s");
        long until = justBefore
                ? moment
                : Math.round(Double.parseDouble(title.replaceFirst(".* to ", "")) * SECOND);
        assertThat(until).as(as).isBetween(moment - SECOND / 8, moment);
        if (justBefore) {
            exact++;
        } else {
            earlier++;
        }
        // A second that ends with an eighth of one has its beginning in it, and not its end.
        int shift = justBefore ? 0 : 1;
        TreeMap<Long, Long> sorted = new TreeMap<>();
        samples(chart).forEach((task, sample) -> {
            if (sample[0] > until - SECOND - shift && sample[0] <= until - shift) {
                sorted.merge(sample[1], 1L, Long::sum);
            }
        });
        long count = sorted.values().stream().mapToLong(Long::longValue).sum();
        for (Curve curve : series.curves(chart)) {
            Double rank = RANKS.get(curve.name());
            if (rank != null) {
                assertThat(curve.source().valueAt(moment)).as("%s of %s, %s, %s", curve.name(), chart, title, as)
                        .isEqualTo(Double.valueOf(
                                count == 0 ? Double.NaN : nth(sorted, (long) Math.ceil(rank * count))));
            }
        }
    }

    private static long nth(NavigableMap<Long, Long> sorted, long place) {
        long seen = 0;
        for (Map.Entry<Long, Long> each : sorted.entrySet()) {
            seen += each.getValue();
            if (seen >= place) {
                return each.getKey();
            }
        }
        throw new AssertionError("there are " + seen + ", not " + place);
    }

    /** When each sample was taken, and what it is. */
    private Map<Long, long[]> samples(WatchChart chart) {
        Map<Long, Long> since = new HashMap<>();
        Map<Long, long[]> samples = new HashMap<>();
        for (RunEvent event : events) {
            switch (event) {
                case TaskEvent.Submitted it when chart == WatchChart.WAITING -> since.put(it.taskId(), it.dueNanos());
                case TaskEvent.Started it when chart == WatchChart.WAITING ->
                    samples.put(it.taskId(), new long[]{it.nanos(), it.nanos() - since.getOrDefault(it.taskId(), 0L)});
                case TaskEvent.Started it -> since.put(it.taskId(), it.nanos());
                case TaskEvent.Completed it when chart == WatchChart.RUNNING ->
                    samples.put(it.taskId(), new long[]{it.nanos(), it.nanos() - since.getOrDefault(it.taskId(), 0L)});
                case TaskEvent.Failed it when chart == WatchChart.RUNNING ->
                    samples.put(it.taskId(), new long[]{it.nanos(), it.nanos() - since.getOrDefault(it.taskId(), 0L)});
                default -> {
                    // no sample
                }
            }
        }
        return samples;
    }
}
