package dev.poolscope.session;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.poolscope.comparison.ComparedRun;
import dev.poolscope.comparison.Comparison;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Wherever streams stand below each other, they stand in the order of the file: neither by name nor by their first arrival. */
class StreamOrderTest {

    private static Scenario scenario() throws Exception {
        return ScenarioReader.parse("test",
                """
                poolscope: 1
                name: three streams
                seed: 1
                duration: 300ms
                pool: { type: dual }
                streams:
                  - { name: midway, arrivals: { batch: { at: 60ms, count: 2 } }, task: { sleep: 1ms } }
                  - { name: zebra, arrivals: { batch: { at: 120ms, count: 2 } }, task: { sleep: 1ms } }
                  - { name: ant, arrivals: { batch: { at: 0s, count: 2 } }, task: { sleep: 1ms } }
                """);
    }

    private static List<String> names(Summary summary) {
        return summary.streams().stream().map(StreamSummary::stream).toList();
    }

    @Test
    void theNumbersOfRunsAndOfAComparisonStandInTheOrderOfTheFile() throws Exception {
        FinishedRun done = SimulatedRun.of(scenario(), 2);

        assertThat(names(done.summary())).containsExactly("midway", "zebra", "ant");
        var session = new Session(scenario());
        session.start();
        assertThat(names(session.finished().get(30, TimeUnit.SECONDS).summary())).as("on threads")
                .containsExactly("midway", "zebra", "ant");
        assertThat(session.summary()).isNotNull().extracting(StreamOrderTest::names)
                .isEqualTo(List.of("midway", "zebra", "ant"));

        ComparedRun run = ComparedRun.of("it", done);
        assertThat(Comparison.of(run, run).streams()).containsExactly("midway", "zebra", "ant");
    }
}
