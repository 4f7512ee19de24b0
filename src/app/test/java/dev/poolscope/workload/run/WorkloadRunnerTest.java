package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WorkloadRunnerTest {
    /** Everything that a run tells. */
    private static final class Log implements RunListener, PoolObserver {
        final ConcurrentLinkedQueue<Object> submitted = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<SyntheticTask> rejected = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> acted = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<Long> due = new ConcurrentLinkedQueue<>();
        final AtomicInteger cancelled = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger idleRetired = new AtomicInteger();
        final AtomicInteger joinsEnded = new AtomicInteger();
        final AtomicInteger cancelledByPool = new AtomicInteger();
        final AtomicInteger hooksFailed = new AtomicInteger();
        final ConcurrentLinkedQueue<Integer> brokenWorkers = new ConcurrentLinkedQueue<>();
        final AtomicInteger starved = new AtomicInteger();
        final ConcurrentLinkedQueue<Change> changes = new ConcurrentLinkedQueue<>();
        final AtomicLong lastEnd = new AtomicLong();
        volatile long began;

        record Change(long nanos, int delta) {}

        /** By the stamps: the next submission may be reported before what ended before it. */
        int peakUnfinished() {
            int unfinished = 0;
            int peak = 0;
            for (Change change : changes.stream()
                    .sorted(Comparator.comparingLong(Change::nanos).thenComparingInt(Change::delta)).toList()) {
                unfinished += change.delta();
                peak = Math.max(peak, unfinished);
            }
            return peak;
        }

        @Override
        public void joinEnded(long nanos, JoinOutcome outcome) {
            joinsEnded.incrementAndGet();
        }

        @Override
        public void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {
            hooksFailed.incrementAndGet();
            brokenWorkers.add(workerId);
        }

        @Override
        public void starved(long nanos, Map<Integer, Long> waits) {
            starved.incrementAndGet();
        }

        @Override
        public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
            changes.add(new Change(nanos, -1));
            lastEnd.accumulateAndGet(nanos, Math::max);
        }

        @Override
        public void began(long nanos) {
            began = nanos;
        }

        @Override
        public void arrived(long nanos, SyntheticTask task) {
            due.add(task.dueNanos(nanos) - began);
        }

        @Override
        public void rejected(long nanos, SyntheticTask task, RejectedExecutionException reason) {
            rejected.add(task);
        }

        @Override
        public void acted(long nanos, Action action) {
            acted.add(action.text());
        }

        @Override
        public void actionRefused(long nanos, Action action, String reason) {
            refused.add(action.text());
        }

        @Override
        public void taskSubmitted(long nanos, long taskId, Object target) {
            submitted.add(target);
            changes.add(new Change(nanos, 1));
        }

        @Override
        public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                Throwable failure) {
            failed.incrementAndGet();
        }

        @Override
        public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                @Nullable RejectedExecutionException cause) {
            cancelled.incrementAndGet();
            if (cause != null) {
                cancelledByPool.incrementAndGet();
            }
        }

        @Override
        public void workerRetired(long nanos, int workerId, RetirementReason reason) {
            if (reason == RetirementReason.IDLE_TIMEOUT) {
                idleRetired.incrementAndGet();
            }
        }
    }

    /** A scenario from the lines that matter. */
    private static Scenario scenario(String pool, String rest) throws InvalidScenarioException {
        return ScenarioReader.parse("test.yaml",
                "poolscope: 1\nname: test\nduration: 400ms\npool: { " + pool + " }\n" + rest);
    }

    /** Runs it, and lets running tasks end. */
    private static Log run(Scenario scenario) throws InterruptedException {
        return run(scenario, Duration.ofSeconds(30));
    }

    /** Runs it, and interrupts what still runs at its end: for tasks that are to run as long as the run, on a slow machine too. */
    private static Log runAndInterrupt(Scenario scenario) throws InterruptedException {
        return run(scenario, Duration.ZERO);
    }

    private static Log run(Scenario scenario, Duration grace) throws InterruptedException {
        Log log = new Log();
        WorkloadRunner runner = new WorkloadRunner(scenario, NanoClock.SYSTEM, log, List.of(log));
        runner.start();
        runner.awaitEnd();
        runner.pool().shutdown(grace, true);
        runner.pool().close();
        return log;
    }

    @Test
    void firstLightShowsWhatItPromises() throws Exception {
        Log log = run(ReadyScenarios.load("first-light").atSpeed(10));

        assertThat(log.submitted).hasSizeGreaterThan(100);
        assertThat(log.cancelled.get()).isGreaterThanOrEqualTo(5);
        assertThat(log.idleRetired.get()).isGreaterThanOrEqualTo(2);
        assertThat(log.failed.get()).isGreaterThanOrEqualTo(1);
        assertThat(log.rejected).hasSizeGreaterThanOrEqualTo(3);
        assertThat(log.acted).hasSize(9).contains("shutdown: true");
    }

    @Test
    void theSameSeedGivesTheSameDueTimesWhateverThePoolDoes() throws Exception {
        Log one = run(ReadyScenarios.load("first-light").atSpeed(60));
        Log other = run(ReadyScenarios.load("first-light").atSpeed(60));
        Log another = run(ReadyScenarios.load("first-light").withSeed(7).atSpeed(60));

        assertThat(one.due).containsExactlyElementsOf(other.due);
        assertThat(another.due).isNotEqualTo(one.due);
    }

    @Test
    void arrivalsComeBeforeActionsOfTheSameMomentAndEachInTheOrderOfTheFile() throws Exception {
        Log log = run(scenario("type: dual",
                """
                streams:
                  - { name: a, arrivals: { batch: { count: 2, at: 100ms } }, task: { sleep: 0s } }
                  - { name: b, arrivals: { batch: { count: 2, at: 100ms } }, task: { sleep: 0s } }
                actions:
                  - { at: 100ms, shutdown: true }
                  - { at: 100ms, note: after }
                  - { at: 50ms, note: before }
                """));

        assertThat(log.submitted).extracting(Object::toString).containsExactly("a 1", "a 2", "b 1", "b 2");
        assertThat(log.acted).containsExactly("note: before", "shutdown: true", "note: after");
    }

    @Test
    void aShutdownDoesNotKeepTheGeneratorWaitingAndWhatComesAfterItIsRejected() throws Exception {
        Log log = runAndInterrupt(scenario("type: single",
                """
                streams:
                  - { name: long, arrivals: { batch: { count: 3, at: 0s } }, task: { sleep: 60s } }
                  - { name: late, arrivals: { batch: { count: 4, at: 100ms } }, task: { sleep: 0s } }
                actions: [ { at: 100ms, note: x }, { at: 50ms, shutdown: true } ]
                """));

        assertThat(log.cancelled.get()).isEqualTo(2);
        assertThat(log.rejected).extracting(SyntheticTask::stream).containsOnly("late").hasSize(4);
    }

    @Test
    void whatComesAfterAJoinInTheFileIsRefusedBecauseTheJoinHasBegun() throws Exception {
        Log log = runAndInterrupt(scenario("type: single",
                """
                streams: [ { name: s, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 60s } } ]
                actions:
                  - { at: 100ms, join: true }
                  - { at: 100ms, submit: { stream: s, count: 3 } }
                """));

        assertThat(log.rejected).hasSize(3).allMatch(task -> task.origin() == SyntheticTask.Origin.LIVE);
    }

    @Test
    void aJoinThatTimesOutLeavesThePoolOpen() throws Exception {
        Log log = new Log();
        WorkloadRunner runner = new WorkloadRunner(scenario("type: single",
                """
                streams: [ { name: s, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 60s } } ]
                actions: [ { at: 50ms, join: 50ms } ]
                """).withDuration(Duration.ofMinutes(1)), NanoClock.SYSTEM, log, List.of(log));
        runner.start();
        await().until(() -> log.joinsEnded.get() == 1);

        var _ = runner.perform(new Action.Submit("s", 2));
        await().until(() -> log.submitted.size() == 3);
        assertThat(log.rejected).isEmpty();
        runner.stop();
        runner.pool().shutdown(Duration.ZERO, true);
        runner.pool().close();
    }

    @Test
    void cancelPendingCancelsWhatIsPendingOfItsStreamAndNothingElse() throws Exception {
        Log log = runAndInterrupt(scenario("type: single",
                """
                streams:
                  - { name: running, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 60s } }
                  - { name: some, arrivals: { batch: { count: 5, at: 20ms } }, task: { sleep: 0s } }
                  - { name: others, arrivals: { batch: { count: 3, at: 20ms } }, task: { sleep: 0s } }
                actions: [ { at: 100ms, cancelPending: some }, { at: 100ms, cancelPending: running } ]
                """));

        assertThat(log.cancelled.get()).as("five by hand, three by the shutdown at the end").isEqualTo(8);
        assertThat(log.cancelledByPool.get()).isEqualTo(3);
        assertThat(log.failed.get()).as("the one that was running to the end").isOne();
    }

    @Test
    void theNextInitializerFailsWhenItWasToldTo() throws Exception {
        Log log = run(scenario("type: dual",
                """
                streams: [ { name: s, arrivals: { batch: { count: 2, at: 100ms } }, task: { sleep: 0s } } ]
                actions: [ { at: 50ms, breakNextInitializer: true }, { at: 300ms, spawnMaxWorkers: true } ]
                """));

        assertThat(log.hooksFailed.get()).isPositive();
        assertThat(log.refused).containsExactly("spawnMaxWorkers: true");
    }

    @Test
    void aHookFailsOnTheWorkerWhoseNumberItWasGiven() throws Exception {
        Log log = run(scenario("type: quad, initializer: { failsOnWorker: 3 }",
                "actions: [ { at: 0s, spawnWorkers: 3 } ]\n"));

        assertThat(log.brokenWorkers).containsExactly(3);
    }

    @Test
    void aTaskThatIsNotDoneInTimeIsCancelledRunningOrNot() throws Exception {
        Log log = run(scenario("type: single",
                """
                streams:
                  - { name: s, arrivals: { batch: { count: 3, at: 0s } }, task: { sleep: 60s, cancelAfter: 50ms } }
                  - { name: quick, arrivals: { batch: { count: 1, at: 150ms } }, task: { sleep: 0s, cancelAfter: 30s } }
                """));

        assertThat(log.cancelled.get()).isEqualTo(3);
        assertThat(log.failed.get()).isZero();
    }

    @Test
    void aUserOfAClosedStreamNeverHasTwoTasksAtATimeAndLeavesWhenRejected() throws Exception {
        Log log = run(scenario("type: quad",
                """
                streams: [ { name: users, arrivals: { closed: { users: 2, think: 10ms } }, task: { sleep: 20ms } } ]
                actions: [ { at: 200ms, shutdown: true } ]
                """));

        assertThat(log.peakUnfinished()).isEqualTo(2);
        assertThat(log.submitted).hasSizeBetween(4, 16);
        assertThat(log.rejected).hasSize(2);
    }

    @Test
    void aClosedUserDoesNotComeAgainAfterTheEndOfTheWindow() throws Exception {
        Log log = run(scenario("type: single",
                """
                streams: [ { name: users, arrivals: { closed: { users: 3, think: 300ms } }, until: 200ms, task: { sleep: 0s } } ]
                """));

        assertThat(log.submitted).hasSize(3);
    }

    @Test
    void aParentFailsWhenAChildDoesNotCompleteAndOneThatDoesNotWaitDoesNot() throws Exception {
        Log log = runAndInterrupt(scenario("type: quad",
                """
                streams:
                  - { name: waits, arrivals: { batch: { count: 1, at: 0s } }, task: { fanOut: { children: 2, child: 60s } } }
                  - { name: goes, arrivals: { batch: { count: 1, at: 0s } }, task: { fanOut: { children: 1, child: 60s, wait: false } } }
                """));

        assertThat(log.submitted).extracting(target -> ((SyntheticTask) target).origin())
                .as("two parents, three children")
                .filteredOn(SyntheticTask.Origin.CHILD::equals).hasSize(3);
        assertThat(log.failed.get()).isEqualTo(4);
    }

    @Test
    void aStarvingFanOutEndsWithItsRunAndDoesNotHang() throws Exception {
        Log log = runAndInterrupt(scenario("type: dual",
                """
                streams: [ { name: nested, arrivals: { batch: { count: 200, at: 0s } }, task: { fanOut: { children: 1, child: 1ms } } } ]
                """));

        // So many that two of them wait for children behind the others, whatever ran while the batch was being submitted.
        assertThat(log.starved.get()).isPositive();
        assertThat(log.cancelled.get()).isPositive();
        assertThat(log.failed.get()).isEqualTo(2);
    }

    @Test
    void aLazyMapHasAsManyTasksInFlightAsItsBufferHolds() throws Exception {
        Log log = run(scenario("type: quad",
                """
                streams: [ { name: s, arrivals: { map: { items: 12, at: 0s, bufferSize: 2 } }, task: { sleep: 5ms } } ]
                """).withDuration(Duration.ofSeconds(2)));

        assertThat(log.submitted).hasSize(12).allMatch(target -> ((StreamTarget) target).stream().equals("s"));
        assertThat(log.peakUnfinished()).isBetween(1, 2);
    }

    @Test
    void anEagerMapSubmitsATaskForEachChunkBeforeAnythingElseOfItsMoment() throws Exception {
        Log log = run(scenario("type: single",
                """
                streams:
                  - { name: bulk, arrivals: { mapAll: { items: 7, at: 50ms, chunkSize: 3 } }, task: { sleep: 60s } }
                  - { name: star, arrivals: { starmapAll: { items: 2, at: 50ms } }, task: { sleep: 0s } }
                actions: [ { at: 50ms, shutdown: true } ]
                """).withDuration(Duration.ofMillis(100)), Duration.ZERO);

        assertThat(log.submitted).extracting(Object::toString).containsExactly("bulk", "bulk", "bulk", "star", "star");
    }

    @Test
    void aLazyMapBeginsBeforeAnActionOfTheSameMoment() throws Exception {
        Log log = run(scenario("type: single",
                """
                streams: [ { name: s, arrivals: { starmap: { items: 3, at: 50ms } }, task: { sleep: 0s } } ]
                actions: [ { at: 50ms, shutdown: true } ]
                """));

        assertThat(log.submitted).hasSizeBetween(1, 3);
    }

    @Test
    void anIterationStopsAtItsFirstFailure() throws Exception {
        Log log = run(scenario("type: single",
                """
                streams: [ { name: s, arrivals: { map: { items: 50, at: 0s } }, task: { sleep: 0s, fails: 100% } } ]
                """));

        assertThat(log.submitted).hasSize(1);
        assertThat(log.failed.get()).isOne();
    }

    @Test
    void theSharedLockLetsOneTaskAtATimeThrough() throws Exception {
        Log log = run(scenario("type: quad",
                """
                streams: [ { name: s, arrivals: { batch: { count: 4, at: 0s } }, task: { lock: 30ms } } ]
                """));

        assertThat(log.lastEnd.get() - log.began).isGreaterThanOrEqualTo(Duration.ofMillis(120).toNanos());
        assertThat(log.failed.get()).isZero();
    }

    @Test
    void everyTaskFailsThatIsDrawnToFailAndThePoolSurvives() throws Exception {
        Log log = run(scenario("type: dual",
                """
                streams: [ { name: s, arrivals: { batch: { count: 20, at: 0s } }, task: { sleep: 0s, fails: 100% } } ]
                """));

        assertThat(log.failed.get()).isEqualTo(20);
    }

    @Test
    void everyKindOfTaskAnswersAnInterruptionAtOnce() throws Exception {
        Log log = new Log();
        Scenario scenario = scenario("type: quad",
                """
                streams:
                  - { name: sleep, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 10min } }
                  - { name: cpu, arrivals: { batch: { count: 1, at: 0s } }, task: { cpu: 10min } }
                  - { name: lock, arrivals: { batch: { count: 2, at: 0s } }, task: { lock: 10min } }
                """);
        WorkloadRunner runner = new WorkloadRunner(scenario, NanoClock.SYSTEM, log, List.of(log));
        runner.start();
        runner.awaitEnd();

        assertThat(runner.pool().shutdown(Duration.ZERO, true)).isFalse();
        runner.pool().close();

        assertThat(log.failed.get()).isEqualTo(4);
    }

    @Test
    void liveActionsAreDoneInTheirTurnAndNoneAfterTheEnd() throws Exception {
        Log log = new Log();
        WorkloadRunner runner = new WorkloadRunner(scenario("type: single", ""), NanoClock.SYSTEM, log, List.of(log));
        CompletableFuture<Answer> submitted = runner.perform(new Action.Submit(WorkloadRunner.MANUAL, 2));
        runner.start();
        runner.awaitEnd();

        assertThat(submitted).isCompletedWithValue(Answer.PERFORMED);
        assertThat(runner.perform(new Action.Shutdown()))
                .isCompletedWithValue(new Answer.Refused("the run is over"));
        assertThat(log.acted).containsExactly("submit: { stream: manual, count: 2 }");
        assertThat(log.submitted).extracting(Object::toString).containsExactly("manual 1", "manual 2");
        assertThat(runner.perform(new Action.CancelPending("web")))
                .isCompletedWithValue(new Answer.Refused("there is no stream 'web'; there are manual"));
        runner.pool().close();
    }

    @Test
    void aRateThatIsSetByTheFileHoldsFromThenOnWhateverThePoolDoes() throws Exception {
        Scenario scenario = scenario("type: single",
                """
                streams:
                  - { name: s, arrivals: { constant: { rate: 10/s } }, task: { sleep: 0s } }
                  - { name: p, arrivals: { poisson: { rate: 50/s } }, until: 300ms, task: { sleep: 30ms } }
                actions:
                  - { at: 150ms, setRate: { stream: s, rate: 100/s } }
                  - { at: 199ms, setRate: { stream: s, rate: 5/s } }
                  - { at: 200ms, setRate: { stream: p, rate: 400/s } }
                  - { at: 350ms, setRate: { stream: p, rate: 400/s } }
                """);
        Log log = run(scenario);
        Log again = run(scenario);

        assertThat(log.due).containsExactlyElementsOf(again.due).contains(0L, 100_000_000L, 155_000_000L, 195_000_000L)
                // At 199 ms four tenths of an arrival have passed; six tenths take 120 ms.
                .contains(319_000_000L).doesNotContain(205_000_000L);
        assertThat(log.refused).as("its arrivals are over").containsExactly("setRate: { stream: p, rate: 400/s }");
    }

    @Test
    void whatWasDoneByHandAndNotRefusedIsTheSameWhenAFileSaysIt() throws Exception {
        Scenario scenario = scenario("type: single",
                "streams: [ { name: s, arrivals: { poisson: { rate: 20/s } }, task: { sleep: 0s } } ]\n")
                .withDuration(Duration.ofSeconds(1));
        Log log = new Log();
        WorkloadRunner runner = new WorkloadRunner(scenario, NanoClock.SYSTEM, log, List.of(log));
        assertThat(runner.rates()).containsExactly(Map.entry("s", Rate.parse("20/s")));
        runner.start();
        await().until(() -> log.due.size() >= 2);
        var _ = runner.perform(new Action.SetRate("s", Rate.parse("150/s")));
        await().until(() -> runner.rates().containsValue(Rate.parse("150/s")));
        await().until(() -> log.due.size() >= 6);
        var _ = runner.perform(new Action.Shutdown());
        var _ = runner.perform(new Action.SpawnMaxWorkers());
        await().until(() -> !log.refused.isEmpty());
        runner.awaitEnd();

        assertThat(runner.rates()).as("all is over").isEmpty();
        assertThat(runner.performed()).extracting(it -> it.action().key()).containsExactly("setRate", "shutdown");
        assertThat(runner.performed()).allMatch(it -> it.at().toNanos() % 1_000_000 == 0);
        Log replayed = run(new Scenario("x", "", scenario.seed(), scenario.duration(), scenario.pool(),
                scenario.streams(), runner.performed(), List.of()));
        assertThat(replayed.due).containsExactlyElementsOf(log.due);
        runner.pool().close();
    }

    @Test
    void aStreamWithoutARateRefusesOne() throws Exception {
        WorkloadRunner runner = new WorkloadRunner(scenario("type: single",
                "streams: [ { name: b, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 0s } } ]\n"),
                NanoClock.SYSTEM, new Log(), List.of());
        WorkloadRunner manual = new WorkloadRunner(scenario("type: single", ""), NanoClock.SYSTEM, new Log(),
                List.of());

        assertThat(runner.rates()).isEmpty();
        assertThat(runner.perform(new Action.SetRate("b", Rate.parse("1/s")))).isCompletedWithValue(
                new Answer.Refused("the stream 'b' has no rate to set; constant, poisson and ramp arrivals have one"));
        assertThat(manual.perform(new Action.SetRate(WorkloadRunner.MANUAL, Rate.parse("1/s")))).isCompletedWithValue(
                new Answer.Refused(
                        "the stream 'manual' has no rate to set; constant, poisson and ramp arrivals have one"));
        runner.pool().close();
        manual.pool().close();
    }

    @Test
    void aStoppedRunEndsLongBeforeItsDuration() throws Exception {
        Scenario open = ScenarioReader.parse("test.yaml",
                "poolscope: 1\nname: x\nduration: open\npool: { type: single }\n");
        WorkloadRunner runner = new WorkloadRunner(open, NanoClock.SYSTEM, new Log(), List.of());
        runner.start();

        assertThat(runner.awaitEnd(Duration.ofMillis(50))).isFalse();
        runner.stop();
        assertThat(runner.awaitEnd(Duration.ofSeconds(30))).isTrue();
        runner.pool().close();
    }
}
