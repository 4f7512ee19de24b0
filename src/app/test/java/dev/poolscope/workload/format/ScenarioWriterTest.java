package dev.poolscope.workload.format;

import java.util.List;

import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioWriterTest {
    private static final String EVERYTHING = """
                                             poolscope: 1
                                             name: Everything
                                             description: "One line\\nand another: with \\\\ and \\"quotes\\", # and é 🙂"
                                             seed: -9223372036854775808
                                             duration: 1min
                                             pool:
                                               type: thread
                                               maxWorkers: 8
                                               name: "yes: no"
                                               idleTimeout: never
                                               maxTasksPerWorker: 7
                                               workerType: virtual
                                               initializer: { takes: 100ms, failsOnWorker: 3 }
                                               finalizer: { failsOnWorker: 2 }
                                             streams:
                                               - { name: a, arrivals: { constant: { rate: 1500/min } }, from: 1s, until: 2s, task: { sleep: 1ms, fails: 2.5%, cancelAfter: 0s } }
                                               - { name: b, arrivals: { poisson: { rate: 0.5/s } }, task: { cpu: { uniform: { min: 0s, max: 0.001us } } } }
                                               - { name: c, arrivals: { bursts: { count: 3, every: 1.5s } }, task: { lock: { exponential: { mean: 1h } } } }
                                               - { name: d, arrivals: { ramp: { fromRate: 0/s, toRate: 3/s } }, task: { sleep: { lognormal: { median: 1ms, sigma: 0.8 } } } }
                                               - { name: e, arrivals: { closed: { users: 3, think: { pareto: { scale: 1ms, shape: 1.5 } } } }, task: { sleep: 1ms } }
                                               - { name: f, arrivals: { batch: { count: 3, at: 1min } }, task: { fanOut: { children: 2, child: 1ms, wait: false } } }
                                               - { name: g, arrivals: { map: { items: 3, at: 0s, bufferSize: 2, ordered: false, timeout: 3s } }, task: { sleep: 1ms } }
                                               - { name: "h, i", arrivals: { starmapAll: { items: 3, at: 0s, chunkSize: 2 } }, task: { sleep: 1ms } }
                                             actions:
                                               - { at: 0s, setIdleTimeout: never }
                                               - { at: 0s, setIdleTimeout: 1s }
                                               - { at: 0s, spawnWorkers: 2 }
                                               - { at: 0s, spawnMaxWorkers: true }
                                               - { at: 0s, breakNextInitializer: true }
                                               - { at: 0s, join: true }
                                               - { at: 0s, join: 3s }
                                               - { at: 0s, cancelPending: "h, i" }
                                               - { at: 0s, submit: { stream: a, count: 3 } }
                                               - { at: 0s, setRate: { stream: d, rate: 90.5/min } }
                                               - { at: 0s, note: "true" }
                                               - { at: 1s, shutdown: true }
                                             expect:
                                               - completed >= 12.5%
                                               - wait.p95 < 1.5ms
                                               - throughput != 0.5/s
                                               - starved == false
                                               - wait.p99 of a < 1ms
                                               - failed of "h, i" == 0
                                               - utilisation <= 80.5%
                                             """;

    static List<String> names() {
        return ReadyScenarios.names();
    }

    private static Scenario read(String text) throws InvalidScenarioException {
        return ScenarioReader.parse("f.yaml", text);
    }

    @Test
    void readingWhatWasWrittenGivesTheSameScenarioForEveryKeyOfTheFormat() throws Exception {
        Scenario scenario = read(EVERYTHING);

        assertThat(read(ScenarioWriter.write(scenario))).isEqualTo(scenario);
    }

    @ParameterizedTest
    @MethodSource("names")
    void readingWhatWasWrittenGivesTheSameReadyScenarioAtAnySpeed(String name) throws Exception {
        Scenario scenario = ReadyScenarios.load(name);

        assertThat(read(ScenarioWriter.write(scenario))).isEqualTo(scenario);
        assertThat(read(ScenarioWriter.write(scenario.atSpeed(7)))).isEqualTo(scenario.atSpeed(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "true", "No", "null", "~", "12", "1.5", "2s", "a: b", "a #b", "#a", "- a", "a, b",
            "{a}", "[a]", "*a", "&a",
            "!a", "'a'", "a'b", "\"", "\\", "a\\n", "%a", "@a", "`a", "? a", "|", ">", "0x10", ".inf", "a ", " a", "é",
            "🙂", "<<", "=",
            "a  b", "a\u00A0b", "a\u2028b", "-", "---", "never", "open"})
    void everyTitleSurvivesWriting(String title) throws Exception {
        Scenario scenario = read("poolscope: 1\nname: x\nduration: 1s\npool: { type: single }\n");
        Scenario named = new Scenario(title, title + "\n\ttwo\r\n\u0007\u007F\u0085\uFEFF\uFFFE", 1,
                scenario.duration(), scenario.pool(), List.of(),
                List.of(), List.of());

        assertThat(read(ScenarioWriter.write(named))).isEqualTo(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "night shift", "a: b", "a #b", "#a", "a, b", "{a}", "'a'", "a'b", "\"", "\\",
            "a \" b: c # d",
            "é", "a ", " a", "a:", "of", "a\\", "x < 3"})
    void anExpectationOfAnyStreamSurvivesWriting(String stream) throws Exception {
        Scenario scenario = read("""
                                 poolscope: 1
                                 name: x
                                 duration: 1s
                                 pool: { type: single }
                                 streams:
                                   - { name: x, arrivals: { constant: { rate: 1/s } }, task: { sleep: 1ms } }
                                 """);
        StreamSpec one = scenario.streams().getFirst();
        Scenario expecting = new Scenario("x", "", 1, scenario.duration(), scenario.pool(),
                List.of(new StreamSpec(stream, one.arrivals(), one.from(), one.until(), one.task())), List.of(),
                List.of(new Expectation(new Quantity.OfStream(Quantity.Count.FAILED, stream),
                        Expectation.Comparison.EQUAL, new Expectation.Bound.Whole(0))));

        assertThat(read(ScenarioWriter.write(expecting))).isEqualTo(expecting);
    }
}
