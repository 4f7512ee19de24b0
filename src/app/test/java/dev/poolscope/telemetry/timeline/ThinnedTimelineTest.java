package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A timeline that keeps little detail, next to one that keeps all. */
class ThinnedTimelineTest {

    private static final int SLOTS = 3;
    private static final int KEPT = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void fromWhereTheDetailBeginsItIsTheSame(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, SLOTS, 5000);
        Timeline whole = timelineOf(events, 1_000_000);
        Timeline thin = timelineOf(events, KEPT);
        long from = thin.completeness().detailFromNanos();
        assertThat(from).isPositive();
        assertThat(whole.completeness().detailFromNanos()).isEqualTo(Timeline.UNKNOWN);
        for (int slot = 1; slot <= SLOTS; slot++) {
            assertThat(segments(thin, slot, from)).isEqualTo(segments(whole, slot, from)).isNotEmpty();
        }
        TreeSet<Long> instants = new TreeSet<>();
        events.forEach(event -> instants.add(event.nanos()));
        for (Long instant : instants.tailSet(from)) {
            assertThat(thin.series().pending().valueAt(instant)).isEqualTo(whole.series().pending().valueAt(instant));
            assertThat(thin.series().alive().valueAt(instant)).isEqualTo(whole.series().alive().valueAt(instant));
            assertThat(thin.series().busy().valueAt(instant)).isEqualTo(whole.series().busy().valueAt(instant));
            assertThat(thin.series().blocked().valueAt(instant)).isEqualTo(whole.series().blocked().valueAt(instant));
        }
        assertThat(thin.marks().between(from, Long.MAX_VALUE)).isEqualTo(whole.marks().between(from, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsPeaksAndLedgerDoNotChange(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, SLOTS, 5000);
        Timeline whole = timelineOf(events, 1_000_000);
        Timeline thin = timelineOf(events, KEPT);
        assertThat(thin.counts().now()).isEqualTo(whole.counts().now());
        assertThat(thin.series().pending().peak()).isEqualTo(whole.series().pending().peak());
        assertThat(thin.series().alive().peak()).isEqualTo(whole.series().alive().peak());
        assertThat(thin.ledger().cancelledByPool()).isEqualTo(whole.ledger().cancelledByPool());
        assertThat(thin.counts().state()).isEqualTo(whole.counts().state());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void historyAndDetailTogetherHaveEveryNanosecondAndEveryTask(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, SLOTS, 5000);
        Timeline whole = timelineOf(events, 1_000_000);
        Timeline thin = timelineOf(events, KEPT);
        for (int slot = 1; slot <= SLOTS; slot++) {
            Map<SegmentKind, Long> nanos = nanos(thin.lanes().lane(slot), thin.horizonNanos());
            LaneHistory history = thin.lanes().lane(slot).history();
            for (int bucket = 0; bucket < history.count(); bucket++) {
                for (SegmentKind kind : SegmentKind.values()) {
                    nanos.merge(kind, history.nanos(bucket, kind), Long::sum);
                }
            }
            nanos.values().removeIf(sum -> sum == 0);
            assertThat(nanos).as("lane %d", slot).isEqualTo(nanos(whole.lanes().lane(slot), whole.horizonNanos()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void detailDoesNotGrowWithTheRun(long seed) {
        Timeline thin = new Timeline(SLOTS, KEPT);
        long most = 0;
        for (RunEvent event : RandomRun.unfinished(seed, SLOTS, 20_000)) {
            thin.apply(event);
            long segments = 0;
            for (int slot = 1; slot <= SLOTS; slot++) {
                segments += thin.lanes().lane(slot).segments(0, Long.MAX_VALUE, Long.MAX_VALUE).size();
            }
            most = Math.max(most, segments + thin.series().busy().size() + thin.series().alive().size()
                    + thin.workers().all().size());
        }
        assertThat(thin.counts().now().completed()).isGreaterThan(20 * KEPT);
        assertThat(most).isLessThan(30 * KEPT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theHistoryOfTheQueueIsItsMean(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, SLOTS, 5000);
        Timeline whole = timelineOf(events, 1_000_000);
        Timeline thin = timelineOf(events, KEPT);
        double area = 0;
        long end = thin.series().pending().timeOf(0);
        for (int step = 0; whole.series().pending().timeOf(step) < end; step++) {
            area += (double) whole.series().pending().valueOf(step)
                    * (Math.min(end, whole.series().pending().timeOf(step + 1))
                            - whole.series().pending().timeOf(step));
        }
        // all of this run is in the first bucket
        assertThat(thin.series().queueHistory().count()).isEqualTo(1);
        assertThat(thin.series().queueHistory().meanPending(0)).isCloseTo(
                area / (end - whole.series().pending().timeOf(0)),
                within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatRanOutlivesTheCancellationOfMany(long seed) {
        List<RunEvent> events = new ArrayList<>(RandomRun.whole(seed, SLOTS, 600));
        List<Long> ran = events.stream().filter(event -> event.type() == EventType.STARTED).map(RunEvent::taskId)
                .toList();
        long first = 1 + events.stream().mapToLong(RunEvent::taskId).max().orElseThrow();
        long end = events.getLast().nanos();
        int many = 5 * ran.size();
        for (long task = first; task < first + many; task++) {
            events.add(EventTextReader.event(++end, EventType.SUBMITTED, task, "s", 0, "due=1"));
        }
        for (long task = first; task < first + many; task++) {
            events.add(EventTextReader.event(end + 1, EventType.CANCELLED, task, null, 0, "by=SHUTDOWN"));
        }

        Timeline whole = timelineOf(events, 1_000_000);
        Timeline thin = timelineOf(events, ran.size());

        assertThat(thin.completeness().detailFromNanos()).isEqualTo(Timeline.UNKNOWN);
        for (int slot = 1; slot <= SLOTS; slot++) {
            assertThat(segments(thin, slot, 0)).isEqualTo(segments(whole, slot, 0)).isNotEmpty();
        }
        assertThat(ran).isNotEmpty().allSatisfy(task -> {
            List<TaskCause> told = requireNonNull(thin.explanations().ofTask(task)).clauses();
            List<TaskCause> all = requireNonNull(whole.explanations().ofTask(task)).clauses();
            assertThat(told.stream().filter(clause -> !(clause instanceof TaskCause.Behind)))
                    .containsExactlyElementsOf(
                            all.stream().filter(clause -> !(clause instanceof TaskCause.Behind)).toList());
            for (TaskCause clause : all) {
                if (clause instanceof TaskCause.Behind(var ahead, var exact)) {
                    assertThat(exact).isTrue();
                    List<TaskCause.Behind> kept = told.stream().filter(TaskCause.Behind.class::isInstance)
                            .map(TaskCause.Behind.class::cast).toList();
                    assertThat(kept).allSatisfy(behind -> {
                        assertThat(ahead).containsAll(behind.tasks());
                        assertThat(behind.isExact()).isFalse();
                    });
                }
            }
        });
        for (RunEvent event : events) {
            assertThat(thin.series().pending().valueAt(event.nanos()))
                    .isEqualTo(whole.series().pending().valueAt(event.nanos()));
        }
        assertThat(
                events.stream().map(RunEvent::taskId).filter(task -> task >= first && thin.tasks().find(task) != null)
                        .distinct().count())
                .isLessThanOrEqualTo(ran.size() + ran.size() / 4);
        assertThat(thin.ledger().cancelledByPool()).isEqualTo(whole.ledger().cancelledByPool());
    }

    private static Timeline timelineOf(List<RunEvent> events, int detailedTasks) {
        Timeline timeline = new Timeline(SLOTS, detailedTasks);
        events.forEach(timeline::apply);
        return timeline;
    }

    private static List<String> segments(Timeline timeline, int slot, long from) {
        List<String> found = new ArrayList<>();
        timeline.lanes().lane(slot).visit(from, Long.MAX_VALUE, timeline.horizonNanos(), (worker, kind, start, end,
                open,
                task) -> found.add(
                        worker.id() + " " + kind + " " + start + " " + end + " " + (task == null ? 0 : task.id())));
        return found;
    }

    private static Map<SegmentKind, Long> nanos(Lane lane, long now) {
        Map<SegmentKind, Long> nanos = new EnumMap<>(SegmentKind.class);
        lane.visit(0, Long.MAX_VALUE, now,
                (worker, kind, start, end, open, task) -> nanos.merge(kind, end - start, Long::sum));
        return nanos;
    }

    /** What is left of all lanes together, next to what all that is kept says of the same stretches. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void allLanesTogetherDidWhatEachOfThemDid(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, SLOTS, 5000);
        Timeline whole = timelineOf(events, 1_000_000);
        Timeline thin = timelineOf(events, KEPT);
        Map<SegmentKind, Long> forgotten = new EnumMap<>(SegmentKind.class);
        for (int slot = 1; slot <= SLOTS; slot++) {
            Lane kept = thin.lanes().lane(slot);
            List<Segment> left = kept.segments(Long.MIN_VALUE, Long.MAX_VALUE, thin.horizonNanos());
            long from = left.isEmpty() ? Long.MAX_VALUE : left.getFirst().from();
            for (Segment segment : whole.lanes().lane(slot).segments(Long.MIN_VALUE, Long.MAX_VALUE,
                    whole.horizonNanos())) {
                if (segment.to() <= from) {
                    forgotten.merge(segment.kind(), segment.to() - segment.from(), Long::sum);
                }
            }
        }
        Map<SegmentKind, Long> told = new EnumMap<>(SegmentKind.class);
        LaneHistory all = thin.lanes().history();
        for (int bucket = 0; bucket < all.count(); bucket++) {
            for (SegmentKind kind : SegmentKind.values()) {
                long nanos = all.nanos(bucket, kind);
                if (nanos > 0) {
                    told.merge(kind, nanos, Long::sum);
                }
            }
        }
        assertThat(told).isEqualTo(forgotten).isNotEmpty();
    }
}
