package dev.poolscope.workload.format;

import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EditableValuesTest {
    private static final String TEXT = """
                                       poolscope: 1
                                       name: base
                                       duration: 2s
                                       pool: { type: dual, idleTimeout: never, initializer: { takes: 5ms } }
                                       streams:
                                         - { name: web, arrivals: { poisson: { rate: 40/s } }, task: { sleep: { exponential: { mean: 10ms } }, fails: 5% } }
                                         - { name: nightly, arrivals: { closed: { users: 3, think: 1s } }, until: 1s, task: { cpu: 2ms } }
                                       """;

    private static Scenario base() throws Exception {
        return ScenarioReader.parse("base", TEXT);
    }

    @Test
    void thoseOfThePoolComeFirstAndHaveTheirShortestPaths() throws Exception {
        assertThat(EditableValues.of(base())).extracting(it -> it.path() + "=" + it.value()).containsExactly(
                "pool.maxWorkers=2", "pool.idleTimeout=never", "pool.maxTasksPerWorker=no limit",
                "pool.workerType=platform", "pool.initializer.takes=5ms", "streams.web.rate=40/s",
                "streams.web.mean=10ms", "streams.web.fails=5%", "streams.nightly.users=3", "streams.nightly.think=1s",
                "streams.nightly.until=1s", "streams.nightly.cpu=2ms");
    }

    @ParameterizedTest
    @MethodSource("dev.poolscope.workload.format.ReadyScenarios#names")
    void eachCanBeSetToWhatItIs(String name) throws Exception {
        Scenario scenario = ReadyScenarios.load(name);

        assertThat(EditableValues.of(scenario)).isNotEmpty().allSatisfy(it -> {
            Scenario same = EditableValues.change(scenario, it.path(), it.value());
            assertThat(same.streams()).isEqualTo(scenario.streams());
            assertThat(EditableValues.of(same)).isEqualTo(EditableValues.of(scenario));
        });
    }

    @Test
    void aLimitCanBeTakenAway() throws Exception {
        Scenario limited = EditableValues.change(base(), EditableValues.MAX_TASKS, "7");

        assertThat(limited.pool().maxTasksPerWorker()).isEqualTo(7);
        assertThat(EditableValues.change(limited, EditableValues.MAX_TASKS, " no limit ")).isEqualTo(base());
        assertThat(EditableValues.change(limited, EditableValues.MAX_TASKS, " ")).isEqualTo(base());
    }

    @Test
    void whatIsWrongIsSaidAsTheReaderSaysIt() throws Exception {
        Scenario base = base();

        assertThatThrownBy(() -> EditableValues.change(base, "streams.web.rate", "fast"))
                .isInstanceOf(InvalidEditException.class)
                .hasMessageStartingWith("streams.web.rate=fast: 'fast' is not a rate; allowed is ");
    }
}
