package dev.poolscope.telemetry.recorder;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.stats.Histogram;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.RandomRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The numbers of a run, kept where they are reported, whatever becomes of the details. */
class CounterAggregatorTest {

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36})
    void theSummaryFollowsFromTheTextOfTheEventsInWhicheverOrderThreadsTell(long seed) throws Exception {
        List<RunEvent> events = RandomRun.whole(seed, 3, 600);
        StringWriter text = new StringWriter();
        EventsCsv.write(events, text);
        EventsCsvReplay replay = new EventsCsvReplay(text.toString());
        Retelling retelling = Retelling.of(events);
        for (int round = 0; round < 3; round++) {
            Random random = new Random(seed * 31 + round);
            SettableClock clock = new SettableClock(0);
            RecordingObserver recordingObserver = new RecordingObserver(Retelling.TAGS, 1 << 14);
            Collector collector = new Collector(recordingObserver, clock, new RecorderLimits(1 << 14, 1 << 14, 1000));
            collector.setOrigin(0);
            for (RunEvent event : round == 0 ? events : Retelling.shuffled(events, random)) {
                retelling.tell(recordingObserver, event);
                if (random.nextInt(100) == 0) {
                    // Everything that comes later is a straggler, if it is before that time.
                    clock.set(random.nextInt(10_000) + Collector.HOLD_NANOS);
                    collector.collect(false);
                }
            }
            collector.collect(true);
            replay.assertMatches(collector.result().summary());
        }
    }

    /** One task, as its worker knows it. */
    private record Life(long due, long submitted, long started, long ended, boolean fails) {}

    private static final TaskTags DUE = new TaskTags() {
        @Override
        public @Nullable String streamOf(Object target) {
            return null;
        }

        @Override
        public long dueNanosOf(Object target, long submittedNanos) {
            return ((Life) target).due();
        }
    };

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void countsAndTimesAreExactAndLossesCountedByTypeWhenThereIsRoomForHardlyAnyDetail(long seed) throws Exception {
        int threads = 4;
        int each = 20_000;
        RecordingObserver recordingObserver = new RecordingObserver(DUE, 16);
        Collector collector = new Collector(recordingObserver, new SettableClock(0),
                new RecorderLimits(16, 1_000_000, 1000));
        collector.setOrigin(0);
        List<Life> lives = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < threads * each; i++) {
            long due = random.nextInt(1_000_000);
            long submitted = due + (random.nextBoolean() ? random.nextInt(1000) : 0);
            long started = submitted + random.nextInt(1 << random.nextInt(24));
            lives.add(new Life(due, submitted, started, started + random.nextInt(1 << random.nextInt(20)),
                    random.nextInt(9) == 0));
        }
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                // Each submits what the next one runs, so that a worker and another thread tell of the same task.
                for (int i = 0; i < each; i++) {
                    int task = thread * each + i;
                    recordingObserver.taskSubmitted(lives.get(task).submitted, task + 1, lives.get(task));
                    run(recordingObserver, (task + each) % lives.size(), thread + 1, lives);
                }
                recordingObserver.workerRetired(9_000_000_000L, thread + 1, RetirementReason.JOIN);
            }));
        }
        go.countDown();
        List<RunEvent> taken = new ArrayList<>();
        while (all.stream().anyMatch(Thread::isAlive)) {
            taken.addAll(collector.collect(true));
            Thread.onSpinWait();
        }
        taken.addAll(collector.collect(true));
        RecordedRun run = collector.result();
        Summary summary = run.summary();

        int failed = (int) lives.stream().filter(Life::fails).count();
        assertThat(summary.submitted()).isEqualTo(lives.size());
        assertThat(summary.completed()).isEqualTo(lives.size() - failed);
        assertThat(summary.failed()).isEqualTo(failed);
        assertThat(summary.retired().get(RetirementReason.JOIN)).isEqualTo(threads);
        Histogram wait = new Histogram();
        Histogram running = new Histogram();
        Histogram total = new Histogram();
        Histogram late = new Histogram();
        for (Life life : lives) {
            wait.add(life.started - life.due);
            running.add(life.ended - life.started);
            total.add(life.ended - life.due);
            if (life.submitted > life.due) {
                late.add(life.submitted - life.due);
            }
        }
        assertThat(summary.waitTimes()).isEqualTo(wait.distribution());
        assertThat(summary.runTimes()).isEqualTo(running.distribution());
        assertThat(summary.totalTimes()).isEqualTo(total.distribution());
        assertThat(summary.arrivalLateness()).isEqualTo(late.distribution());
        long firstDue = lives.stream().mapToLong(Life::due).min().orElseThrow();
        long lastEnd = lives.stream().mapToLong(Life::ended).max().orElseThrow();
        assertThat(summary.throughput()).isEqualTo(summary.completed() / ((lastEnd - firstDue) / 1e9));

        Map<EventType, Long> told = new EnumMap<>(Map.of(EventType.SUBMITTED, (long) lives.size(), EventType.STARTED,
                (long) lives.size(), EventType.COMPLETED, (long) lives.size() - failed, EventType.FAILED, (long) failed,
                EventType.WORKER_RETIRED, (long) threads));
        EventCounts lost = new EventCounts();
        new CounterAggregator(recordingObserver).addLostTo(lost);
        assertThat(lost.byType()).as("what was told and not taken").isEqualTo(without(told, taken));
        assertThat(run.missing()).as("what was told and is not there").isEqualTo(without(told, run.events()));
        assertThat(summary.lostEvents()).isPositive()
                .isEqualTo(3L * lives.size() + threads - Remarks.without(taken).size());
        assertThat(summary.droppedEvents()).isEqualTo(3L * lives.size() + threads
                - Remarks.without(run.events()).size());
    }

    private static Map<EventType, Long> without(Map<EventType, Long> told, List<RunEvent> some) {
        Map<EventType, Long> rest = new EnumMap<>(told);
        Remarks.without(some).forEach(event -> rest.merge(event.type(), -1L, Long::sum));
        rest.values().removeIf(count -> count == 0);
        return rest;
    }

    private static void run(RecordingObserver recordingObserver, int at, int worker, List<Life> lives) {
        Life life = lives.get(at);
        long queue = life.started - life.submitted;
        recordingObserver.taskStarted(life.started, at + 1, worker, queue, life);
        if (life.fails) {
            recordingObserver.taskFailed(life.ended, at + 1, worker, queue, life.ended - life.started,
                    new Exception("it"));
        } else {
            recordingObserver.taskCompleted(life.ended, at + 1, worker, queue, life.ended - life.started);
        }
    }

    @Test
    void noMoreWorkersAreBusyAndAliveThanThereAreHoweverFastTheyWork() throws Exception {
        int threads = 4;
        RecordingObserver recordingObserver = new RecordingObserver(TaskTags.NONE, 16);
        CounterAggregator counterAggregator = new CounterAggregator(recordingObserver);
        List<Thread> all = new ArrayList<>();
        CountDownLatch spawned = new CountDownLatch(threads);
        for (int t = 1; t <= threads; t++) {
            int worker = t;
            all.add(Thread.ofPlatform().start(() -> {
                recordingObserver.workerSpawned(1, worker, SpawnReason.SUBMISSION, 1, 0, 0);
                spawned.countDown();
                for (int i = 0; i < 200_000; i++) {
                    long task = (long) i * threads + worker;
                    recordingObserver.taskSubmitted(2, task, "x");
                    recordingObserver.taskStarted(3, task, worker, 1, "x");
                    recordingObserver.taskCompleted(4, task, worker, 1, 1);
                }
            }));
        }
        spawned.await();
        while (all.stream().anyMatch(Thread::isAlive)) {
            Counts counts = counterAggregator.counts();

            assertThat(counts.busy()).isBetween(0, threads);
            assertThat(counts.alive()).isEqualTo(threads);
            assertThat(counts.pending()).as("tasks that have been submitted and not started").isBetween(0L, 400L);
        }
        assertThat(counterAggregator.counts().completed()).isEqualTo(200_000L * threads);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neitherAreMoreBusyThanAliveNorMoreAliveThanThePoolMayHaveHoweverTheyComeAndGo(long seed) throws Exception {
        int threads = 4;
        RecordingObserver recordingObserver = new RecordingObserver(TaskTags.NONE, 16);
        CounterAggregator counterAggregator = new CounterAggregator(recordingObserver);
        counterAggregator.setMaxWorkers(threads);
        AtomicInteger lastWorker = new AtomicInteger();
        AtomicLong lastTask = new AtomicLong();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            SplittableRandom dice = new SplittableRandom(seed * 100 + t);
            all.add(Thread.ofPlatform().start(() -> {
                int worker = lastWorker.incrementAndGet();
                recordingObserver.workerSpawned(1, worker, SpawnReason.SUBMISSION, 1, 0, 0);
                for (int turn = 0; turn < 20_000; turn++) {
                    long task = lastTask.incrementAndGet();
                    recordingObserver.taskSubmitted(2, task, "x");
                    recordingObserver.taskStarted(3, task, worker, 1, "x");
                    recordingObserver.taskCompleted(4, task, worker, 1, 1);
                    if (dice.nextInt(8) == 0) {
                        recordingObserver.workerRetiring(5, worker, RetirementReason.MAX_TASKS);
                        int next = lastWorker.incrementAndGet();
                        // A thread that starts the next one may tell of it first.
                        boolean early = dice.nextBoolean();
                        if (early) {
                            recordingObserver.workerSpawned(6, next, SpawnReason.SUBMISSION, 1, 0, 0);
                        }
                        recordingObserver.workerRetired(6, worker, RetirementReason.MAX_TASKS);
                        if (!early) {
                            recordingObserver.workerSpawned(6, next, SpawnReason.RETIREMENT, 1, 0, 0);
                        }
                        worker = next;
                    }
                }
            }));
        }
        while (all.stream().anyMatch(Thread::isAlive)) {
            Counts counts = counterAggregator.counts();

            assertThat(counts.alive()).as("seed %d", seed).isBetween(0, threads);
            assertThat(counts.busy()).as("seed %d", seed).isBetween(0, counts.alive());
            assertThat(counts.free()).as("seed %d", seed).isBetween(0, counts.alive() - counts.busy());
            assertThat(counts.pending()).isNotNegative();
        }
        assertThat(counterAggregator.counts()).isEqualTo(new Counts(threads, 0, threads, 0, 20_000L * threads,
                20_000L * threads, 0, 0, 0, 0));
    }

    @Test
    void aStepThatIsKnownBeforeTheOneThatLeadsToItStandsForBoth() {
        RecordingObserver recordingObserver = new RecordingObserver(TaskTags.NONE, 64);
        CounterAggregator counterAggregator = new CounterAggregator(recordingObserver);
        EventCounts early = new EventCounts();
        early.add(EventType.COMPLETED, 1);
        early.add(EventType.WORKER_RETIRING, 1);
        assertThat(early.now(0, 0, false)).isEqualTo(new Counts(0, 0, 0, 0, 1, 1, 0, 0, 0, 0));
        recordingObserver.taskStarted(5, 1, 1, 2, "x");
        assertThat(counterAggregator.counts()).as("no worker is there only because a task says so")
                .isEqualTo(new Counts(0, 0, 0, 0, 1, 0, 0, 0, 0, 0));
        recordingObserver.workerSpawned(1, 1, dev.poolscope.pool.SpawnReason.SUBMISSION, 1, 0, 0);
        recordingObserver.taskSubmitted(3, 1, "x");
        recordingObserver.taskSubmitted(3, 2, "x");
        assertThat(counterAggregator.counts()).isEqualTo(new Counts(1, 1, 0, 1, 2, 0, 0, 0, 0, 0));
        recordingObserver.taskCancelled(6, 2, 0, 3, 0, null);
        recordingObserver.taskCompleted(7, 1, 1, 2, 2);
        assertThat(counterAggregator.counts()).isEqualTo(new Counts(1, 0, 1, 0, 2, 1, 0, 1, 0, 0));
        recordingObserver.workerRetiring(8, 1, RetirementReason.SHUTDOWN);
        assertThat(counterAggregator.counts()).isEqualTo(new Counts(1, 0, 0, 0, 2, 1, 0, 1, 0, 0));
        recordingObserver.workerRetired(9, 1, RetirementReason.SHUTDOWN);
        assertThat(counterAggregator.counts()).isEqualTo(new Counts(0, 0, 0, 0, 2, 1, 0, 1, 0, 0));
    }
}
