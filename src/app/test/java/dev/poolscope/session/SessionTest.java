package dev.poolscope.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

class SessionTest {
    private static final long SECONDS = 30;

    @Test
    void everySubmittedTaskEndsInExactlyOneWayAndTheLogHasItAll() throws Exception {
        FinishedRun run = finished("""
                                   duration: 300ms
                                   pool: { type: dual, idleTimeout: 20ms }
                                   streams:
                                     - name: mixed
                                       arrivals: { poisson: { rate: 500/s } }
                                       task: { sleep: { exponential: { mean: 6ms } }, fails: 20% }
                                     # More than two workers can do before the shutdown, however late it is all begun.
                                     - name: backlog
                                       arrivals: { batch: { count: 500, at: 270ms } }
                                       task: { sleep: 10ms }
                                   actions:
                                     - { at: 280ms, shutdown: true }
                                   """);

        Summary summary = run.summary();
        assertThat(summary.submitted()).isPositive()
                .isEqualTo(summary.completed() + summary.failed() + summary.cancelled());
        assertThat(count(run, EventType.SUBMITTED)).isEqualTo(summary.submitted());
        assertThat(count(run, EventType.COMPLETED)).isEqualTo(summary.completed());
        assertThat(count(run, EventType.FAILED)).isEqualTo(summary.failed());
        assertThat(count(run, EventType.CANCELLED)).isEqualTo(summary.cancelled());
        assertThat(count(run, EventType.WORKER_SPAWNED)).isEqualTo(count(run, EventType.WORKER_RETIRED));
        assertThat(summary.failed()).isPositive();
        assertThat(summary.cancelled()).isPositive();
        assertThat(summary.terminated()).isTrue();
        assertThat(summary.droppedEvents()).isZero();
        assertThat(run.events()).isSorted()
                .filteredOn(event -> event.workerId() != 0 || event.type() == EventType.TERMINATED).last()
                .extracting(RunEvent::type).isEqualTo(EventType.TERMINATED);
    }

    @Test
    void aStarvedRunTellsWhichWorkersWaitedForWhat() throws Exception {
        FinishedRun run = finished("""
                                   duration: 300ms
                                   pool: { type: single }
                                   streams:
                                     - name: nested
                                       arrivals: { batch: { count: 1, at: 0s } }
                                       task: { fanOut: { children: 1, child: 1ms } }
                                   """);

        assertThat(run.starvations()).singleElement().asString().startsWith("at ")
                .endsWith(", worker 1 waited for task 2");
    }

    @Test
    void theSameSeedBringsTheSameTasks() throws Exception {
        Scenario scenario = scenario("""
                                     duration: 200ms
                                     pool: { type: single }
                                     streams:
                                       - { name: random, arrivals: { poisson: { rate: 300/s } }, task: { sleep: 1ms } }
                                     """);

        assertThat(finished(scenario).summary().submitted()).isEqualTo(finished(scenario).summary().submitted());
        assertThat(dueTimes(finished(scenario))).isEqualTo(dueTimes(finished(scenario)))
                .isNotEqualTo(dueTimes(finished(scenario.withSeed(99))));
    }

    @Test
    void tasksThatRunWhenTheTimeIsOverMayFinish() throws Exception {
        FinishedRun run = finished("""
                                   duration: 50ms
                                   pool: { type: single }
                                   streams:
                                     - { name: slow, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 300ms } }
                                   """);

        assertThat(run.summary().completed()).isEqualTo(1);
        assertThat(run.length()).isEqualTo(Duration.ofMillis(50));
        assertThat(run.stopped()).isFalse();
    }

