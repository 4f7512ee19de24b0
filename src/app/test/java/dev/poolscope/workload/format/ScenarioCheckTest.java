package dev.poolscope.workload.format;

import java.util.List;
import java.util.Random;

import dev.poolscope.Seeds;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioCheckTest {
    private static final int SCENARIOS = 2_000;

    static List<String> names() {
        return ReadyScenarios.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsWrongWithAReadyScenario(String name) {
        assertThat(ScenarioCheck.faults(ReadyScenarios.load(name))).isEmpty();
    }

    @Test
    void withoutAFileTheSameIsFoundAtTheSamePlacesAsInOne() {
        long seed = Seeds.first();
        Random random = new Random(seed);
        int faulty = 0;
        for (int i = 0; i < SCENARIOS; i++) {
            Scenario scenario = new ScenarioDraw(random, random.nextBoolean()).scenario();
            List<ScenarioFault> found = ScenarioCheck.faults(scenario);
            faulty += found.isEmpty() ? 0 : 1;

            assertThat(found).as("seed " + seed).allMatch(fault -> fault.line() == 0 && fault.column() == 0);
            assertThat(found.stream().map(ScenarioCheckTest::pathAndWords).toList())
                    .as(() -> "seed " + seed + "\n" + ScenarioWriter.write(scenario))
                    .isEqualTo(inFile(scenario).stream().map(ScenarioCheckTest::pathAndWords).toList());
        }
        assertThat(faulty).as("seed " + seed).isBetween(SCENARIOS / 4, SCENARIOS);
    }

    private static String pathAndWords(ScenarioFault fault) {
        return fault.path() + " | " + fault.message().replaceFirst(" in line \\d+", "");
    }

    private static List<ScenarioFault> inFile(Scenario scenario) {
        try {
            assertThat(ScenarioReader.parse("f.yaml", ScenarioWriter.write(scenario))).isEqualTo(scenario);
            return List.of();
        } catch (InvalidScenarioException invalid) {
            return invalid.faults();
        }
    }

    @Test
    void aFaultNamesTheValueItIsAbout() {
        List<ScenarioFault> faults = read(
                """
                poolscope: 1
                name: x
                duration: 1s
                pool: { type: single, maxWorkers: 3, initializer: { takes: soon } }
                streams:
                  - { name: a, arrivals: { ramp: { fromRate: 1/s, toRate: 1/s } }, task: { sleep: { uniform: { min: 2s, max: 1s } } } }
                  - { name: a, arrivals: { batch: { count: 0, at: 0s } }, from: 0s, task: {} }
                actions:
                  - { at: 0s, submit: { stream: b, count: 1 } }
                  - { at: 2s, join: true, colour: red }
                expect:
                  - completed >= 1
                  - nonsense
                """);

        assertThat(faults).extracting(ScenarioFault::path).containsExactly("pool.maxWorkers", "pool.initializer.takes",
                "streams[0].task.sleep.uniform.max", "streams[1].name", "streams[1].arrivals.batch.count",
                "streams[1].task", "actions[0].submit.stream", "actions[1].at", "actions[1].colour", "expect[1]");
    }

    private static List<ScenarioFault> read(String text) {
        try {
            ScenarioReader.parse("f.yaml", text);
            return List.of();
        } catch (InvalidScenarioException invalid) {
            return invalid.faults();
        }
    }
}
