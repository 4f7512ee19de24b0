package dev.poolscope.session;

import java.util.List;

import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioChangeTest {
    private static final String BASE = """
                                       poolscope: 1
                                       name: base
                                       duration: 20s
                                       pool: { type: dual }
                                       streams:
                                         - { name: web, arrivals: { poisson: { rate: 20/s } }, task: { sleep: 40ms } }
                                       actions:
                                         - { at: 18s, shutdown: true }
                                       expect: [ broken == false ]
                                       """;

    private static List<String> changes(String... replacements) throws InvalidScenarioException {
        String text = BASE;
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return ScenarioChange.between(ScenarioReader.parse("before.yaml", BASE),
                ScenarioReader.parse("after.yaml", text)).stream().map(ScenarioChange::toString).toList();
    }

    @Test
    void eachDifferenceIsNamedWithBothValues() throws InvalidScenarioException {
        assertThat(changes("type: dual", "type: triple")).containsExactly("workers 2 → 3");
        assertThat(changes("type: dual", "type: dual, idleTimeout: 2s")).containsExactly("idle timeout 1min → 2s");
        assertThat(changes("type: dual", "type: dual, maxTasksPerWorker: 5"))
                .containsExactly("tasks per worker no limit → 5");
        assertThat(changes("20/s", "30/s", "40ms", "50ms")).containsExactly(
                "web rate 20/s at random → 30/s at random", "web task sleeps 40ms → sleeps 50ms");
        assertThat(changes("duration: 20s", "duration: 25s\nseed: 7")).containsExactly("duration 20s → 25s",
                "seed 1 → 7");
        assertThat(changes("at: 18s", "at: 17s"))
                .containsExactly("actions at 18s shut down → at 17s shut down");
        assertThat(changes("name: web", "name: net")).contains("without web rate", "with net rate");
    }

    @Test
    void whatDoesNotChangeARunIsNoDifference() throws InvalidScenarioException {
        assertThat(changes("name: base", "name: other\ndescription: text", "broken == false", "completed >= 1"))
                .isEmpty();
    }

    @Test
    void everyReadyScenarioEqualsItselfAndDiffersFromEveryOther() {
        for (String one : ReadyScenarios.names()) {
            Scenario first = ReadyScenarios.load(one);
            for (String other : ReadyScenarios.names()) {
                assertThat(ScenarioChange.between(first, ReadyScenarios.load(other)).isEmpty())
                        .as("%s and %s", one, other).isEqualTo(one.equals(other));
            }
        }
    }
}