    @Test
    void aStopInterruptsWhatRunsWhichFailsAndCancelsWhatWaits() throws Exception {
        var session = new Session(
                scenario("""
                         duration: 1h
                         pool: { type: dual }
                         streams:
                           - { name: endless, arrivals: { batch: { count: 5, at: 0s } }, task: { sleep: 1h } }
                         """));
        session.start();
        await().until(() -> session.counts().busy() == 2);

        session.stop();

        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);
        assertThat(run.summary().failed()).isEqualTo(2);
        assertThat(run.summary().cancelled()).isEqualTo(3);
        assertThat(run.summary().terminated()).isTrue();
        assertThat(run.stopped()).isTrue();
        assertThat(run.length()).isLessThan(Duration.ofMinutes(1)).isEqualTo(session.elapsed());
    }

    @Test
    void aLiveRunTellsItsNumbersByStreamAndHowItsExpectationsStand() throws Exception {
        var session = new Session(
                scenario("""
                         duration: 1h
                         pool: { type: dual }
                         streams:
                           - { name: endless, arrivals: { batch: { count: 5, at: 0s } }, task: { sleep: 1h } }
                           - { name: later, arrivals: { batch: { count: 7, at: 0s } }, task: { sleep: 1ms } }
                         expect:
                           - submitted >= 12
                           - submitted <= 12
                           - completed >= 1
                           - cancelled < 1
                           - total.max < 1us
                         """));
        session.start();
        await().until(() -> {
            Summary soFar = session.summary();
            return soFar != null && soFar.submitted() == 12 && soFar.waitTimes().count() == 2;
        });

        Summary soFar = Objects.requireNonNull(session.summary());
        assertThat(soFar.stream("endless")).get().extracting(StreamSummary::submitted, StreamSummary::started,
                StreamSummary::unended).containsExactly(5L, 2L, 5L);
        assertThat(soFar.stream("later")).get().extracting(StreamSummary::submitted, StreamSummary::started,
                StreamSummary::unended).containsExactly(7L, 0L, 7L);
        assertThat(session.expectations())
                .extracting(each -> each.expectation().text(), Expectation.Outcome::measured,
                        Expectation.Outcome::held, Expectation.Outcome::settled)
                .containsExactly(tuple("submitted >= 12", OptionalDouble.of(12), true, true),
                        tuple("submitted <= 12", OptionalDouble.of(12), true, false),
                        tuple("completed >= 1", OptionalDouble.of(0), false, false),
                        tuple("cancelled < 1", OptionalDouble.of(0), true, false),
                        tuple("total.max < 1us", OptionalDouble.empty(), false, false));

        session.stop();

        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);
        assertThat(session.summary()).isEqualTo(run.summary());
        assertThat(session.expectations()).isEqualTo(run.expectations()).filteredOn(Expectation.Outcome::held)
                .extracting(each -> each.expectation().text()).containsExactly("submitted >= 12", "submitted <= 12");
    }

    @Test
    void aBulkCallThatThePoolRefusesIsOneRejection() throws Exception {
        FinishedRun run = finished("""
                                   duration: 300ms
                                   pool: { type: single }
                                   streams:
                                     - { name: m, arrivals: { map: { items: 9, at: 100ms } }, task: { sleep: 0s } }
                                     - { name: a, arrivals: { mapAll: { items: 9, at: 100ms } }, task: { sleep: 0s } }
                                     - { name: s, arrivals: { starmap: { items: 9, at: 100ms } }, task: { sleep: 0s } }
                                     - name: t
                                       arrivals: { starmapAll: { items: 9, chunkSize: 2, at: 100ms } }
                                       task: { sleep: 0s }
                                   actions: [ { at: 50ms, shutdown: true } ]
                                   """);

        assertThat(run.summary().rejected()).isEqualTo(4);
        assertThat(run.summary().streams())
                .extracting(StreamSummary::stream, StreamSummary::rejected, StreamSummary::submitted)
                .containsExactly(tuple("m", 1L, 0L), tuple("a", 1L, 0L), tuple("s", 1L, 0L), tuple("t", 1L, 0L));
    }

    @Test
    void aStopInterruptsWhatRunsAlsoInAPoolThatAnActionHasShutDown() throws Exception {
        var session = new Session(
                scenario("""
                         duration: 1h
                         pool: { type: single }
                         streams:
                           - { name: endless, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 1h } }
                         """));
        session.start();
        await().until(() -> session.counts().busy() == 1);
        var _ = session.perform(new Action.Shutdown());
        await().until(() -> session.performed().size() == 1);

        session.stop();

        assertThat(session.finished().get(SECONDS, TimeUnit.SECONDS).summary().failed()).isEqualTo(1);
    }

    @Test
    void aStopDoesNotWaitLongForAHookThatCannotBeInterrupted() throws Exception {
        var session = new Session(
                scenario("""
                         duration: 1h
                         pool: { type: single, finalizer: { takes: 1h } }
                         streams:
                           - { name: quick, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 1ms } }
                         """));
        session.start();
        await().until(() -> session.counts().completed() == 1);

        session.stop();

        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);
        assertThat(run.summary().terminated()).isFalse();
        assertThat(run.summary().submitted()).isEqualTo(1);
    }

    @Test
    void afterAnEarlyShutdownTheRunGoesOnAndArrivalsAreRejected() throws Exception {
        FinishedRun run = finished("""
                                   duration: 200ms
                                   pool: { type: single }
                                   streams:
                                     - { name: steady, arrivals: { constant: { rate: 100/s } }, task: { sleep: 1ms } }
                                   actions:
                                     - { at: 95ms, shutdown: true }
                                   """);

        assertThat(run.summary().submitted()).isEqualTo(10);
        assertThat(run.summary().rejected()).isEqualTo(10);
        assertThat(run.length()).isEqualTo(Duration.ofMillis(200));
        assertThat(run.events().stream().filter(event -> event.type() == EventType.REJECTED))
                .allMatch(event -> "steady".equals(event.stream()));
    }

    @Test
    void actionsStandInTheLogInTheWordsOfTheFile() throws Exception {
        FinishedRun run = finished("""
                                   duration: 100ms
                                   pool: { type: dual }
                                   streams:
                                     - { name: web, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 1ms } }
                                   actions:
                                     - { at: 10ms, note: Look here }
                                     - { at: 20ms, setIdleTimeout: 500ms }
                                   """);

        assertThat(actions(run)).containsExactly("note: Look here", "setIdleTimeout: 500ms");
    }

    @Test
    void whatIsDoneByHandIsDoneAndStandsInTheLogInTheSameWords() throws Exception {
        var session = new Session(
                scenario("""
                         duration: 1h
                         pool: { type: dual }
                         streams:
                           - { name: web, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 1ms } }
                         """));
        session.start();
        await().until(() -> session.counts().completed() == 1);
        assertThat(session.streams()).containsExactly("web");

        List<Action> actions = List.of(new Action.Submit("web", 1), new Action.Submit("web", 3),
                new Action.SetIdleTimeout(Duration.ofMillis(1500)), new Action.SetIdleTimeout(null),
                new Action.SpawnWorkers(1), new Action.SpawnMaxWorkers(), new Action.CancelPending("web"),
                new Action.Join(null), new Action.Shutdown());
        for (CompletableFuture<Answer> answer : actions.stream().map(session::perform).toList()) {
            assertThat(answer).succeedsWithin(Duration.ofSeconds(SECONDS)).isEqualTo(Answer.PERFORMED);
        }
        await().until(() -> session.counts().submitted() == 5 && session.counts().alive() == 0);
        session.stop();

        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);
        assertThat(actions(run)).startsWith(actions.stream().map(Action::text).toArray(String[]::new));
        assertThat(session.performed()).extracting(TimedAction::action).containsExactlyElementsOf(actions);
        assertThat(run.summary().submitted()).isEqualTo(5);
        assertThat(run.summary().peakWorkers()).isEqualTo(2);
        assertThat(count(run, EventType.IDLE_TIMEOUT_CHANGED)).isEqualTo(2);
        assertThat(count(run, EventType.JOIN_BEGAN)).isEqualTo(1);
        assertThat(session.perform(new Action.Submit("web", 1)))
                .isCompletedWithValue(new Answer.Refused("the run is over"));
    }

    @Test
    void theNextInitializerCanBeBrokenByHand() throws Exception {
        var session = new Session(scenario("duration: 1h\npool: { type: single }\n"));
        session.start();

        var _ = session.perform(new Action.BreakNextInitializer());
        var _ = session.perform(new Action.Submit("manual", 1));
        await().until(() -> session.counts().cancelled() == 1);
        session.stop();

        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);
        assertThat(run.summary().broken()).isTrue();
        assertThat(run.wentAsExpected()).as("no expectation says that it may break").isFalse();
    }

    @Test
    void anOpenRunGoesOnWithAllItsStreamsUntilItIsStopped() throws Exception {
        var session = new Session(
                scenario(
                        """
                        duration: open
                        pool: { type: dual }
                        streams:
                          - { name: even, arrivals: { constant: { rate: 200/s } }, task: { sleep: 0s } }
                          - { name: random, arrivals: { poisson: { rate: 200/s } }, from: 20ms, task: { sleep: 0s } }
                          - { name: users, arrivals: { closed: { users: 1, think: 5ms } }, task: { sleep: 0s } }
                          - { name: ramp, arrivals: { ramp: { fromRate: 10/s, toRate: 90/s } }, until: 100ms, task: { sleep: 0s } }
                        """));
        session.start();
        await().until(() -> session.counts().completed() > 150);
        assertThat(session.finished()).isNotDone();
        assertThat(session.rates()).containsOnlyKeys("even", "random");
        Duration before = session.elapsed();
        session.stop();

        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);
        assertThat(run.length()).isGreaterThanOrEqualTo(before);
        assertThat(run.events()).extracting(RunEvent::stream).contains("even", "random", "users", "ramp");
        assertThat(run.summary().terminated()).isTrue();
    }

    @Test
    void whatNoRunCouldDoIsRefusedAtOnceWithTheReason() throws Exception {
        Session session = new Session(scenario("duration: 1s\npool: { type: single }\n"));
        Session paced = new Session(
                scenario("""
                         duration: 1s
                         pool: { type: single }
                         streams:
                           - { name: web, arrivals: { constant: { rate: 1/s } }, task: { sleep: 1ms } }
                         """));

        assertThat(whyNot(session, new Action.Submit("manual", 0))).isEqualTo("a count is 1 or more, not 0");
        assertThat(whyNot(session, new Action.SpawnWorkers(-1))).isEqualTo("a count is 1 or more, not -1");
        assertThat(whyNot(session, new Action.Submit("other", 1)))
                .isEqualTo("there is no stream 'other'; there are manual");
        assertThat(whyNot(session, new Action.CancelPending("manul")))
                .isEqualTo("there is no stream 'manul'; did you mean 'manual'?");
        assertThat(whyNot(session, new Action.SetIdleTimeout(Duration.ofMillis(-1))))
                .isEqualTo("a timeout is zero or more, not -1ms");
        assertThat(whyNot(session, new Action.Join(Duration.ofMillis(-1)))).startsWith("a timeout is zero or more");
        assertThat(whyNot(session, new Action.SetRate("manual", Rate.parse("1/s"))))
                .startsWith("the stream 'manual' has no rate to set");
        assertThat(whyNot(paced, new Action.SetRate("web", Rate.parse("0/s"))))
                .isEqualTo("a rate is above 0 and at most 100000/s, not 0/s");
        assertThat(whyNot(paced, new Action.SetRate("web", Rate.perSecond(100_001)))).endsWith("not 100001/s");
        assertThat(session.performed()).isEmpty();
    }

    private static String whyNot(Session session, Action action) {
        Answer answer = session.perform(action).getNow(Answer.PERFORMED);
        return answer instanceof Answer.Refused(var reason) ? reason : "performed";
    }

    @Test
    void whatThePoolRefusesIsAnsweredWithThePoolsReasonAndNotKept() throws Exception {
        Session session = new Session(scenario("duration: 1h\npool: { type: single }\n"));
        session.start();

        CompletableFuture<Answer> shutdown = session.perform(new Action.Shutdown());
        CompletableFuture<Answer> spawn = session.perform(new Action.SpawnWorkers(1));
        CompletableFuture<Answer> join = session.perform(new Action.Join(null));

        assertThat(shutdown).succeedsWithin(Duration.ofSeconds(SECONDS)).isEqualTo(Answer.PERFORMED);
        Answer spawned = spawn.get(SECONDS, TimeUnit.SECONDS);
        assertThat(spawned).isInstanceOfSatisfying(Answer.Refused.class,
                it -> assertThat(it.reason()).startsWith("Pool "));
        join.get(SECONDS, TimeUnit.SECONDS);
        session.stop();
        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);
        assertThat(actions(run))
                .contains("spawnWorkers: 1 (refused: " + ((Answer.Refused) spawned).reason() + ")");
        assertThat(session.performed()).extracting(TimedAction::action).contains(new Action.Shutdown())
                .doesNotContain(new Action.SpawnWorkers(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyActionStandsInTheLogOnceWithWhatBecameOfIt(long seed) throws Exception {
        var dice = new Random(seed);
        Session session = new Session(
                scenario("""
                         duration: 1h
                         pool: { type: dual }
                         streams:
                           - name: brief
                             arrivals: { constant: { rate: 50/s } }
                             until: 30ms
                             task: { sleep: 1ms }
                           - { name: web, arrivals: { constant: { rate: 50/s } }, task: { sleep: 1ms } }
                         """));
        session.start();
        List<String> expected = new ArrayList<>();
        for (int turn = 0; turn < 25; turn++) {
            Action action = turn == 23
                    ? new Action.Shutdown()
                    : turn == 24 ? new Action.SpawnWorkers(1) : switch (dice.nextInt(turn < 15 ? 5 : 6)) {
                        case 0 -> new Action.SetRate(dice.nextBoolean() ? "brief" : "web",
                                Rate.parse(1 + dice.nextInt(90) + "/s"));
                        case 1 -> new Action.SetIdleTimeout(Duration.ofMillis(dice.nextInt(900)));
                        case 2 -> new Action.SpawnWorkers(1 + dice.nextInt(3));
                        case 3 -> new Action.CancelPending("web");
                        case 4 -> new Action.Submit("web", 1 + dice.nextInt(3));
                        default -> new Action.Shutdown();
                    };
            Answer answer = session.perform(action).get(SECONDS, TimeUnit.SECONDS);
            expected.add(action.text()
                    + (answer instanceof Answer.Refused(var reason) ? " (refused: " + reason + ")" : ""));
        }
        session.stop();
        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);

        assertThat(expected).as("seed %d", seed).anyMatch(text -> text.contains("refused"))
                .anyMatch(text -> !text.contains("refused"));
        assertThat(actions(run)).as("seed %d", seed).containsExactlyElementsOf(expected);
    }

    @RepeatedTest(20)
    void everyQuestionIsAnsweredHoweverNearTheEndItIsAsked() throws Exception {
        Session session = new Session(scenario("duration: 1h\npool: { type: single }\n"));
        List<CompletableFuture<Answer>> answers = new CopyOnWriteArrayList<>();
        Thread asking = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 200; i++) {
                answers.add(session.perform(new Action.SpawnMaxWorkers()));
            }
        });
        session.start();
        session.stop();
        asking.join();
        session.finished().get(SECONDS, TimeUnit.SECONDS);

        assertThat(answers).hasSize(200).allSatisfy(
                answer -> assertThat(answer).succeedsWithin(Duration.ofSeconds(SECONDS)));
        assertThat(answers.stream().filter(answer -> answer.resultNow().equals(Answer.PERFORMED)).count())
                .isEqualTo(session.performed().size());
    }

    @Test
    void aRunThatIsStoppedBeforeItBeginsIsOverAtOnce() throws Exception {
        var session = new Session(scenario("duration: 1h\npool: { type: single }\n"));
        session.stop();
        session.start();

        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);

        assertThat(run.summary().submitted()).isZero();
        assertThat(run.summary().terminated()).isTrue();
    }

    @Test
    void aSessionIsRunOnce() throws Exception {
        var session = new Session(scenario("duration: 1ms\npool: { type: single }\n"));
        session.start();

        assertThatThrownBy(session::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void expectationsAreCheckedInTheOrderOfTheFile() throws Exception {
        FinishedRun run = finished(
                """
                duration: 400ms
                pool: { type: single }
                streams:
                  - { name: web, arrivals: { batch: { count: 4, at: 0s } }, task: { sleep: 1ms } }
                expect: [ completed == 4, failed > 0, wait.p95 < 10s, retired.SHUTDOWN == 1, broken == false ]
                """);

        assertThat(run.expectations()).extracting(outcome -> outcome.expectation().text()).containsExactly(
                "completed == 4",
                "failed > 0", "wait.p95 < 10s", "retired.SHUTDOWN == 1", "broken == false");
        assertThat(run.expectations()).extracting(outcome -> outcome.held()).containsExactly(true, false, true, true,
                true);
        assertThat(run.wentAsExpected()).isFalse();
    }

    /** The tasks that the pool works off after the end take time that the workers have. */
    @Test
    void atTheEndWhatIsAskedOfALiveRunIsWhatIsKeptOfIt() throws Exception {
        Session session = new Session(
                scenario("""
                         duration: 50ms
                         pool: { type: dual }
                         streams:
                           - { name: web, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 150ms } }
                           - { name: night shift, arrivals: { batch: { count: 2, at: 0s } }, task: { sleep: 1ms } }
                         expect: [ utilisation > 0%, run.max of web >= 150ms, run.max of "night shift" < 150ms ]
                         """));
        session.start();
        FinishedRun run = session.finished().get();

        assertThat(session.expectations()).isEqualTo(run.expectations());
        assertThat(session.poolTime()).isEqualTo(run.poolLength()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(run.expectations().getFirst().measured()).isEqualTo(run.utilisation());
        assertThat(run.expectations().get(1).held()).isTrue();
    }

    private static Scenario scenario(String body) throws InvalidScenarioException {
        return ScenarioReader.parse("test", "poolscope: 1\nname: Test\n" + body);
    }

    private static FinishedRun finished(String body) throws Exception {
        return finished(scenario(body));
    }

    private static FinishedRun finished(Scenario scenario) throws Exception {
        var session = new Session(scenario);
        session.start();
        return session.finished().get(SECONDS, TimeUnit.SECONDS);
    }

    private static long count(FinishedRun run, EventType type) {
        return run.events().stream().filter(event -> event.type() == type).count();
    }

    private static List<String> actions(FinishedRun run) {
        return run.events().stream().filter(event -> event.type() == EventType.ACTION).map(EventText::detail).toList();
    }

    private static List<Long> dueTimes(FinishedRun run) {
        return run.events().stream().filter(TaskEvent.Submitted.class::isInstance)
                .map(event -> ((TaskEvent.Submitted) event).dueNanos()).toList();
    }
}
