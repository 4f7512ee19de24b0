package dev.poolscope.session;

import java.util.List;
import java.util.stream.Stream;

import dev.poolscope.simulation.Simulation;
import dev.poolscope.telemetry.recorder.DirectRecorder;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.RunListener;
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
        SummaryMeasurements measurements = new SummaryMeasurements(summary);
        List<Expectation.Outcome> failed = scenario.expectations().stream().map(it -> it.check(measurements))
                .filter(outcome -> !outcome.held()).toList();
        assertThat(failed).isEmpty();
        assertThat(summary.terminated()).isTrue();
        assertThat(summary.submitted()).isEqualTo(summary.completed() + summary.failed() + summary.cancelled());
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameScenarioGivesTheSameEvents(String name) throws Exception {
        Scenario scenario = ReadyScenarios.load(name);

        assertThat(simulate(scenario).events()).isEqualTo(simulate(scenario).events());
    }
}
