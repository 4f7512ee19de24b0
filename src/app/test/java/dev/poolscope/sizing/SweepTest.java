package dev.poolscope.sizing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.MeasuredLoad;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Simulation;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.theory.LittlesLaw;
import dev.poolscope.theory.Theory;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SweepTest {
    private static final Quantity MEAN = new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.MEAN);
    private static final Quantity P99 = new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.P99);

    private static Scenario scenario(String arrivals, String task) throws InvalidScenarioException {
        return ScenarioReader.parse("load.yaml", """
                                                 poolscope: 1
                                                 name: load
                                                 duration: 20s
                                                 pool: { type: quad }
                                                 streams:
                                                   - { name: web, arrivals: %s, task: %s }
                                                 """.formatted(arrivals, task));
    }

    private static SweepPlan plan(Scenario scenario, String vary, String goal, int seeds) throws Exception {
        return SweepPlan.of(scenario, List.of(Variation.parse(vary)),
                goal.isEmpty() ? List.of() : List.of(Expectation.parse(goal)), seeds, 2);
    }

    private static SweepResult swept(SweepPlan plan) throws InterruptedException {
        try (Sweep sweep = Sweep.simulate(plan)) {
            assertThat(sweep.await(Duration.ofMinutes(1))).isTrue();
            assertThat(sweep.isComplete()).isTrue();
            return sweep.result();
        }
    }

    private static SweepResult swept(Scenario scenario, String vary, String goal, int seeds) throws Exception {
        return swept(plan(scenario, vary, goal, seeds));
    }

    @Test
    void theEngineersQuestionIsAnsweredAsErlangCAnswersIt() throws Exception {
        SweepResult result = swept(
                scenario("{ poisson: { rate: 200/s } }", "{ sleep: { exponential: { mean: 15ms } } }"),
                "pool.maxWorkers=3..6", "wait.p99 < 100ms", 30);

        List<String> answer = SweepAnswer.of(result);
        assertThat(answer.getFirst()).matches("smallest: 4 workers \\(p99 [0-9.]+ ms, [0-9.]+ to [0-9.]+\\);"
                + " 3 give p99 [0-9]+ ms, [0-9]+ to [0-9]+, saturated");
        assertThat(answer.get(1)).startsWith("saturated: 3 workers;");
        for (SweepPoint point : result.points().subList(1, 4)) {
            Theory.Steady steady = (Theory.Steady) point.theory();
            for (Quantity quantity : List.of(MEAN, P99)) {
                Estimate estimate = point.estimate(quantity);
                double exact = steady.predict(quantity).orElseThrow();
                // Three and a half times the half of the interval: some 7 standard errors, and the empty beginning.
                assertThat(Math.abs(estimate.mean() - exact)).as(quantity.key() + " of " + point.values())
                        .isLessThan(3.5 * (estimate.high() - estimate.mean()));
            }
            assertThat(point.utilisation().mean()).isCloseTo(steady.utilisation(), within(0.02));
            var law = new LittlesLaw(point.inPool().mean(), point.arrivalsPerSecond().mean(),
                    point.timeInPool());
            assertThat(law.error()).isCloseTo(0, within(0.01));
        }
        assertThat(result.points()).extracting(point -> point.estimate(MEAN).mean())
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-light", "starvation", "shutdown-in-a-burst", "broken-initializer", "one-lock",
            "overload",
            "io-against-cpu", "closed-arrivals"})
    void whatIsMeasuredWithoutDetailsIsWhatTheSimulatedRunSays(String name) throws Exception {
        assertMeasured(ReadyScenarios.load(name));
    }

    /** With times between due and submitted, and a name of more than one word. */
    @Test
    void whatIsMeasuredOfAStreamIsThatOfItsTasksAlone() throws Exception {
        Scenario scenario = ScenarioReader.parse("two.yaml",
                """
                poolscope: 1
                name: two
                duration: 3s
                pool: { type: dual }
                overheads: { submit: 20ms, sleep: 3ms, wakeUp: 1ms }
                streams:
                  - { name: web, arrivals: { bursts: { count: 6, every: 500ms } }, task: { sleep: 60ms, fails: 20% } }
                  - { name: 'night "shift"', arrivals: { constant: { rate: 5/s } }, task: { sleep: 200ms } }
                  - { name: late, arrivals: { batch: { count: 2, at: 3s } }, task: { sleep: 9s } }
                actions:
                  - { at: 2500ms, shutdown: true }
                """);
        assertMeasured(scenario);

        SweepResult result = swept(scenario, "pool.maxWorkers=1..6", "wait.p90 of \"night \\\"shift\\\"\" < 50ms", 1);
        for (SweepPoint point : result.points()) {
            FinishedRun run = SimulatedRun.of(point.scenario(), 2);
            boolean held = run.summary().stream("night \"shift\"").orElseThrow().waitTimes().p90() < 50_000_000;
            assertThat(point.verdict()).isEqualTo(held ? GoalState.Verdict.HOLDS : GoalState.Verdict.FAILS);
        }
        assertThat(SweepAnswer.of(result).getFirst()).contains(" workers (p90 of \"night \\\"shift\\\"\" ");
    }

    @Test
    void aGoalOfUtilisationIsThatOfTheRuns() throws Exception {
        SweepResult result = swept(ReadyScenarios.load("overload"), "pool.maxWorkers=1..4", "utilisation < 60%", 1);

        for (SweepPoint point : result.points()) {
            double part = SimulatedRun.of(point.scenario(), 2).utilisation().orElseThrow();
            assertThat(point.goals().getFirst().estimate().mean()).isCloseTo(part, within(1e-9));
            assertThat(point.verdict()).isEqualTo(part < 0.6 ? GoalState.Verdict.HOLDS : GoalState.Verdict.FAILS);
        }
        assertThat(SweepAnswer.of(result).getFirst()).matches("smallest: \\d workers \\(utilisation [0-9.]+ %\\); .*");
        assertThat(SweepFiles.csv(result).lines().findFirst().orElseThrow().split(",")).doesNotHaveDuplicates();
    }

    @Test
    void aGoalOfAStreamThatThereIsNotIsRefused() {
        Scenario scenario = ReadyScenarios.load("overload");
        assertThatThrownBy(() -> plan(scenario, "pool.maxWorkers=1..2", "wait.p99 of odrers < 1s", 1))
                .hasMessage("'wait.p99 of odrers < 1s': there is no stream 'odrers'; did you mean 'orders'?");
    }

    /** Tasks that go on long after the last arrival, hooks, and tasks that are cancelled while they run. */
    @Test
    void whatWorkersDoAfterTheLastArrivalIsMeasuredWithTheTimeThatTheyHadForIt() throws Exception {
        Scenario late = ScenarioReader.parse("late",
                """
                poolscope: 1
                name: late
                seed: 4
                duration: 2s
                pool: { type: thread, maxWorkers: 3, finalizer: { takes: 100ms } }
                streams:
                  - { name: slow, arrivals: { constant: { rate: 2/s } }, task: { sleep: 1200ms } }
                  - { name: long, arrivals: { batch: { count: 1, at: 1s } }, task: { sleep: 20s } }
                  - { name: given up, arrivals: { constant: { rate: 1/s } }, task: { sleep: 700ms, cancelAfter: 600ms } }
                """);
        assertMeasured(late);
        assertThat(swept(late, "pool.maxWorkers=1..3", "completed > 0", 1).points())
                .allSatisfy(point -> assertThat(point.utilisation().mean()).isBetween(0.3, 1.0));
    }

    private static void assertMeasured(Scenario scenario) throws Exception {
        FinishedRun run = SimulatedRun.of(scenario, 2);
        Set<String> streams = scenario.streams().stream().map(StreamSpec::name).collect(Collectors.toSet());
        RunMeter meter = new RunMeter(() -> false, streams);

        new Simulation(scenario, 2, meter, meter).run();
        meter.of(run.maxWorkers(), run.length().toNanos());

        assertThat(meter.utilisation().orElseThrow()).isCloseTo(run.utilisation().orElseThrow(), within(1e-9));
        MeasuredLoad.of(scenario, run.summary(), run.length().toNanos()).ifPresent(load -> assertThat(
                meter.offeredLoad(run.length().toNanos())).isBetween(load.least() - 1e-9, load.most() + 1e-9));
        List<Quantity> quantities = new ArrayList<>(Quantity.all());
        quantities.remove(new Quantity.Utilisation());
        streams.forEach(
                stream -> Quantity.ofStreams().forEach(it -> quantities.add(new Quantity.OfStream(it, stream))));
        for (Quantity quantity : quantities) {
            // As objects, for no sample is equal to none.
            assertThat(Double.valueOf(SeedRun.value(quantity, meter))).as(quantity.key())
                    .isEqualTo(Double.valueOf(SeedRun.value(quantity, run.measurements())));
        }
        Set<Long> started = run.events().stream().filter(TaskEvent.Started.class::isInstance).map(RunEvent::taskId)
                .collect(Collectors.toSet());
        assertThat(meter.neverStarted())
                .isCloseTo(1 - started.size() / (double) run.summary().submitted(), within(1e-9));
        if (run.summary().cancelled() == 0 && run.summary().completed() > 0) {
            assertThat(meter.meanInPool())
                    .isCloseTo(LittlesLaw.of(run.recorded()).orElseThrow().inPool(), within(1e-6));
        }
    }

    /** Ten tasks of 10 ms a second, and one of 1 s, on one worker: some 10 % and 100 %, however few of the long ones end. */
    @Test
    void theOfferedLoadIsWorkedOutStreamByStream() throws Exception {
        Scenario mixed = ScenarioReader.parse("mixed.yaml",
                """
                poolscope: 1
                name: mixed
                seed: 1
                duration: 10s
                pool: { type: single }
                streams:
                  - { name: short, arrivals: { constant: { rate: 10/s } }, task: { sleep: 10ms } }
                  - { name: long, arrivals: { constant: { rate: 1/s } }, task: { sleep: 1s } }
                """);
        FinishedRun run = SimulatedRun.of(mixed, 2);
        double asked = run.summary().streams().stream()
                .mapToDouble(stream -> stream.submitted() * (stream.stream().equals("short") ? 0.010 : 1)).sum();
        RunMeter meter = new RunMeter(() -> false, Set.of());

        new Simulation(mixed, 2, meter, meter).run();

        assertThat(meter.offeredLoad(10_000_000_000L)).isCloseTo(asked / 10, within(0.02));
    }

    /** Bursts of ten tasks of 300 ms a second are three workers' work, whatever else comes. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{ name: users, arrivals: { closed: { users: 1, think: 1s } }, task: { sleep: 10ms } }",
            "{ name: first, arrivals: { batch: { count: 5, at: 0s } }, task: { sleep: 10ms } }"})
    void burstsThatAreMoreThanTheWorkersCanDoSaturateThem(String beside) throws Exception {
        Scenario bursts = ScenarioReader.parse("bursts",
                """
                poolscope: 1
                name: bursts
                duration: 20s
                pool: { type: quad }
                streams:
                  - { name: reports, arrivals: { bursts: { count: 10, every: 1s } }, task: { sleep: 300ms } }
                %s
                """.formatted(beside.isEmpty() ? "" : "  - " + beside));

        assertThat(swept(bursts, "pool.maxWorkers=1..5", "completed > 0", 1).points())
                .extracting(SweepPoint::saturated).containsExactly(true, true, true, false, false);
    }

    /** Users who wait for their tasks keep all workers busy, and no queue grows; a batch is done sooner or later. */
    @ParameterizedTest
    @ValueSource(strings = {"{ closed: { users: 9, think: 1ms } }", "{ batch: { count: 100, at: 0s } }",
            "{ mapAll: { items: 100, at: 0s } }"})
    void whatDoesNotComeAgainWhateverThePoolDoesSaturatesNothing(String arrivals) throws Exception {
        assertThat(swept(scenario(arrivals, "{ sleep: 1s }"), "pool.maxWorkers=1..2", "completed > 0", 1).points())
                .extracting(SweepPoint::saturated).containsOnly(false);
    }

    @Test
    void aPoolThatStarvesSaysSoWhereverItsNumbersStand() throws Exception {
        SweepResult result = swept(ReadyScenarios.load("starvation"), "pool.maxWorkers=2,12", "wait.max < 10s", 1);

        assertThat(result.points()).extracting(SweepPoint::starved).containsExactly(1, 0);
        assertThat(SweepAnswer.of(result).getFirst()).startsWith("smallest: 12 workers (")
                .matches(".*; 2 give max [^;]*, starved");
        assertThat(SweepAnswer.of(result)).anyMatch(line -> line.startsWith("starved: 2 workers; all workers waited"));
        assertThat(SweepTable.rows(result).getFirst().getLast()).isEqualTo("fails, starved");
        assertThat(SweepTable.rows(result).getLast().getLast()).doesNotContain("starved");
    }

    /** With a seed that has more arrivals tasks stay longer: the mean of a product is no product of means. */
    @Test
    void overSeveralSeedsLittlesLawHoldsAsInEachOfThem() throws Exception {
        Scenario scenario = ScenarioReader.parse("law.yaml", """
                                                             poolscope: 1
                                                             name: law
                                                             duration: 30s
                                                             pool: { type: dual }
                                                             streams:
                                                               - name: web
                                                                 arrivals: { poisson: { rate: 18/s } }
                                                                 until: 10s
                                                                 task: { sleep: { exponential: { mean: 100ms } } }
                                                             """);
        SweepResult result = swept(scenario, "pool.maxWorkers=2..3", "completed >= 1", 20);

        assertThat(result.points().getFirst().cancelled().mean()).isZero();
        assertThat(SweepTable.remarks(result, true)).filteredOn(line -> line.startsWith("Little's law"))
                .singleElement().asString().endsWith(" (+0.0 %)");
    }

    @Test
    void littlesLawNamesTheCancelledTasksThatItsTwoSidesTellApart() throws Exception {
        String tasks = "{ sleep: 100ms, cancelAfter: 350ms }";
        SweepResult result = swept(scenario("{ bursts: { count: 10, every: 1s } }", tasks), "pool.maxWorkers=1..10:9",
                "completed >= 1", 2);

        assertThat(result.points().getFirst().cancelled().mean()).isCloseTo(0.7, within(1e-9));
        assertThat(SweepTable.remarks(result, true)).filteredOn(line -> line.startsWith("Little's law"))
                .singleElement().asString().endsWith(
                        "; 70.0 % of the tasks were cancelled: in L each counts with its own time in the pool, in λ W with the mean of the others");
        SweepResult whole = swept(scenario("{ bursts: { count: 10, every: 1s } }", tasks), "pool.maxWorkers=10..11",
                "completed >= 1", 2);
        assertThat(SweepTable.remarks(whole, true)).noneMatch(line -> line.contains("were cancelled"));
    }

    @Test
    void whatIsNeverReachedIsSaidInTheNumberOfItsGoals() throws Exception {
        SweepPlan one = plan(scenario("{ constant: { rate: 1/s } }", "{ sleep: 150ms }"), "pool.maxWorkers=2",
                "run.p50 < 1ms", 1);

        assertThat(SweepAnswer.of(swept(one))).first().asString()
                .startsWith("never reached: run.p50 < 1ms does not hold at 2 workers; nearest: 2 workers");
    }

    /** One worker starts three tasks of ten before the shutdown, two start six, ten start all. */
    @Test
    void tasksThatNeverStartedAreSaidToBeInNoTime() throws Exception {
        Scenario dropped = ScenarioReader.parse("dropped", """
                                                           poolscope: 1
                                                           name: dropped
                                                           duration: 5s
                                                           pool: { type: thread, maxWorkers: 1 }
                                                           streams:
                                                             - name: burst
                                                               arrivals: { bursts: { count: 10, every: 10s } }
                                                               task: { sleep: 1s }
                                                           actions:
                                                             - { at: 2500ms, shutdown: true }
                                                           """);

        assertThat(SweepAnswer.of(swept(dropped, "pool.maxWorkers=1,2,10", "wait.p99 < 5s", 1))).last()
                .isEqualTo(
                        "never started: 40.0 % to 70.0 % of the tasks with 1 and 2 workers; they were cancelled before, and no"
                                + " time of a task tells of them");
        assertThat(SweepAnswer.of(swept(dropped, "pool.maxWorkers=10", "wait.p99 < 5s", 1)))
                .noneMatch(sentence -> sentence.contains("never started"));
        assertThat(SweepAnswer.of(swept(dropped, "pool.maxWorkers=1", "completed > 1", 1)))
                .noneMatch(sentence -> sentence.contains("never started"));
    }

    @Test
    void noWaitStandsAtTheLineOfZeroAndAtNoOther() throws Exception {
        CurveScale scale = CurveScale.of(swept(scenario("{ constant: { rate: 10/s } }", "{ sleep: 150ms }"),
                "pool.maxWorkers=1..4", "wait.p99 < 10ms", 2), P99);

        assertThat(scale.logarithmic()).isTrue();
        assertThat(scale.ticks().getFirst()).isZero();
        assertThat(scale.place(0)).isZero();
        assertThat(scale.place(scale.ticks().get(1))).isGreaterThan(0.1);
    }

    @Test
    void sizesThatChangeNothingAreEqualAndAGoalBeyondReachIsNeverReached() throws Exception {
        Scenario even = scenario("{ constant: { rate: 10/s } }", "{ sleep: 150ms }");

        SweepResult ties = swept(even, "pool.maxWorkers=1..4", "wait.p99 < 10ms", 2);
        assertThat(SweepAnswer.of(ties)).containsExactly(
                "smallest: 2 workers (p99 0 ns); 1 gives p99 " + text(ties, 0) + ", saturated",
                "equal: 3 and 4 workers give the same as 2 workers",
                "saturated: 1 worker; more work comes than is done there, the queue grows for as long as tasks come, and"
                        + " waiting times tell the length of the run",
                "never started: 33.0 % of the tasks with 1 worker; they were cancelled before, and no time of a task tells of"
                        + " them");

        SweepResult saturated = swept(even, "pool.maxWorkers=1..2", "run.mean < 200ms", 2);
        assertThat(SweepAnswer.of(saturated).getFirst())
                .isEqualTo("smallest: 1 worker (run.mean 150 ms, saturated), the first"
                        + " that was tried; run.mean < 200ms holds everywhere");

        SweepResult one = swept(even, "pool.maxWorkers=1..2", "run.mean < 200ms", 1);
        assertThat(SweepTable.remarks(one, true))
                .contains("a number is that of one run, so no interval is shown; a percentile"
                        + " is exact up to 50,000 tasks, and within 0.4 % beyond")
                .anyMatch(line -> line.endsWith(" of 2 runs, seed 1"));

        SweepResult never = swept(even, "pool.maxWorkers=2..3", "run.mean < 100ms", 2);
        assertThat(never.reached()).isFalse();
        assertThat(SweepAnswer.of(never)).contains(
                "never reached: run.mean < 100ms holds nowhere from 2 to 3 workers; nearest: 2 workers (run.mean 150 ms)",
                "equal: pool.maxWorkers makes no difference to run.mean < 100ms from 2 to 3 workers");

        assertThat(SweepAnswer.of(swept(even, "pool.idleTimeout=500ms,never", "run.mean < 100ms", 2)).getFirst())
                .startsWith(
                        "never reached: run.mean < 100ms holds nowhere with pool.idleTimeout from 500ms to never; ");

        assertThat(SweepAnswer.of(swept(even, "streams.web.rate=5/s..25/s:10/s", "wait.max <= 0s", 1)).getFirst())
                .isEqualTo("smallest: streams.web.rate=5/s (max 0 ns), the first that was tried; wait.max <= 0s holds"
                        + " everywhere");
        assertThat(SweepAnswer.of(swept(even, "streams.web.rate=5/s..45/s:20/s", "wait.max <= 0s", 1)).getFirst())
                .startsWith("largest: streams.web.rate=25/s (max 0 ns); 45/s gives max ");
    }

    private static String text(SweepResult result, int point) {
        return SweepNumbers.of(P99, result.points().get(point).estimate(P99));
    }

    @Test
    void aGoalThatHoldsFailsAndHoldsAgainIsNotMonotonic() throws Exception {
        // 20 ms each: at 100 ms every second burst finds the workers busy, at 25 and at 400 it does not.
        Scenario bursts = scenario("{ bursts: { count: 4, every: 1s } }", "{ sleep: 20ms }");

        SweepResult result = swept(bursts, "streams.web.count=4,5,3", "wait.max <= 0s", 1);

        assertThat(SweepAnswer.of(result)).contains(
                "not monotonic: wait.max <= 0s holds at streams.web.count = 4 and 3, and fails at streams.web.count = 5");
    }

    @Test
    void aGoalBetweenTheEndsOfTheIntervalIsUndecided() {
        Expectation goal = Expectation.parse("wait.p99 < 100ms");

        assertThat(GoalState.of(goal, new Estimate(90e6, 80e6, 99e6, 30, 0), 25, 30).verdict())
                .isEqualTo(GoalState.Verdict.HOLDS);
        assertThat(GoalState.of(goal, new Estimate(95e6, 85e6, 105e6, 30, 0), 25, 30).verdict())
                .isEqualTo(GoalState.Verdict.UNDECIDED);
        assertThat(GoalState.of(goal, new Estimate(120e6, 100e6, 140e6, 30, 0), 5, 30).verdict())
                .isEqualTo(GoalState.Verdict.FAILS);
        assertThat(GoalState.of(goal, new Estimate(95e6, Double.NaN, Double.NaN, 1, 0), 1, 1).verdict())
                .isEqualTo(GoalState.Verdict.HOLDS);
        assertThat(GoalState.of(Expectation.parse("starved == false"), Estimate.of(new double[]{0, 1}), 1, 2).verdict())
                .isEqualTo(GoalState.Verdict.UNDECIDED);
    }

    @Test
    void withoutLoadThereIsNothingToFindASizeFor() throws Exception {
        Scenario idle = ScenarioReader.parse("idle.yaml",
                "{ poolscope: 1, name: idle, duration: 2s, pool: { type: dual } }");

        assertThatThrownBy(() -> swept(idle, "pool.maxWorkers=1..4", "wait.p99 < 10ms", 2))
                .hasMessage("'idle' has no load to find a size for; give it a stream");
        SweepResult tooLate = swept(scenario("{ poisson: { rate: 0.001/min } }", "{ sleep: 1ms }"),
                "pool.maxWorkers=1..2",
                "wait.p99 < 10ms", 2);
        assertThat(SweepTable.remarks(tooLate, true)).noneMatch(line -> line.contains("NaN"));
    }

    @Test
    void theIntervalIsStudents() {
        // t(0.975, 4) = 2.776, from the tables; the standard deviation of 1 to 5 is the root of 2.5.
        Estimate estimate = Estimate.of(new double[]{1, 2, 3, 4, 5, Double.NaN});

        assertThat(estimate.mean()).isEqualTo(3);
        assertThat(estimate.high() - estimate.mean()).isCloseTo(2.776 * Math.sqrt(2.5 / 5), within(1e-3));
        assertThat(estimate.missing()).isEqualTo(1);
    }

    @Test
    void whatIsStoppedKeepsTheRunsThatHaveEnded() throws Exception {
        SweepPlan plan = plan(scenario("{ constant: { rate: 10/s } }", "{ sleep: 15ms }"), "pool.maxWorkers=1..3",
                "wait.p99 < 10ms", 2);
        var begun = new CountDownLatch(1);
        var runs = new AtomicInteger();
        RunEach simulated = RunEach.simulated(1);
        RunEach stuck = (scenario, quantities, goals, limit) -> {
            if (runs.incrementAndGet() == 3) {
                begun.countDown();
                new CountDownLatch(1).await();
            }
            return simulated.run(scenario, quantities, goals, limit);
        };

        try (Sweep sweep = Sweep.start(plan, stuck, 1)) {
            begun.await();
            sweep.stop();

            assertThat(sweep.await(Duration.ofMinutes(1))).isTrue();
            assertThat(sweep.done()).isEqualTo(2);
            assertThat(sweep.result().isComplete()).isFalse();
            assertThat(SweepAnswer.of(sweep.result())).contains(
                    "not known: 3 workers; no run has ended there");
        }
    }

    @Test
    void aLongSimulationIsLeftInItsMiddle() {
        assertThatThrownBy(() -> RunEach.simulated(1).run(scenario("{ constant: { rate: 1000/s } }", "{ sleep: 1ms }"),
                List.of(), List.of(), () -> true)).isInstanceOf(RunMeter.NotWanted.class);
    }

    @Test
    void aRunThatFailsEndsTheSweepAndIsNotSwallowed() throws Exception {
        SweepPlan plan = plan(scenario("{ constant: { rate: 10/s } }", "{ sleep: 15ms }"), "pool.maxWorkers=1..3", "",
                2);
        try (Sweep sweep = Sweep.start(plan, (scenario, quantities, goals, limit) -> {
            throw new IllegalArgumentException("on purpose");
        }, 2)) {
            assertThatThrownBy(() -> sweep.await(Duration.ofMinutes(1))).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("on purpose");
        }
    }

    @Test
    void aGridHasACurveForEachValueOfTheOthers() throws Exception {
        SweepPlan plan = SweepPlan.of(scenario("{ constant: { rate: 10/s } }", "{ sleep: 150ms }"),
                List.of(Variation.parse("pool.maxWorkers=1..3"), Variation.parse("streams.web.rate=5/s,15/s")),
                List.of(Expectation.parse("wait.max <= 0s")), 1, 1);

        SweepResult result = swept(plan);

        assertThat(result.curves()).hasSize(2);
        assertThat(SweepAnswer.of(result)).anyMatch(
                sentence -> sentence.startsWith("streams.web.rate=5/s: smallest: 1 worker (max 0 ns), the first"))
                .anyMatch(sentence -> sentence
                        .startsWith("streams.web.rate=15/s: smallest: 3 workers (max 0 ns); 2 give"));
        assertThat(plan.notes()).hasSize(1);
        assertThat(SweepFiles.csv(result).lines()).hasSize(7);
        assertThat(SweepPage.of(result, true)).contains("<svg", "Simulated on 1 processor").doesNotContain("<script",
                "NaN");
    }
}
