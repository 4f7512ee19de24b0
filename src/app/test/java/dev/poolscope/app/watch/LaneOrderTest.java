package dev.poolscope.app.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.PromptRobot;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Lanes stand by busy time also where that is known in buckets only. */
@Tag("ui")
@ExtendWith(PromptRobot.class)
class LaneOrderTest {
    private static final long SECOND = 1_000_000_000;
    private static final long STEP = SECOND / 10;
    private static final int SLOTS = 4;
    private static final int KEPT = 32;

    private final TimeViewport viewport = new TimeViewport(SECOND);

    /** One task after another, each on one worker, and nothing in between. */
    private record Ran(int slot, long from, long to) {
        long within(long begin, long end) {
            return Math.max(0, Math.min(to, end) - Math.max(from, begin));
        }
    }

    private static List<Ran> load(long seed) {
        Random random = new Random(seed);
        List<Ran> all = new ArrayList<>();
        long at = STEP;
        for (int i = 0; i < 300; i++) {
            // The busiest worker changes every few seconds.
            int slot = 1 + (random.nextInt(3) == 0 ? random.nextInt(SLOTS) : i / 40 % SLOTS);
            long end = at + STEP * (1 + random.nextInt(3));
            all.add(new Ran(slot, at, end));
            at = end;
        }
        return all;
    }

    private static Timeline timeline(List<Ran> ran) {
        Timeline timeline = new Timeline(SLOTS, KEPT);
        for (int worker = 1; worker <= SLOTS; worker++) {
            timeline.apply(new WorkerEvent.Spawned(worker, worker, SpawnReason.SUBMISSION, 0, 0, 0));
            timeline.apply(new WorkerEvent.Ready(10 + worker, worker));
        }
        long task = 0;
        for (Ran each : ran) {
            timeline.apply(new TaskEvent.Submitted(each.from, ++task, null, each.from));
            timeline.apply(new TaskEvent.Started(each.from, task, each.slot));
            timeline.apply(new TaskEvent.Completed(each.to, task, each.slot));
            timeline.apply(new WorkerEvent.Idle(each.to, each.slot));
        }
        return timeline;
    }

    /** Which slots stand in the lanes, from the first one on. Asked in the thread of the screen, to which the pause of the order belongs. */
    private List<Integer> sorted(Timeline timeline, Timeline visible, long from, long to) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> slots(order(timeline, visible, from, to)));
    }

    private LaneOrder order(Timeline timeline, Timeline visible, long from, long to) {
        viewport.advance(timeline.horizonNanos());
        viewport.show(from, to - from);
        LaneOrder order = new LaneOrder(() -> timeline, () -> visible, viewport, () -> {});
        order.sortProperty().set(LaneSort.BUSY);
        return order;
    }

    private static List<Integer> slots(LaneOrder order) {
        return IntStream.range(0, SLOTS).mapToObj(order::slotOf).toList();
    }

    private static List<Integer> busiest(List<Ran> ran, long from, long to) {
        return IntStream.rangeClosed(1, SLOTS).boxed().sorted(Comparator.<Integer>comparingLong(slot -> -ran.stream()
                .filter(each -> each.slot == slot).mapToLong(each -> each.within(from, to)).sum())
                .thenComparing(slot -> slot)).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsKnownInBucketsCountsAsWell(long seed) {
        List<Ran> ran = load(seed);
        Timeline timeline = timeline(ran);
        long detail = timeline.completeness().detailFromNanos();
        assertThat(detail).as("seed %d: some is in buckets", seed).isGreaterThan(20 * SECOND);

        // The edges of views are those of buckets, whose widths are STEP as long as the run is short: so the sums are exact.
        assertThat(timeline.lanes().lane(1).history().widthNanos()).isEqualTo(STEP);
        for (long from = 0; from < timeline.horizonNanos(); from += 4 * SECOND) {
            for (long span : List.of(2 * SECOND, 8 * SECOND)) {
                long to = from + span;
                assertThat(sorted(timeline, timeline, from, to))
                        .as("seed %d, from %d to %d, detail from %d", seed, from, to, detail)
                        .isEqualTo(busiest(ran, viewport.start(), viewport.end()));
            }
        }
    }

    @Test
    void aTaskThatWasUnderWayWhenTheDetailBeginsCountsOnce() {
        // Slot 1 has one long task until the end; slot 2 was busy for longer before, with what is known of the whole run.
        long end = 10 * SECOND;
        List<LaneHistory> past = new ArrayList<>();
        for (int slot = 1; slot <= SLOTS; slot++) {
            LaneHistory lane = new LaneHistory(SECOND, end);
            for (int bucket = 0; bucket < 10; bucket++) {
                boolean busy = slot == 1 ? bucket >= 4 : slot == 2 && bucket < 8;
                lane.restore(bucket, 0, 0, Arrays.stream(SegmentKind.values())
                        .mapToLong(kind -> busy && kind == SegmentKind.RUNNING ? SECOND : 0).toArray());
            }
            past.add(lane);
        }
        Timeline timeline = new Timeline(SLOTS, KEPT, new Past(end, past, List.of(), List.of()));
        for (int worker = 1; worker <= SLOTS; worker++) {
            timeline.apply(new WorkerEvent.Spawned(0, worker, SpawnReason.SUBMISSION, 0, 0, 0));
            timeline.apply(new WorkerEvent.Ready(0, worker));
        }
        timeline.apply(new TaskEvent.Submitted(0, 1, null, 0));
        timeline.apply(new TaskEvent.Started(4 * SECOND, 1, 1));
        for (int i = 0; i < 80; i++) {
            long at = i * STEP;
            timeline.apply(new TaskEvent.Submitted(at, i + 2, null, at));
            timeline.apply(new TaskEvent.Started(at, i + 2, 2));
            timeline.apply(new TaskEvent.Completed(at + STEP, i + 2, 2));
        }
        timeline.apply(new WorkerEvent.Idle(8 * SECOND, 2));
        timeline.apply(new TaskEvent.Completed(end, 1, 1));
        long detail = timeline.completeness().detailFromNanos();

        assertThat(detail).isBetween(4 * SECOND + 1, 8 * SECOND);
        assertThat(sorted(timeline, timeline, 0, end).subList(0, 2)).as("8 s and 6 s").containsExactly(2, 1);
    }

    @Test
    void whatWasReadOfThePartThatIsVisibleDecides() {
        Timeline unknown = timeline(List.of());
        unknown.apply(new WorkerEvent.Idle(5 * SECOND, 1));
        Timeline read = timeline(List.of(new Ran(3, SECOND, 3 * SECOND), new Ran(2, 3 * SECOND, 4 * SECOND)));

        assertThat(sorted(unknown, read, 0, 5 * SECOND)).containsExactly(3, 2, 1, 4);
    }
}
