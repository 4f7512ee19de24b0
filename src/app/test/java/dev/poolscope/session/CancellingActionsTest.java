package dev.poolscope.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The action by which a task is cancelled, on threads and in virtual time, in the run and in its recording. */
class CancellingActionsTest {
    private static final String TWO_STREAMS = """
                                              streams:
                                                - name: first
                                                  arrivals: { batch: { count: 1, at: 0s } }
                                                  task: { sleep: 1s }
                                                - name: web
                                                  arrivals: { batch: { count: 3, at: 10ms } }
                                                  task: { sleep: 1ms }
                                                - name: impatient
                                                  arrivals: { batch: { count: 2, at: 10ms } }
                                                  task: { sleep: 1ms, cancelAfter: 400ms }
                                                - name: rest
                                                  arrivals: { batch: { count: 4, at: 10ms } }
                                                  task: { sleep: 1ms }
                                              """;

    @TempDir
    Path folder;

    /** What cancelled the tasks of one stream. */
    private record Cancelled(@Nullable String stream, Canceller by, @Nullable Action action) {}

    private List<Cancelled> cancelled(String scenario, boolean isReal) throws Exception {
        Scenario parsed = ScenarioReader.parse("test", "poolscope: 1\nname: test\n" + scenario);
        FinishedRun run = isReal ? onThreads(parsed) : simulated(parsed);
        FinishedRun opened = Recordings.open(file());
        assertThat(opened.events()).isEqualTo(run.events());
        return run.events().stream().filter(TaskEvent.Cancelled.class::isInstance)
                .map(TaskEvent.Cancelled.class::cast)
                .map(event -> new Cancelled(streamOf(run, event.taskId()), event.by(), event.action())).distinct()
                .toList();
    }

    private static @Nullable String streamOf(FinishedRun run, long task) {
        return run.events().stream().filter(TaskEvent.Submitted.class::isInstance)
                .filter(event -> event.taskId() == task).findFirst().orElseThrow().stream();
    }

    private Path file() {
        return folder.resolve("run.poolscope");
    }

    private FinishedRun simulated(Scenario scenario) throws IOException {
        FinishedRun run = SimulatedRun.of(scenario, 2);
        Recordings.write(file(), run, 1);
        return run;
    }

    private FinishedRun onThreads(Scenario scenario) throws Exception {
        Session session = new Session(scenario);
        session.recordTo(file(), 1);
        session.start();
        FinishedRun run = session.finished().get(60, TimeUnit.SECONDS);
        assertThat(session.recordingClosed().get(60, TimeUnit.SECONDS)).isEmpty();
        return run;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isKnownOfThoseItCancelsAndNotOfOthers(boolean isReal) throws Exception {
        assertThat(cancelled("""
                             duration: 600ms
                             pool: { type: single }
                             actions:
                               - { at: 30ms, cancelPending: web }
                             """ + TWO_STREAMS, isReal)).containsExactlyInAnyOrder(
                new Cancelled("web", Canceller.FUTURE, new Action.CancelPending("web")),
                new Cancelled("impatient", Canceller.FUTURE, null),
                new Cancelled("rest", Canceller.SHUTDOWN, null));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isTheShutdownOfWhatThatCancels(boolean isReal) throws Exception {
        assertThat(cancelled("""
                             duration: 600ms
                             pool: { type: single }
                             actions:
                               - { at: 150ms, shutdown: true }
                             """ + TWO_STREAMS, isReal))
                .containsExactlyInAnyOrderElementsOf(Stream.of("web", "impatient", "rest")
                        .map(stream -> new Cancelled(stream, Canceller.SHUTDOWN, new Action.Shutdown())).toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isTheOneThatBrokeThePool(boolean isReal) throws Exception {
        assertThat(cancelled("""
                             duration: 150ms
                             pool: { type: single, initializer: { takes: 50ms } }
                             actions:
                               - { at: 10ms, breakNextInitializer: true }
                               - { at: 11ms, cancelPending: none }
                             streams:
                               - name: web
                                 arrivals: { batch: { count: 2, at: 0ms } }
                                 task: { sleep: 10ms }
                               - name: none
                                 arrivals: { batch: { count: 1, at: 140ms } }
                                 task: { sleep: 10ms }
                             """, isReal)).containsExactly(
                new Cancelled("web", Canceller.BREAKAGE, new Action.BreakNextInitializer()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNoneWhereAnInitializerFailsByItself(boolean isReal) throws Exception {
        assertThat(cancelled("""
                             duration: 150ms
                             pool: { type: single, initializer: { takes: 20ms, failsOnWorker: 1 } }
                             actions:
                               - { at: 0ms, breakNextInitializer: true }
                             streams:
                               - name: web
                                 arrivals: { batch: { count: 2, at: 0ms } }
                                 task: { sleep: 10ms }
                             """, isReal)).containsExactly(new Cancelled("web", Canceller.BREAKAGE, null));
    }
}
