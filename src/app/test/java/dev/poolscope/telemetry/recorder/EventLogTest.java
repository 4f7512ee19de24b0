package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.timeline.Marks;
import dev.poolscope.telemetry.timeline.RandomRun;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventLogTest {

    @Test
    void keepsEverythingInOrderAsLongAsThereIsRoom() {
        List<RunEvent> events = RandomRun.whole(1, 3, 500);
        List<RunEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(1));
        EventLog log = new EventLog(events.size());
        shuffled.forEach(log::add);
        assertThat(log.close()).isEqualTo(events);
        assertThat(log.unkept()).isZero();
        assertThat(log.latestUnkeptNanos()).isEqualTo(Timeline.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverHoldsMoreThanItsLimitAndCountsWhatItLeftOutExactly(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, 3, 4000);
        EventLog log = new EventLog(300);
        for (RunEvent event : events) {
            log.add(event);
            assertThat(log.snapshot()).hasSizeLessThanOrEqualTo(300);
        }
        assertThat(Remarks.without(log.close()).size() + log.unkept()).isEqualTo(events.size());
        assertThat(log.unkept()).isPositive();
    }

    @Test
    void keepsAllButASixteenthPartOfWhatItHasRoomFor() {
        int limit = 640;
        EventLog log = new EventLog(limit);
        boolean full = false;
        for (long id = 1; id <= 2_000; id++) {
            for (RunEvent event : List.of(new TaskEvent.Submitted(10 * id, id, "tasks", 10 * id),
                    new TaskEvent.Started(10 * id + 1, id, 1), new TaskEvent.Completed(10 * id + 2, id, 1),
                    new TaskEvent.LeftWorker(10 * id + 3, id, 1))) {
                log.add(event);
                int size = log.snapshot().size();
                full |= size == limit;
                // Room is made for a thirty-second part, by whole tasks, and for another half of that where remarks take some of it.
                assertThat(size).isBetween(full ? limit - limit / 16 : 0, limit);
            }
        }
        assertThat(log.unkept()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theCancellationOfManyLeavesWhatRan(long seed) {
        List<RunEvent> events = new ArrayList<>(RandomRun.whole(seed, 3, 1000));
        int room = events.size() + events.size() / 3;
        long first = 1 + events.stream().mapToLong(RunEvent::taskId).max().orElseThrow();
        long end = events.getLast().nanos();
        long after = first + 3L * room;
        int told = 0;
        // Cancelled in lots, as they came.
        for (long task = first; task < after; task++) {
            events.add(EventTextReader.event(++end, EventType.SUBMITTED, task, "s", 0, "due=1"));
            if (++told == room / 8 || task == after - 1) {
                end++;
                for (long lot = task - told + 1; lot <= task; lot++) {
                    events.add(EventTextReader.event(end, EventType.CANCELLED, lot, null, 0, "by=SHUTDOWN"));
                }
                told = 0;
            }
        }
        Set<Long> started = events.stream().filter(event -> event.type() == EventType.STARTED).map(RunEvent::taskId)
                .collect(Collectors.toSet());
        Predicate<RunEvent> ofRan = event -> event.workerId() != 0 || started.contains(event.taskId());

        EventLog log = logOf(events, room);

        assertThat(log.unkept()).isPositive();
        assertThat(log.close().stream().filter(ofRan))
                .containsExactlyElementsOf(events.stream().filter(ofRan).toList());
        assertThat(Remarks.without(log.close()).size() + log.unkept()).isEqualTo(events.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyTaskAndEveryWorkerIsInItWhollyOrNotAtAll(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, 3, 4000);
        List<RunEvent> kept = logOf(events, 300).close();
        Map<Long, Long> stepsOfTasks = steps(events);
        steps(kept).forEach(
                (task, steps) -> assertThat(steps).as("steps of task %d", task).isEqualTo(stepsOfTasks.get(task)));
        Predicate<RunEvent> ofWorker = event -> event.type().isOfWorker() && event.type() != EventType.WORKER_IDLE
                && event.type() != EventType.NOT_RECORDED;
        Set<Integer> workers = kept.stream().filter(ofWorker).map(RunEvent::workerId).collect(Collectors.toSet());
        assertThat(kept.stream().filter(ofWorker))
                .containsExactlyElementsOf(
                        events.stream().filter(ofWorker.and(e -> workers.contains(e.workerId()))).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void afterTheLatestThatItLeftOutTheQueueAndTheWorkersAreThoseOfTheWholeRun(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, 3, 4000);
        EventLog log = logOf(events, 600);
        Timeline whole = timelineOf(events);
        Timeline kept = timelineOf(log.close());
        TreeSet<Long> instants = new TreeSet<>();
        events.forEach(event -> instants.add(event.nanos()));
        Set<Long> complete = instants.tailSet(log.latestUnkeptNanos(), false);
        assertThat(complete).isNotEmpty();
        for (Long instant : complete) {
            assertThat(kept.series().pending().valueAt(instant)).as("pending at %d", instant)
                    .isEqualTo(whole.series().pending().valueAt(instant));
            assertThat(kept.series().busy().valueAt(instant) + wrappingUpUnkept(whole, kept, instant))
                    .as("busy at %d", instant)
                    .isEqualTo(whole.series().busy().valueAt(instant));
            assertThat(kept.series().alive().valueAt(instant)).as("alive at %d", instant)
                    .isEqualTo(whole.series().alive().valueAt(instant));
        }
    }

    // That its task has ended is all that tells of a worker that is not free yet; with the task, that is left out too.
    private static int wrappingUpUnkept(Timeline whole, Timeline kept, long instant) {
        AtomicInteger workers = new AtomicInteger();
        for (int slot = 1; slot <= whole.lanes().count(); slot++) {
            whole.lanes().lane(slot).visit(instant, instant + 1, whole.horizonNanos(),
                    (worker, kind, from, to, open, task) -> {
                        boolean then = from <= instant && (open || to > instant);
                        if (then && kind == SegmentKind.WRAPPING_UP && task != null
                                && kept.tasks().find(task.id()) == null) {
                            workers.incrementAndGet();
                        }
                    });
        }
        return workers.get();
    }

    /** The ends of some tasks are lost on their way: such a task does not leave the log, but what its worker did since does. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noTaskLooksAsIfItWentOnWhoseWorkerDidSomethingElseSince(long seed) {
        Random dice = new Random(seed);
        List<RunEvent> told = RandomRun.whole(seed, 3, 4000).stream()
                .filter(event -> event instanceof TaskEvent.Started || !(event instanceof TaskEvent)
                        || event.workerId() == 0
                        || dice.nextInt(10) > 0)
                .toList();
        EventLog log = new EventLog(300);
        for (int i = 0; i < told.size(); i++) {
            log.add(told.get(i));
            if (i % 50 == 0) {
                assertNothingSeemsToGoOn(told.subList(0, i + 1), log.snapshot());
            }
        }
    }

    private static void assertNothingSeemsToGoOn(List<RunEvent> told, List<RunEvent> left) {
        Map<Integer, RunEvent> last = new HashMap<>();
        told.forEach(event -> last.put(event.workerId(), event));
        Map<Integer, RunEvent> lastLeft = new HashMap<>();
        left.forEach(event -> lastLeft.put(event.workerId(), event));
        lastLeft.values().stream().filter(TaskEvent.Started.class::isInstance)
                .forEach(started -> assertThat(last.get(started.workerId()))
                        .as("the last that worker %d did", started.workerId()).isEqualTo(started));
    }

    @Test
    void marksOfThePoolStay() {
        List<RunEvent> events = RandomRun.whole(5, 2, 6000);
        List<RunEvent> kept = logOf(events, 1500).close();
        Predicate<RunEvent> mark = event -> Marks.isMark(event.type()) && event.type() != EventType.WORKER_START_FAILED;
        assertThat(kept.stream().filter(mark)).containsExactlyElementsOf(events.stream().filter(mark).toList());
    }

    @Test
    void aQueueThatOnlyGrowsLeavesItOldestFirstAndForEver() {
        EventLog log = new EventLog(100);
        for (int task = 1; task <= 1000; task++) {
            log.add(EventTextReader.event(task, EventType.SUBMITTED, task, null, 0, "due=1"));
        }
        for (int task = 1; task <= 1000; task++) {
            log.add(EventTextReader.event(1000 + task, EventType.CANCELLED, task, null, 0, "by=SHUTDOWN"));
        }
        List<RunEvent> kept = log.close();
        assertThat(kept.size() + log.unkept()).isEqualTo(2000);
        assertThat(kept).isNotEmpty().hasSizeLessThanOrEqualTo(100);
        assertThat(steps(kept).values()).containsOnly(2L);
    }

    @Test
    void aStragglerOfATaskThatHasLeftLeavesToo() {
        EventLog log = new EventLog(20);
        log.add(EventTextReader.event(2, EventType.STARTED, 1, null, 1, ""));
        log.add(EventTextReader.event(3, EventType.COMPLETED, 1, null, 1, ""));
        for (int task = 2; task <= 20; task++) {
            log.add(EventTextReader.event(task * 10L, EventType.SUBMITTED, task, null, 0, "due=1"));
            log.add(EventTextReader.event(task * 10L + 1, EventType.STARTED, task, null, 1, ""));
            log.add(EventTextReader.event(task * 10L + 2, EventType.COMPLETED, task, null, 1, ""));
        }
        long before = log.unkept();
        log.add(EventTextReader.event(1, EventType.SUBMITTED, 1, null, 0, "due=1"));
        assertThat(log.unkept()).isEqualTo(before + 1);
        assertThat(log.close()).extracting(RunEvent::taskId).doesNotContain(1L);
    }

    @Test
    void aTaskOfWhichAStepWasLostLeavesInTheEnd() {
        EventLog log = new EventLog(100);
        for (int task = 1; task <= 5; task++) {
            log.add(EventTextReader.event(task * 10L, EventType.SUBMITTED, task, null, 0, "due=1"));
        }
        for (int task = 1; task <= 3; task++) {
            log.add(EventTextReader.event(task * 10L + 1, EventType.STARTED, task, null, 1, ""));
        }
        log.add(EventTextReader.event(12, EventType.COMPLETED, 1, null, 1, ""));
        log.add(EventTextReader.event(42, EventType.COMPLETED, 4, null, 1, ""));
        log.add(EventTextReader.event(62, EventType.CANCELLED, 6, null, 0, ""));
        log.removeTorn();
        assertThat(steps(log.snapshot())).as("they may still come").isEqualTo(Map.of(1L, 3L, 2L, 2L, 3L, 2L, 5L, 1L));
        log.add(EventTextReader.event(70, EventType.TERMINATED, 0, null, 0, ""));
        log.removeTorn();
        assertThat(steps(log.close())).as("nothing is to come").isEqualTo(Map.of(1L, 3L));
        assertThat(log.unkept()).isEqualTo(8);
    }

    @Test
    void evenMarksAreBounded() {
        EventLog log = new EventLog(100);
        for (int i = 0; i < 1000; i++) {
            log.add(EventTextReader.event(i, EventType.STARVED, 0, null, 0, "waiting=0 waits="));
        }
        assertThat(log.close()).hasSizeLessThanOrEqualTo(100).last().extracting(RunEvent::nanos).isEqualTo(999L);
        assertThat(log.close().size() + log.unkept()).isEqualTo(1000);
    }

    /** As if a collector got the events of each worker late, and in lots. */
    private static List<List<RunEvent>> late(List<RunEvent> events, Random dice) {
        List<List<RunEvent>> lots = new ArrayList<>();
        List<RunEvent> left = new ArrayList<>(events);
        while (!left.isEmpty()) {
            int reach = Math.min(left.size(), 1 + dice.nextInt(600));
            int share = 1 + dice.nextInt(4);
            List<RunEvent> lot = new ArrayList<>();
            for (RunEvent event : left.subList(0, reach)) {
                if (reach < 3 || event.workerId() % 4 < share) {
                    lot.add(event);
                }
            }
            left.removeAll(Set.copyOf(lot));
            lots.add(lot);
        }
        return lots;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 5007, 8203})
    void whatComesLateAndAtOnceIsInItAsIfItHadComeOneByOne(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, 3, 2000);
        List<List<RunEvent>> lots = late(events, new Random(seed));
        assertThat(lots.stream().flatMap(List::stream).toList()).isNotEqualTo(events);

        EventLog all = new EventLog(events.size());
        EventLog some = new EventLog(300);
        lots.forEach(all::addAll);
        for (List<RunEvent> lot : lots) {
            some.addAll(lot);
            assertThat(some.snapshot()).hasSizeLessThanOrEqualTo(300).isSorted();
        }

        assertThat(all.close()).isEqualTo(events);
        assertThat(Remarks.without(some.close()).size() + some.unkept()).isEqualTo(events.size());
        Map<Long, Long> ofAll = steps(events);
        steps(some.close()).forEach((task, steps) -> assertThat(steps).as("steps of task %d", task)
                .isEqualTo(ofAll.get(task)));
    }

    /** One by one, each would be held against all that is later: for minutes. */
    @Test
    @Timeout(10)
    void manyStragglersTakeNoTimeForEachEventThatIsLater() {
        List<RunEvent> early = new ArrayList<>();
        List<RunEvent> later = new ArrayList<>();
        for (long id = 1; id <= 60_000; id++) {
            early.add(new TaskEvent.Submitted(id, id, "tasks", id));
            later.add(new TaskEvent.Started(1_000_000 + id, id, 1));
        }
        EventLog log = new EventLog(1_000_000);
        log.addAll(later);
        for (int from = 0; from < early.size(); from += 6_000) {
            log.addAll(early.subList(from, from + 6_000));
        }

        early.addAll(later);
        assertThat(log.snapshot()).isEqualTo(early);
    }

    private static Map<Long, Long> steps(List<RunEvent> events) {
        return events.stream().filter(event -> event.taskId() != 0)
                .collect(Collectors.groupingBy(RunEvent::taskId, Collectors.counting()));
    }

    private static EventLog logOf(List<RunEvent> events, int limit) {
        EventLog log = new EventLog(limit);
        events.forEach(log::add);
        return log;
    }

    private static Timeline timelineOf(List<RunEvent> events) {
        Timeline timeline = new Timeline(3);
        events.forEach(timeline::apply);
        return timeline;
    }
}
