package dev.poolscope.app.watch.series;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The values beside the charts, at each point between two events, are those of the events so far, and of no other ones. */
class PlacedPointTest {
    private static final long SECOND = 1_000_000_000;

    private final RunModel model = new RunModel(_ -> CompletableFuture.completedFuture(new FakeRun()));
    private final RunCursor cursor = new RunCursor(model, new Selection());
    private final WatchSeries series = new WatchSeries(model::timeline, model::timeline, cursor, new Texts());

    private double told(WatchChart chart, int curve, long nanos) {
        return series.curves(chart).get(curve).source().valueAtCursor(nanos);
    }

    private static double count(List<RunEvent> events, long now, EventType... types) {
        return (double) events.stream().filter(event -> event.nanos() > now - SECOND
                && Arrays.asList(types).contains(event.type())).count();
    }

    /** The nearest rank. */
    private static Double percentile(LongStream all, int percent) {
        long[] sorted = all.sorted().toArray();
        return sorted.length == 0
                ? (Double) Double.NaN
                : (Double) (double) sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }

    @ParameterizedTest
    @ValueSource(strings = {"burst-on-two", "first-light", "overload"})
    void theyAreOfThePointOfTheCursor(String name) throws Exception {
        FinishedRun done = SimulatedRun.of(ReadyScenarios.load(name), 2);
        model.show(done);
        List<RunEvent> events = done.recorded().asBatch(done.length().toNanos()).events().stream().sorted().toList();
        Map<Long, Long> due = new HashMap<>();
        Map<Long, Long> started = new HashMap<>();
        int between = 0;
        for (int i = 0; i < events.size(); i++) {
            RunEvent event = events.get(i);
            if (event instanceof TaskEvent.Submitted it) {
                due.put(it.taskId(), it.dueNanos());
            } else if (event.type() == EventType.STARTED) {
                started.put(event.taskId(), event.nanos());
            }
            boolean within = i + 1 < events.size() && events.get(i + 1).nanos() == event.nanos();
            if (!within || between > 150) {
                continue;
            }
            between++;
            cursor.showEvent(event);
            long now = event.nanos();
            List<RunEvent> far = events.subList(0, i + 1);
            String where = name + ", after " + event;
            assertThat(told(WatchChart.QUEUE, 0, now)).as("pending, %s", where)
                    .isEqualTo((double) cursor.state().counts().pending());
            assertThat(told(WatchChart.WORKERS, 0, now)).as("alive, %s", where).isEqualTo(far.stream()
                    .mapToInt(it -> it.type() == EventType.WORKER_SPAWNED
                            ? 1
                            : it.type() == EventType.WORKER_RETIRED ? -1 : 0)
                    .sum());
            assertThat(told(WatchChart.THROUGHPUT, 0, now)).as("completed, %s", where)
                    .isEqualTo(count(far, now, EventType.COMPLETED));
            assertThat(told(WatchChart.THROUGHPUT, 1, now)).as("arrived, %s", where)
                    .isEqualTo(count(far, now, EventType.SUBMITTED, EventType.REJECTED));
            assertThat(told(WatchChart.WAITING, 2, now)).as("median wait, %s", where)
                    .isEqualTo(percentile(far.stream().filter(it -> it.type() == EventType.STARTED
                            && it.nanos() > now - SECOND)
                            .mapToLong(it -> it.nanos() - due.getOrDefault(it.taskId(), Long.MIN_VALUE)), 50));
            assertThat(told(WatchChart.RUNNING, 1, now)).as("95th percentile of run times, %s", where)
                    .isEqualTo(percentile(far.stream().filter(it -> (it.type() == EventType.COMPLETED
                            || it.type() == EventType.FAILED) && it.nanos() > now - SECOND)
                            .mapToLong(it -> it.nanos() - started.getOrDefault(it.taskId(), Long.MIN_VALUE)), 95));
        }
        assertThat(between).as("points between two events of one moment").isGreaterThan(20);
    }
}
