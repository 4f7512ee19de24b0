package dev.poolscope.telemetry.recorder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolClosedException;
import dev.poolscope.pool.PoolState;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** From what a pool tells to events, in one thread and by a clock that stands. */
class CollectorTest {

    private static final long ORIGIN = -20;
    private static final TaskTags TAGS = new TaskTags() {
        @Override
        public @Nullable String streamOf(Object target) {
            return target.toString();
        }

        @Override
        public long dueNanosOf(Object target, long submittedNanos) {
            return submittedNanos - 7;
        }
    };

    private final SettableClock clock = new SettableClock(ORIGIN);
    private final RecordingObserver recordingObserver = new RecordingObserver(TAGS, 1024);
    private final Collector collector = new Collector(recordingObserver, clock, new RecorderLimits(1024, 1000, 1000));

    @BeforeEach
    void start() {
        collector.setOrigin(ORIGIN);
    }

    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no");
        }
    }

    @Test
    void everyKindOfEventHasTheDetailThatTheFormatPromises() {
        recordingObserver.action(ORIGIN, new Action.Shutdown(), Answer.PERFORMED);
        recordingObserver.taskSubmitted(ORIGIN + 10, 1, "web");
        recordingObserver.workerSpawned(ORIGIN + 10, 1, SpawnReason.SUBMISSION, 1, 0, 0);
        recordingObserver.workerReady(ORIGIN + 12, 1);
        recordingObserver.taskStarted(ORIGIN + 12, 1, 1, 2, "web");
        recordingObserver.taskFailed(ORIGIN + 13, 1, 1, 2, 1, new IllegalStateException("a b=c"));
        recordingObserver.workerIdle(ORIGIN + 13, 1);
        recordingObserver.taskCancelled(ORIGIN + 14, 2, 0, 1, 0, null);
        recordingObserver.taskCancelled(ORIGIN + 14, 3, 0, 1, 0, new PoolClosedException("closed", null));
        recordingObserver.taskCancelled(ORIGIN + 14, 4, 0, 1, 0, new BrokenPoolException("broken", null));
        recordingObserver.taskRefused(ORIGIN + 15, "night", new RejectedExecutionException());
        recordingObserver.workerStartFailed(ORIGIN + 16, 2, new OutOfMemoryError("no thread"));
        recordingObserver.hookFailed(ORIGIN + 17, 1, HookKind.FINALIZER, new Exception("it"));
        recordingObserver.broken(ORIGIN + 18, new BrokenPoolException("x", null));
        recordingObserver.starved(ORIGIN + 19, new TreeMap<>(Map.of(1, 13L, 2, 0L)));
        recordingObserver.idleTimeoutChanged(ORIGIN + 20, null, java.time.Duration.ofMillis(1500));
        recordingObserver.idleTimeoutChanged(ORIGIN + 21, java.time.Duration.ofNanos(250_000), java.time.Duration.ZERO);
        recordingObserver.joinBegan(ORIGIN + 22);
        recordingObserver.joinEnded(ORIGIN + 23, JoinOutcome.ABANDONED);
        recordingObserver.workerRetiring(ORIGIN + 24, 1, RetirementReason.BROKEN);
        recordingObserver.taskLeftWorker(ORIGIN + 24, 9, 1);
        recordingObserver.shutdownBegan(ORIGIN + 24);
        recordingObserver.taskCompleted(ORIGIN + 24, 8, 1, 1, 1);
        recordingObserver.workerRetired(ORIGIN + 25, 1, RetirementReason.BROKEN);
        recordingObserver.terminated(ORIGIN + 25);

        assertThat(collector.collect(true)).containsExactly(event(0, EventType.ACTION, 0, null, 0, "shutdown: true"),
                event(10, EventType.SUBMITTED, 1, "web", 0, "due=3"),
                event(10, EventType.WORKER_SPAWNED, 0, null, 1, "reason=SUBMISSION pending=1 free=0 alive=0"),
                event(12, EventType.WORKER_READY, 0, null, 1, ""), event(12, EventType.STARTED, 1, null, 1, ""),
                event(13, EventType.FAILED, 1, null, 1, "cause=java.lang.IllegalStateException: a b=c"),
                event(13, EventType.WORKER_IDLE, 0, null, 1, ""), event(14, EventType.CANCELLED, 2, null, 0, ""),
                event(14, EventType.CANCELLED, 3, null, 0, "by=SHUTDOWN"),
                event(14, EventType.CANCELLED, 4, null, 0, "by=BROKEN"),
                event(15, EventType.REJECTED, 0, "night", 0, "due=8"),
                event(16, EventType.WORKER_START_FAILED, 0, null, 2, "cause=java.lang.OutOfMemoryError: no thread"),
                event(17, EventType.HOOK_FAILED, 0, null, 1, "hook=FINALIZER cause=java.lang.Exception: it"),
                event(18, EventType.BROKEN, 0, null, 0, "cause=dev.poolscope.pool.BrokenPoolException: x"),
                event(19, EventType.STARVED, 0, null, 0, "waiting=2 waits=1:13,2:any"),
                event(20, EventType.IDLE_TIMEOUT_CHANGED, 0, null, 0, "before=never after=1.5s"),
                event(21, EventType.IDLE_TIMEOUT_CHANGED, 0, null, 0, "before=0.25ms after=0ms"),
                event(22, EventType.JOIN_BEGAN, 0, null, 0, ""),
                event(23, EventType.JOIN_ENDED, 0, null, 0, "outcome=ABANDONED"),
                event(24, EventType.SHUTDOWN_BEGAN, 0, null, 0, ""), event(24, EventType.COMPLETED, 8, null, 1, ""),
                event(24, EventType.TASK_LEFT_WORKER, 9, null, 1, ""),
                event(24, EventType.WORKER_RETIRING, 0, null, 1, "reason=BROKEN"),
                event(25, EventType.WORKER_RETIRED, 0, null, 1, "reason=BROKEN"),
                event(25, EventType.TERMINATED, 0, null, 0, ""));
    }

    @Test
    void whatIsStampedBeforeTheStartCountsAsAtTheStartAndSaysSo() {
        recordingObserver.workerReady(ORIGIN - 5, 1);
        recordingObserver.workerSpawned(ORIGIN - 8, 1, SpawnReason.REQUEST, 0, 0, 0);
        assertThat(collector.collect(true)).containsExactly(
                event(0, EventType.WORKER_SPAWNED, 0, null, 1, "early=8 reason=REQUEST pending=0 free=0 alive=0"),
                event(0, EventType.WORKER_READY, 0, null, 1, "early=5"));
    }

    @Test
    void whatComesWithinTheHoldIsPutInOrderBeforeItIsSeen() {
        recordingObserver.taskStarted(ORIGIN + 20, 1, 1, 10, "web");
        clock.set(ORIGIN + Collector.HOLD_NANOS);
        assertThat(collector.collect(false)).isEmpty();
        recordingObserver.taskSubmitted(ORIGIN + 10, 1, "web");
        clock.set(ORIGIN + Collector.HOLD_NANOS + 21);
        assertThat(collector.collect(false)).extracting(RunEvent::type).containsExactly(EventType.SUBMITTED,
                EventType.STARTED);
        assertThat(collector.horizonNanos()).isEqualTo(21);
    }

    @Test
    void aStragglerIsPutInItsPlaceInTheLogAndCountsWhereItBelongs() {
        recordingObserver.taskSubmitted(ORIGIN + 10, 1, "web");
        recordingObserver.taskSubmitted(ORIGIN + 30, 2, "web");
        clock.set(ORIGIN + Collector.HOLD_NANOS + 100);
        assertThat(collector.collect(false)).hasSize(2);
        recordingObserver.taskStarted(ORIGIN + 20, 1, 1, 10, "web");
        assertThat(collector.collect(false)).hasSize(1);
        RecordedRun run = collector.result();
        assertThat(run.events()).isSorted().hasSize(3);
        assertThat(run.summary().peakPending()).isEqualTo(1);
        assertThat(run.summary().waitTimes().max()).isEqualTo(17);
    }

    @Test
    void anExceptionThatCannotEvenBePrintedIsNamed() {
        recordingObserver.taskFailed(ORIGIN + 1, 1, 1, 0, 0, new Unspeakable());
        assertThat(collector.collect(true)).containsExactly(new TaskEvent.Failed(1, 1, 1, Unspeakable.class.getName()));
    }

    @Test
    void aMessageOfAMegabyteIsCut() {
        recordingObserver.taskFailed(ORIGIN + 1, 1, 1, 0, 0, new RuntimeException("x".repeat(1 << 20)));
        assertThat(EventText.detail(collector.collect(true).getFirst())).hasSizeLessThan(600);
    }

    @Test
    void countsStayExactAndPercentilesWithinOnePercentWhenDetailIsDropped() {
        RecordingObserver small = new RecordingObserver(TaskTags.NONE, 64);
        Collector bounded = new Collector(small, clock, new RecorderLimits(64, 1000, 1000));
        bounded.setOrigin(0);
        List<Long> waits = new ArrayList<>();
        int tasks = 50_000;
        for (int task = 1; task <= tasks; task++) {
            long submitted = task * 500_000L;
            long wait = (task * 7919L) % 100_003 * 100;
            waits.add(wait);
            small.taskSubmitted(submitted, task, "x");
            small.taskStarted(submitted + wait, task, 1, wait, "x");
            small.taskCompleted(submitted + wait + 1000, task, 1, wait, 1000);
            clock.set(submitted);
            bounded.collect(false);
        }
        bounded.collect(true);
        RecordedRun run = bounded.result();
        Summary summary = run.summary();
        assertThat(summary.lostEvents()).isZero();
        assertThat(run.events()).hasSizeLessThanOrEqualTo(1000);
        assertThat(summary.unkeptEvents()).isEqualTo(3L * tasks - Remarks.without(run.events()).size());
        assertThat(summary.submitted()).isEqualTo(tasks);
        assertThat(summary.completed()).isEqualTo(tasks);
        List<Long> sorted = waits.stream().sorted().toList();
        assertThat((double) summary.waitTimes().p99()).isCloseTo(sorted.get(tasks / 100 * 99 - 1),
                org.assertj.core.api.Assertions.withinPercentage(1));
        assertThat((double) summary.waitTimes().p50()).isCloseTo(sorted.get(tasks / 2 - 1),
                org.assertj.core.api.Assertions.withinPercentage(1));
        assertThat(summary.runTimes().max()).isEqualTo(1000);

        Timeline timeline = new Timeline(1);
        timeline.apply(run.asBatch(0));
        assertThat(timeline.counts().now().completed()).as("counted, though not in the log").isEqualTo(tasks);
        assertThat(timeline.ledger().isBalanced()).isTrue();
        assertThat(timeline.completeness().droppedEvents()).isEqualTo(summary.unkeptEvents());
        assertThat(run.missing().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(summary.droppedEvents());
    }

    @Test
    void theHorizonWaitsForWhatCouldNotBeTakenYet() {
        RecordingObserver busy = new RecordingObserver(TaskTags.NONE, 1 << 16);
        Collector collecting = new Collector(busy, clock, new RecorderLimits(1 << 16, 100_000, 1000));
        collecting.setOrigin(0);
        int tasks = 3 * SamplingController.MOST_AT_ONCE;
        for (int task = 1; task <= tasks; task++) {
            busy.taskSubmitted(task, task, "x");
        }
        busy.workerReady(tasks + 1, 1);
        clock.set(Collector.HOLD_NANOS + 2L * tasks);
        List<RunEvent> all = new ArrayList<>(collecting.collect(false));
        assertThat(all).hasSizeBetween(SamplingController.MOST_AT_ONCE - 10, SamplingController.MOST_AT_ONCE + 10);
        assertThat(collecting.horizonNanos()).isEqualTo(all.size() + 1);
        while (collecting.horizonNanos() <= tasks) {
            all.addAll(collecting.collect(false));
        }
        all.addAll(collecting.collect(true));
        assertThat(all).isSorted().hasSize(tasks + 1);
        assertThat(collecting.dropped()).isZero();
    }

    @Test
    void aLoadThatIsTooMuchIsKnownByWholeTasks() {
        RecordingObserver busy = new RecordingObserver(TaskTags.NONE, 1 << 12);
        Collector collecting = new Collector(busy, clock, new RecorderLimits(1 << 12, 1_000_000, 1000));
        collecting.setOrigin(0);
        int perMilli = 2_000;
        long task = 0;
        for (int milli = 1; milli <= 1_000; milli++) {
            for (int i = 0; i < perMilli; i++) {
                long at = (milli - 1) * 1_000_000L + i * 500L;
                busy.taskSubmitted(at, ++task, "x");
                busy.taskStarted(at + 100, task, 1, 100, "x");
                busy.taskCompleted(at + 400, task, 1, 100, 300);
            }
            clock.set(milli * 1_000_000L);
            if (milli % 10 == 0) {
                collecting.collect(false);
            }
        }
        busy.terminated(2_000_000_000);
        collecting.collect(true);
        RecordedRun run = collecting.result();
        long kept = Remarks.without(run.events()).size();
        assertThat(kept).as("about a second's allowance and the savings")
                .isBetween(SamplingController.PER_SECOND / 16, SamplingController.PER_SECOND + (1 << 13));
        assertThat(kept + run.summary().droppedEvents()).isEqualTo(3 * task + 1);
        Map<Long, Long> steps = run.events().stream().filter(event -> event.type().isOfTask())
                .collect(java.util.stream.Collectors.groupingBy(RunEvent::taskId,
                        java.util.stream.Collectors.counting()));
        assertThat(steps.values()).containsOnly(3L);
        assertThat(run.summary().waitTimes().count()).isEqualTo(task);
    }

    @Test
    void tasksThatWaitWhileSamplingBeginsKeepTheStepsThatAreStillToCome() {
        int queue = RecorderLimits.DEFAULT.queue();
        RecordingObserver busy = new RecordingObserver(TaskTags.NONE, queue);
        Collector collecting = new Collector(busy, clock, new RecorderLimits(queue, 1_000_000, 1000));
        collecting.setOrigin(0);
        int perTick = 15_000;
        int waiting = 5_000;
        long now = 0;
        for (int task = 1; task <= 20 * perTick; task++) {
            now = task * 10_000_000L / perTick;
            busy.taskSubmitted(now, task, "x");
            if (task > waiting) {
                busy.taskStarted(now, task - waiting, 1, 100, "x");
                busy.taskCompleted(now, task - waiting, 1, 100, 0);
            }
            if (task % perTick == 0) {
                clock.set(now);
                collecting.collect(false);
            }
        }
        busy.shutdownBegan(now);
        for (int task = 20 * perTick - waiting + 1; task <= 20 * perTick; task++) {
            busy.taskCancelled(now, task, 0, 100, 0, null);
        }
        busy.terminated(now);
        collecting.collect(true);
        Summary summary = collecting.result().summary();
        assertThat(summary.lostEvents()).isPositive();
        assertThat(summary.unkeptEvents()).as("steps of tasks that have lost another").isZero();
    }

    @Test
    void aLoadThatStaysSomewhatTooMuchUsesUpTheSavingsAndIsThenSampled() {
        RecordingObserver busy = new RecordingObserver(TaskTags.NONE, 1 << 16);
        Collector collecting = new Collector(busy, clock, new RecorderLimits(1 << 16, 1_000_000, 1000));
        collecting.setOrigin(0);
        int tasks = 300_000;
        long kept = 0;
        for (int task = 1; task <= tasks; task++) {
            long at = task * 6_667L;
            busy.taskSubmitted(at, task, "x");
            busy.taskStarted(at + 100, task, 1, 100, "x");
            busy.taskCompleted(at + 400, task, 1, 100, 300);
            clock.set(at + 400);
            if (task % 1500 == 0) {
                kept += Remarks.without(collecting.collect(false)).size();
            }
        }
        kept += Remarks.without(collecting.collect(true)).size();
        assertThat(kept).isBetween(2 * SamplingController.PER_SECOND / 4,
                2 * SamplingController.PER_SECOND + (1 << 16));
        assertThat(kept + collecting.dropped()).isEqualTo(3L * tasks);
    }

    @Test
    void fiftyThousandTasksInASecondAreKeptWithAllTheirSteps() {
        RecordingObserver busy = new RecordingObserver(TaskTags.NONE, RecorderLimits.DEFAULT.queue());
        Collector collecting = new Collector(busy, clock, new RecorderLimits(RecorderLimits.DEFAULT.queue(), 1_000_000,
                1000));
        collecting.setOrigin(0);
        int tasks = 200_000;
        for (int task = 1; task <= tasks; task++) {
            long at = task * 20_000L;
            busy.taskSubmitted(at, task, "x");
            busy.taskStarted(at + 100, task, 1, 100, "x");
            busy.taskCompleted(at + 400, task, 1, 100, 300);
            busy.workerIdle(at + 400, 1);
            clock.set(at + 400);
            if (task % 500 == 0) {
                collecting.collect(false);
            }
        }
        collecting.collect(true);
        assertThat(collecting.result().summary().lostEvents()).isZero();
    }

    @Test
    void theLongestQueueIsSeenInTheCountsWhenTheEventsThatTellOfItAreLost() {
        RecordingObserver small = new RecordingObserver(TaskTags.NONE, 64);
        Collector bounded = new Collector(small, clock, new RecorderLimits(64, 1000, 1000));
        bounded.setOrigin(0);
        for (int task = 1; task <= 10_000; task++) {
            small.taskSubmitted(task, task, "x");
        }
        clock.set(20_000);
        bounded.collect(false);
        for (int task = 1; task <= 10_000; task++) {
            small.taskStarted(20_000 + task, task, 1, 20_000, "x");
            small.taskCompleted(20_000 + task, task, 1, 20_000, 0);
        }
        clock.set(40_000);
        bounded.collect(true);
        Summary summary = bounded.result().summary();
        assertThat(summary.lostEvents()).isPositive();
        assertThat(summary.peakPending()).isEqualTo(10_000);
    }

    private static RunEvent event(long nanos, EventType type, long task, @Nullable String stream, int worker,
            String detail) {
        return EventTextReader.event(nanos, type, task, stream, worker, detail);
    }

    /** How many tasks and workers there were, as what was told has it. */
    private record Account(int alive, int busy, int pending, int submitted) {}

    /**
     * A clock under which the pool goes on: whenever it is read, something happens afterwards, as it does while a collector that is
     * at work is held up.
     */
    private static final class BusyClock implements NanoClock {
        private final SplittableRandom dice;
        private final TreeMap<Long, Account> accounts = new TreeMap<>();
        private final RecordingObserver told;
        private final List<Integer> free = new ArrayList<>();
        private final Map<Integer, Long> hands = new TreeMap<>();
        private final ArrayDeque<Long> queue = new ArrayDeque<>();
        private long now = 1_000;
        private long lastTask;
        private int lastWorker;
        private boolean over;

        BusyClock(long seed, RecordingObserver told) {
            dice = new SplittableRandom(seed);
            this.told = told;
        }

        @Override
        public long nanoTime() {
            long read = now;
            for (int steps = over ? 0 : dice.nextInt(6); steps > 0; steps--) {
                now += 1 + dice.nextInt(8_000_000);
                step();
                accounts.put(now, account());
            }
            now++;
            return read;
        }

        private Account account() {
            return new Account(free.size() + hands.size(), hands.size(), queue.size(), (int) lastTask);
        }

        private void step() {
            switch (dice.nextInt(5)) {
                case 0 -> {
                    if (free.size() + hands.size() < 3) {
                        told.workerSpawned(now, ++lastWorker, SpawnReason.SUBMISSION, 1, 0, 0);
                        free.add(lastWorker);
                    }
                }
                case 1 -> {
                    told.taskSubmitted(now, ++lastTask, "x");
                    queue.add(lastTask);
                }
                case 2 -> {
                    if (!free.isEmpty() && !queue.isEmpty()) {
                        int worker = free.removeFirst();
                        long task = queue.remove();
                        hands.put(worker, task);
                        told.taskStarted(now, task, worker, 1, "x");
                    }
                }
                case 3 -> {
                    if (!hands.isEmpty()) {
                        Map.Entry<Integer, Long> first = hands.entrySet().iterator().next();
                        hands.remove(first.getKey());
                        told.taskCompleted(now, first.getValue(), first.getKey(), 1, 1);
                        free.add(first.getKey());
                    }
                }
                default -> {
                    if (!free.isEmpty()) {
                        int worker = free.removeLast();
                        told.workerRetiring(now, worker, RetirementReason.IDLE_TIMEOUT);
                        told.workerRetired(now, worker, RetirementReason.IDLE_TIMEOUT);
                    }
                }
            }
        }

        /** The pool cancels all at once, and tells of them one by one while the collector looks on. */
        void shutDown(Collector collector) {
            over = true;
            now += 1_000_000;
            long dropped = now;
            List<Long> pending = List.copyOf(queue);
            queue.clear();
            accounts.put(now, account());
            hands.forEach((worker, task) -> {
                now++;
                told.taskCompleted(now, task, worker, 1, 1);
                free.add(worker);
            });
            hands.clear();
            accounts.put(now, account());
            for (long task : pending) {
                now += dice.nextInt(9_000_000);
                told.taskCancelled(dropped, task, 0, 1, 0, new PoolClosedException("closed", null));
                List<RunEvent> _ = collector.collect(false);
            }
            told.shutdownBegan(dropped);
            while (!free.isEmpty()) {
                now += 1_000;
                told.workerRetiring(now, free.getLast(), RetirementReason.SHUTDOWN);
                told.workerRetired(now, free.removeLast(), RetirementReason.SHUTDOWN);
                accounts.put(now, account());
            }
            now++;
            told.terminated(now);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aReadingOfTheCountersIsOfTheTimeThatItSays(long seed) {
        RecordingObserver told = new RecordingObserver(TaskTags.NONE, 1 << 14);
        BusyClock busy = new BusyClock(seed, told);
        Collector collecting = new Collector(told, busy, new RecorderLimits(1 << 14, 100_000, 1000));
        collecting.setOrigin(0);
        for (int round = 0; round < 200; round++) {
            List<RunEvent> _ = collecting.collect(false);
        }
        busy.shutDown(collecting);
        long terminated = busy.now;
        busy.now += 700_000_000;
        List<RunEvent> _ = collecting.collect(true);

        List<CountSample> samples = collecting.result().counted().samples();
        assertThat(samples).hasSizeGreaterThan(200).isSortedAccordingTo(Comparator.comparingLong(CountSample::nanos))
                .allSatisfy(sample -> {
                    Map.Entry<Long, Account> then = busy.accounts.floorEntry(sample.nanos());
                    Account account = then == null ? new Account(0, 0, 0, 0) : then.getValue();
                    assertThat(new Account(sample.counts().alive(), sample.counts().busy(),
                            (int) sample.counts().pending(), (int) sample.counts().submitted()))
                            .as("seed %d, %s", seed, sample).isEqualTo(account);
                });
        assertThat(samples).as("where the picture ends, all has ended").anySatisfy(sample -> {
            assertThat(sample.nanos()).isEqualTo(terminated);
            assertThat(sample.state()).isEqualTo(PoolState.TERMINATED);
        });
        assertThat(collecting.horizonNanos()).isGreaterThanOrEqualTo(samples.getLast().nanos());
    }

    /** As all arrivals are that come between the end of the pool and that of the run. */
    @Test
    void whatIsRefusedAfterThePoolHasTerminatedWasNotRefusedBefore() {
        RecordingObserver told = new RecordingObserver(TaskTags.NONE, 64);
        SettableClock clock = new SettableClock(0);
        Collector collecting = new Collector(told, clock, new RecorderLimits(64, 1000, 100));
        collecting.setOrigin(0);
        told.shutdownBegan(10);
        clock.set(15);
        List<RunEvent> _ = collecting.collect(false);
        told.terminated(20);
        told.taskRefused(30, "late", new RejectedExecutionException());
        clock.set(40);
        List<RunEvent> _ = collecting.collect(true);

        assertThat(collecting.result().counted().samples()).isNotEmpty().allSatisfy(sample -> assertThat(
                sample.counts().rejected()).as("%s", sample).isEqualTo(sample.nanos() < 30 ? 0 : 1));
    }
}
