package dev.poolscope.workload.format;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScenarioEditTest {
    private static final String BASE = """
                                       poolscope: 1
                                       name: base
                                       duration: 20s
                                       pool: { type: dual, idleTimeout: 2s }
                                       streams:
                                         - { name: web, arrivals: { poisson: { rate: 20/s } }, until: 15s, task: { sleep: { exponential: { mean: 40ms } } } }
                                         - { name: web.night, arrivals: { batch: { count: 30, at: 5s } }, task: { cpu: 5ms } }
                                         - { name: users, arrivals: { closed: { users: 3, think: { exponential: { mean: 1s } } } }, task: { sleep: { exponential: { mean: 1ms } } } }
                                       actions:
                                         - { at: 18s, shutdown: true }
                                       expect: [ broken == false ]
                                       """;

    private static Scenario scenario(String text) throws InvalidScenarioException {
        return ScenarioReader.parse("base.yaml", text);
    }

    private static ScenarioEdit.Edited edited(String... edits) throws Exception {
        List<ScenarioEdit> parsed = new ArrayList<>();
        for (String edit : edits) {
            parsed.add(ScenarioEdit.parse(edit));
        }
        return ScenarioEdit.apply(scenario(BASE), parsed);
    }

    /** Each edit gives what the file with the other text gives. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                                                                  pool.idleTimeout=500ms                   | idleTimeout: 2s     | idleTimeout: 500ms
                                                                  pool.idleTimeout=never                   | idleTimeout: 2s     | idleTimeout: never
                                                                  pool.maxTasksPerWorker=7                 | idleTimeout: 2s     | idleTimeout: 2s, maxTasksPerWorker: 7
                                                                  pool.initializer={takes: 5ms}            | idleTimeout: 2s     | idleTimeout: 2s, initializer: { takes: 5ms }
                                                                  pool.initializer.takes=5ms               | idleTimeout: 2s     | idleTimeout: 2s, initializer: { takes: 5ms }
                                                                  pool.type=quad                           | type: dual          | type: quad
                                                                  duration=30s                             | duration: 20s       | duration: 30s
                                                                  seed=-3                                  | duration: 20s       | duration: 20s\\nseed: -3
                                                                  streams.web.arrivals.poisson.rate=40/s   | rate: 20/s          | rate: 40/s
                                                                  streams.web.arrivals.rate=40/s           | rate: 20/s          | rate: 40/s
                                                                  streams.web.rate=40/s                    | rate: 20/s          | rate: 40/s
                                                                  streams[0].rate=40/s                     | rate: 20/s          | rate: 40/s
                                                                  streams.web.mean=15ms                    | mean: 40ms          | mean: 15ms
                                                                  streams.web.task.sleep.mean=15ms         | mean: 40ms          | mean: 15ms
                                                                  streams.web.until=3700ms                 | until: 15s          | until: 3700ms
                                                                  streams.web.sleep=15ms                   | exponential: { mean: 40ms } } | 15ms
                                                                  streams.web.task.cpu=15ms                | sleep: { exponential: { mean: 40ms } } | cpu: 15ms
                                                                  streams.web.constant.rate=9/s            | poisson: { rate: 20/s } | constant: { rate: 9/s }
                                                                  streams.web.fails=2%                     | until: 15s, task: { | until: 15s, task: { fails: 2%,
                                                                  streams.web.night.count=31               | count: 30           | count: 31
                                                                  streams.web.night.cpu={fixed: 6ms}       | cpu: 5ms            | cpu: { fixed: 6ms }
                                                                  streams.web.night.cpu.uniform={min: 1ms, max: 2ms} | cpu: 5ms  | cpu: { uniform: { min: 1ms, max: 2ms } }
                                                                  streams.users.users=4                    | users: 3            | users: 4
                                                                  streams.users.think.mean=2s              | mean: 1s            | mean: 2s
                                                                  actions[0].at=17s                        | at: 18s             | at: 17s
                                                                  expect[0]=completed >= 3                 | broken == false     | completed >= 3
                                                                  name=other                               | name: base          | name: other
                                                                  """)
    void anEditGivesWhatTheFileWithThatValueGives(String edit, String before, String after) throws Exception {
        assertThat(BASE).contains(before);
        String text = BASE.replace(before, after.replace("\\n", "\n"));

        ScenarioEdit.Edited edited = edited(edit);

        if (edit.startsWith("streams.web.sleep")) {
            text = BASE.replace("sleep: { exponential: { mean: 40ms } }", "sleep: 15ms");
        }
        assertThat(edited.scenario()).isEqualTo(scenario(text)).isNotEqualTo(scenario(BASE));
        assertThat(edited.notes()).isEmpty();
    }

    @Test
    void theNumberOfWorkersMakesAnyPoolOneOfTypeThreadAndThatIsSaid() throws Exception {
        ScenarioEdit.Edited five = edited("pool.maxWorkers=5");

        assertThat(five.scenario()).isEqualTo(scenario(BASE.replace("type: dual", "type: thread, maxWorkers: 5")));
        assertThat(five.notes())
                .containsExactly("the pool has type thread now, which takes maxWorkers; it had type dual");

        ScenarioEdit.Edited quad = ScenarioEdit.parse("pool.type=quad").applyTo(five.scenario());
        assertThat(quad.scenario()).isEqualTo(scenario(BASE.replace("type: dual", "type: quad")));
        assertThat(quad.notes()).containsExactly("maxWorkers is left out: a pool of type quad has its own");
    }

    @Test
    void editsAreMadeTogether() throws Exception {
        // Alone, the first would leave the stream's end behind the run's.
        assertThat(edited("duration=10s", "streams.web.until=9s", "actions[0].at=9s").scenario().duration())
                .hasSeconds(10);
        assertThat(edited("pool.type=thread", "pool.maxWorkers=3").notes()).isEmpty();
        assertThat(edited("streams.web.sleep={exponential: {mean: 1ms}}", "streams.web.mean=2ms").scenario())
                .isEqualTo(edited("streams.web.mean=2ms").scenario());
        ScenarioEdit whole = ScenarioEdit.parse("streams.web.sleep={exponential: {mean: 1ms}}");
        ScenarioEdit.apply(scenario(BASE), List.of(whole, ScenarioEdit.parse("streams.web.mean=2ms")));
        assertThat(whole.applyTo(scenario(BASE)).scenario()).as("an edit stays as it is when another goes into it")
                .isEqualTo(edited("streams.web.mean=1ms").scenario());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                                                                  pool.maxWorkers=0         | pool.maxWorkers=0: found the number '0'; allowed is a whole number from 1 to 1000
                                                                  pool.maxWorkers=          | pool.maxWorkers=: found nothing; a whole number from 1 to 1000 is needed
                                                                  pool.idleTimeout=5        | pool.idleTimeout=5: '5' has no unit; write 5ms or 5s, or use us, min or h; or write never
                                                                  streams.web.rate=40       | streams.web.rate=40: '40' is not a rate; allowed is a number above 0, then /s or /min, such as 20/s or 1500/min
                                                                  pool.maxWorker=5          | pool.maxWorker=5: pool: unknown key 'maxWorker'; did you mean 'maxWorkers'?
                                                                  maxWorkers=5              | maxWorkers=5: a scenario has no 'maxWorkers'; did you mean 'pool.maxWorkers'?
                                                                  web.rate=5/s              | web.rate=5/s: a scenario has no 'web'; did you mean 'streams.web.rate'?
                                                                  pol.maxWorkers=5          | pol.maxWorkers=5: a scenario has no 'pol'; did you mean 'pool'?
                                                                  zzz=5                     | zzz=5: a scenario has no 'zzz'; a path begins with one of poolscope, name, description, seed, duration, pool, overheads, streams, actions, expect
                                                                  streams.wbe.rate=5/s      | streams.wbe.rate=5/s: there is no stream 'wbe'; did you mean 'web'?
                                                                  streams.zzz.rate=5/s      | streams.zzz.rate=5/s: there is no stream 'zzz'; its streams are web, web.night, users
                                                                  streams.web=5             | streams.web=5: a path goes on to a value of the stream, such as streams.web.from
                                                                  streams.web.rat=5/s       | streams.web.rat=5/s: the stream has no 'rat'; did you mean 'rate'?
                                                                  streams.web.zzz=5/s       | streams.web.zzz=5/s: the stream has no 'zzz'; it has name, rate, until, mean, and may have until, fails and cancelAfter
                                                                  streams.users.mean=5ms    | streams.users.mean=5ms: 'streams.users.mean' may be several values; say which: streams[2].arrivals.closed.think.exponential.mean or streams[2].task.sleep.exponential.mean
                                                                  streams[7].rate=5/s       | streams[7].rate=5/s: there is no streams[7]; the last one is streams[2]
                                                                  streams.web.rate.=5/s     | streams.web.rate.=5/s: 'streams.web.rate.' ends with a point; a key is missing there
                                                                  expect[0].x=1             | expect[0].x=1: found a single value at expect[0]; no path goes on there
                                                                  streams.web.uniform.min=5ms | streams.web.uniform.min=5ms: the stream has no 'uniform'; it has name, rate, until, mean, and may have until, fails and cancelAfter
                                                                  streams.web.sleep.uniform.min=5ms | streams.web.sleep.uniform.min=5ms: uniform: the key 'max' is missing
                                                                  pool.name={               | pool.name={: not valid YAML: expected the node content, but found '<stream end>'
                                                                  pool.name=&a b            | pool.name=&a b: the anchor '&a' is not allowed; write the value where it is needed
                                                                  nothing                   | 'nothing' is no change; allowed is PATH=VALUE, such as pool.idleTimeout=2s or streams.web.rate=40/s
                                                                  """)
    void aFaultIsOneSentenceThatSaysWhatIsAllowed(String edit, String sentence) {
        assertThatThrownBy(() -> edited(edit)).isInstanceOf(InvalidEditException.class).hasMessage(sentence);
    }

    @Test
    void aValueThatDoesNotFitOthersAnyMoreIsAFaultOfItsEdit() {
        assertThatThrownBy(() -> edited("duration=10s"))
                .hasMessage("""
                            duration=10s: streams.web.until: 15s is after the end of the run, 10s
                            duration=10s: actions[0].at: 18s is after the end of the run, 10s""");
    }

    @Test
    void eachFaultGoesToItsOwnEdit() {
        assertThatThrownBy(() -> edited("pool.maxWorkers=x", "seed=1", "streams.web.rate=5")).isInstanceOfSatisfying(
                InvalidEditException.class, invalid -> assertThat(invalid.faults()).extracting(fault -> {
                    ScenarioEdit edit = fault.edit();
                    return edit == null ? "" : edit.path();
                }).containsExactly("pool.maxWorkers", "streams.web.rate"));
    }

    @Test
    void aPathTellsWhatStandsThere() throws Exception {
        assertThat(ScenarioEdit.valueAt(scenario(BASE), "streams.web.rate")).isEqualTo("20/s");
        assertThat(ScenarioEdit.valueAt(scenario(BASE), "pool.maxWorkers")).isNull();
        assertThat(ScenarioEdit.valueAt(scenario(BASE), "no.such.path")).isNull();
    }
}
