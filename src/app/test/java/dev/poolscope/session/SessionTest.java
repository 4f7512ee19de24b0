package dev.poolscope.session;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

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
    void aStarvedRunTellsWhichWorkersWaitedForWhom() throws Exception {
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
                .containsExactly(tuple("a", 1L, 0L), tuple("m", 1L, 0L), tuple("s", 1L, 0L), tuple("t", 1L, 0L));
    }

    @Test
    void aStopInterruptsWhatRunsAlsoInAPoolThatTheScenarioHasShutDown() throws Exception {
        var session = new Session(
                scenario("""
                         duration: 1h
                         pool: { type: single }
                         streams:
                           - { name: endless, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 1h } }
                         actions:
                           - { at: 10ms, shutdown: true }
                         """));
        session.start();
        await().until(() -> session.counts().busy() == 1);

        session.stop();

        assertThat(session.finished().get(SECONDS, TimeUnit.SECONDS).summary().failed()).isEqualTo(1);
    }

    @Test
    void aStopDoesNotWaitLongForAHookThatNobodyMayInterrupt() throws Exception {
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
        LiveControls controls = session.controls();
        session.start();
        await().until(() -> session.counts().completed() == 1);
        assertThat(controls.streams()).containsExactly("web");

        assertThat(controls.submit("web")).isTrue();
        assertThat(controls.submit("web", 3)).isTrue();
        assertThat(controls.setIdleTimeout(Duration.ofMillis(1500))).isTrue();
        assertThat(controls.setIdleTimeout(null)).isTrue();
        assertThat(controls.spawnWorkers(1)).isTrue();
        assertThat(controls.spawnMaxWorkers()).isTrue();
        assertThat(controls.cancelPending("web")).isTrue();
        assertThat(controls.join()).isTrue();
        assertThat(controls.shutdown()).isTrue();
        await().until(() -> session.counts().submitted() == 5 && session.counts().alive() == 0);
        session.stop();

        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);
        assertThat(actions(run)).startsWith("submit: { stream: web, count: 1 }", "submit: { stream: web, count: 3 }",
                "setIdleTimeout: 1.5s", "setIdleTimeout: never", "spawnWorkers: 1", "spawnMaxWorkers: true",
                "cancelPending: web", "join: true", "shutdown: true");
        assertThat(run.summary().submitted()).isEqualTo(5);
        assertThat(run.summary().peakWorkers()).isEqualTo(2);
        assertThat(count(run, EventType.IDLE_TIMEOUT_CHANGED)).isEqualTo(2);
        assertThat(count(run, EventType.JOIN_BEGAN)).isEqualTo(1);
        assertThat(controls.submit("web")).as("the run is over").isFalse();
    }

    @Test
    void theNextInitializerCanBeBrokenByHand() throws Exception {
        var session = new Session(scenario("duration: 1h\npool: { type: single }\n"));
        session.start();

        assertThat(session.controls().breakNextInitializer()).isTrue();
        assertThat(session.controls().submit("manual")).isTrue();
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
        assertThat(session.controls().rates()).containsOnlyKeys("even", "random");
        Duration before = session.elapsed();
        session.stop();

        FinishedRun run = session.finished().get(SECONDS, TimeUnit.SECONDS);
        assertThat(run.length()).isGreaterThanOrEqualTo(before);
        assertThat(run.events()).extracting(RunEvent::stream).contains("even", "random", "users", "ramp");
        assertThat(run.summary().terminated()).isTrue();
    }

    @Test
    void badRequestsByHandAreRefusedAtOnce() throws Exception {
        LiveControls controls = new Session(scenario("duration: 1s\npool: { type: single }\n")).controls();

        assertThatThrownBy(() -> controls.submit("manual", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> controls.spawnWorkers(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> controls.submit("other")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other").hasMessageContaining("manual");
        assertThatThrownBy(() -> controls.setIdleTimeout(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> controls.setRate("manual", Rate.parse("0/s")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0/s");
        assertThatThrownBy(() -> controls.setRate("manual", Rate.perSecond(100_001)))
                .isInstanceOf(IllegalArgumentException.class);
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
        return run.events().stream().filter(event -> event.type() == EventType.ACTION).map(RunEvent::detail).toList();
    }

    private static List<Long> dueTimes(FinishedRun run) {
        return run.events().stream().filter(event -> event.type() == EventType.SUBMITTED)
                .map(event -> event.number("due", -1)).toList();
    }
}
