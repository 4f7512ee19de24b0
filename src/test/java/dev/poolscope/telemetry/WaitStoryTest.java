package dev.poolscope.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The causes of waiting, recomputed for each task from the list of events alone. */
class WaitStoryTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void tellsTheCausesThatFollowFromTheEvents(long seed) {
        List<RunEvent> events = RandomRun.unfinished(seed, 3, 800);
        Timeline timeline = new Timeline(3);
        events.forEach(timeline::apply);
        Set<WaitStory.End> seen = new TreeSet<>();
        for (RunEvent submitted : events) {
            if (submitted.type() == EventType.SUBMITTED) {
                WaitStory story = Objects.requireNonNull(timeline.waitStory(submitted.taskId()));
                long to = leftQueue(events, submitted.taskId(), timeline.horizonNanos());
                assertThat(story.fromNanos()).isEqualTo(submitted.nanos());
                assertThat(story.toNanos()).isEqualTo(to);
                assertThat(story.ahead()).extracting(TaskLife::id)
                        .containsExactlyElementsOf(ahead(events, submitted));
                assertThat(running(story)).as("running while %d waited", submitted.taskId())
                        .isEqualTo(running(events, submitted.nanos(), to, timeline.horizonNanos()));
                assertEnd(events, submitted.taskId(), story);
                assertThat(story.isWhole()).isTrue();
                seen.add(story.end());
            }
        }
        assertThat(seen).contains(WaitStory.End.AFTER_TASK, WaitStory.End.NEW_WORKER);
    }

    @Test
    void twoBusyWorkersAreTheCauseAndTheFirstThatIsDoneTakesTheTask() {
        Timeline timeline = new Timeline(2);
        for (RunEvent event : List.of(event(0, EventType.SUBMITTED, 11, 0), event(0, EventType.WORKER_SPAWNED, 0, 1),
                event(5, EventType.WORKER_READY, 0, 1), event(5, EventType.STARTED, 11, 1),
                event(6, EventType.SUBMITTED, 14, 0), event(6, EventType.WORKER_SPAWNED, 0, 2),
                event(9, EventType.WORKER_READY, 0, 2), event(9, EventType.STARTED, 14, 2),
                event(20, EventType.SUBMITTED, 17, 0), event(440, EventType.COMPLETED, 11, 1),
                event(440, EventType.STARTED, 17, 1))) {
            timeline.apply(event);
        }
        WaitStory story = Objects.requireNonNull(timeline.waitStory(17));
        assertThat(story.waitNanos()).isEqualTo(420);
        assertThat(story.blockers()).extracting(TaskLife::id).containsExactly(11L, 14L);
        assertThat(story.end()).isEqualTo(WaitStory.End.AFTER_TASK);
        assertThat(story.after()).isSameAs(timeline.task(11));
        assertThat(Objects.requireNonNull(timeline.waitStory(14)).end()).isEqualTo(WaitStory.End.NEW_WORKER);
        assertThat(timeline.waitStory(99)).isNull();
    }

    private static RunEvent event(long nanos, EventType type, long task, int worker) {
        return new RunEvent(nanos, type, task, null, worker, type == EventType.SUBMITTED ? "due=" + nanos : "");
    }

    private static long leftQueue(List<RunEvent> events, long task, long now) {
        return events.stream().filter(event -> event.taskId() == task && (event.type() == EventType.STARTED
                || (event.type() == EventType.CANCELLED && event.workerId() == 0))).mapToLong(RunEvent::nanos)
                .findFirst()
                .orElse(now);
    }

    private static List<Long> ahead(List<RunEvent> events, RunEvent submitted) {
        List<Long> ahead = new ArrayList<>();
        for (RunEvent other : events) {
            if (other.type() == EventType.SUBMITTED && other.taskId() < submitted.taskId()
                    && leftQueue(events, other.taskId(), Long.MAX_VALUE) > submitted.nanos()) {
                ahead.add(other.taskId());
            }
        }
        return ahead;
    }

    private static Set<Long> running(WaitStory story) {
        Set<Long> running = new TreeSet<>();
        for (Segment segment : story.meanwhile()) {
            TaskLife task = segment.task();
            if (task != null && segment.kind() != SegmentKind.WRAPPING_UP) {
                running.add(task.id());
            }
        }
        return running;
    }

    private static Set<Long> running(List<RunEvent> events, long from, long to, long now) {
        Set<Long> running = new TreeSet<>();
        for (RunEvent start : events) {
            if (start.type() == EventType.STARTED) {
                long end = events.stream().filter(event -> event.taskId() == start.taskId()
                        && Set.of(EventType.COMPLETED, EventType.FAILED, EventType.TASK_LEFT_WORKER)
                                .contains(event.type()))
                        .mapToLong(RunEvent::nanos).findFirst().orElse(now);
                if (from < to && start.nanos() < to && end > from && end > start.nanos()) {
                    running.add(start.taskId());
                }
            }
        }
        return running;
    }

    private static void assertEnd(List<RunEvent> events, long task, WaitStory story) {
        RunEvent start = null;
        RunEvent before = null;
        for (RunEvent event : events) {
            if (event.type() == EventType.STARTED && event.taskId() == task) {
                start = event;
                before = before(events, event);
            }
        }
        if (start == null || before == null) {
            boolean cancelled = events.stream().anyMatch(e -> e.type() == EventType.CANCELLED && e.taskId() == task);
            assertThat(story.end()).isEqualTo(cancelled ? WaitStory.End.CANCELLED : WaitStory.End.STILL_WAITING);
            assertThat(story.after()).isNull();
            return;
        }
        WaitStory.End expected = switch (before.type()) {
            case WORKER_READY -> WaitStory.End.NEW_WORKER;
            case WORKER_IDLE -> WaitStory.End.IDLE_WORKER;
            default -> WaitStory.End.AFTER_TASK;
        };
        assertThat(story.end()).isEqualTo(expected);
        TaskLife after = story.after();
        assertThat(after == null ? 0 : after.id()).isEqualTo(before.taskId());
    }

    private static @Nullable RunEvent before(List<RunEvent> events, RunEvent start) {
        RunEvent before = null;
        for (RunEvent event : events) {
            if (event.equals(start)) {
                return before;
            }
            if (event.workerId() == start.workerId()) {
                before = event;
            }
        }
        return before;
    }
}
