package dev.poolscope.session;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import java.util.stream.Stream;

import dev.poolscope.simulation.Simulation;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.recorder.DirectRecorder;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.RunListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a ready scenario expects of a real run it finds in a simulated one. */
class SimulatedScenariosTest {
    static Stream<String> names() {
        return ReadyScenarios.names().stream();
    }

    private static RecordedRun simulate(Scenario scenario) {
        DirectRecorder recorder = new DirectRecorder(new SyntheticTags(), true);
        new Simulation(scenario, 2, recorder, new RunListener() {
        }).run();
        return recorder.finish();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theExpectationsHoldInVirtualTime(String name) throws Exception {
        Scenario scenario = ReadyScenarios.load(name);

        RecordedRun run = simulate(scenario);

        Summary summary = run.summary();
        SummaryMeasurements measurements = SummaryMeasurements.of(run,
                Math.max(scenario.pool().kind().size(), scenario.pool().maxWorkers()),
                Objects.requireNonNull(scenario.duration()));
        List<Expectation.Outcome> failed = scenario.expectations().stream().map(it -> it.check(measurements))
                .filter(outcome -> !outcome.held()).toList();
        assertThat(failed).isEmpty();
        assertThat(summary.terminated()).isTrue();
        assertThat(summary.submitted()).isEqualTo(summary.completed() + summary.failed() + summary.cancelled());
    }

    private static String digest(String name) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (var out = new OutputStreamWriter(new DigestOutputStream(OutputStream.nullOutputStream(), sha256),
                StandardCharsets.UTF_8)) {
            EventsCsv.write(SimulatedRun.of(ReadyScenarios.load(name), 2).events(), out);
        }
        return name + " " + HexFormat.of().formatHex(sha256.digest());
    }

    /**
     * By what stands in a file: so it holds from machine to machine and from version to version. A change of a ready scenario, or of the
     * rules of the simulation, puts new digests there.
     */
    @Test
    void everyByteOfTheEventsIsTheSameOnEveryMachine() throws Exception {
        List<String> digests = new ArrayList<>();
        for (String name : ReadyScenarios.names()) {
            digests.add(digest(name));
        }

        assertThat(digests).containsExactlyElementsOf(Files.readAllLines(
                Path.of("src/app/test/resources/dev/poolscope/session/simulated-events.sha256")));
    }

    @Test
    void theLanguageAndTheTimeZoneOfTheMachineChangeNothing() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            assertThat(Files.readAllLines(
                    Path.of("src/app/test/resources/dev/poolscope/session/simulated-events.sha256")))
                    .contains(digest("first-light"), digest("one-lock"));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    /** Two tasks want the lock for 100 ms, a parent waits for two children: which task waits for what, from when until when. */
    @Test
    void waitsForTheLockAndForChildrenStandInTheEvents() throws Exception {
        FinishedRun run = SimulatedRun
                .of(ScenarioReader.parse("waits.yaml", """
                                                       poolscope: 1
                                                       name: waits
                                                       duration: 2s
                                                       pool: { type: triple }
                                                       streams:
                                                         - name: locked
                                                           arrivals: { batch: { count: 2, at: 0s } }
                                                           task: { lock: 100ms }
                                                         - name: parent
                                                           arrivals: { batch: { count: 1, at: 1s } }
                                                           task: { fanOut: { children: 2, child: 50ms } }
                                                       """), 2);

        assertThat(run.events().stream()
                .filter(it -> it.type() == EventType.TASK_BLOCKED || it.type() == EventType.TASK_RESUMED)
                .map(it -> it.withTurn(0)))
                .containsExactly(
                        new TaskEvent.Blocked(0, 2, 2, new Awaited.Lock(1)),
                        new TaskEvent.Resumed(100_000_000, 2, 2, new Awaited.Lock(1)),
                        new TaskEvent.Blocked(1_000_000_000, 3, 2, new Awaited.Task(4)),
                        new TaskEvent.Resumed(1_050_000_000, 3, 2, null));
        assertThat(run.summary().blockedNanos()).isEqualTo(150_000_000);
    }
}
