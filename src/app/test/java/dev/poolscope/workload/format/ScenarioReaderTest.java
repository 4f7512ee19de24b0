package dev.poolscope.workload.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import dev.poolscope.pool.WorkerType;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ScenarioReaderTest {
    /** The example of the page that describes the format. */
    private static final String EXAMPLE = """
                                          poolscope: 1                        # format version
                                          name: Idle reaping
                                          description: Why the second worker goes away.
                                          seed: 42
                                          duration: 20s
                                          pool:
                                            type: dual
                                            name: demo
                                            idleTimeout: 2s
                                            maxTasksPerWorker: 50
                                            workerType: platform
                                            initializer: { takes: 100ms }
                                            finalizer: { takes: 50ms }
                                          streams:
                                            - name: web
                                              arrivals: { poisson: { rate: 20/s } }
                                              from: 0s
                                              until: 15s
                                              task:
                                                sleep: { exponential: { mean: 40ms } }
                                                fails: 2%
                                            - name: nightly
                                              arrivals: { batch: { count: 30, at: 5s } }
                                              task: { cpu: 5ms, cancelAfter: 10s }
                                          actions:
                                            - { at: 4s,  note: Watch the second worker }
                                            - { at: 8s,  setIdleTimeout: 500ms }
                                            - { at: 12s, spawnWorkers: 2 }
                                            - { at: 18s, shutdown: true }
                                          expect:
                                            - completed >= 250
                                            - peakWorkers <= 2
                                            - wait.p95 < 2s
                                          """;

    private static final String SMALLEST = """
                                           poolscope: 1
                                           name: x
                                           duration: 1s
                                           pool: { type: single }
                                           """;

    private static Scenario read(String text) throws InvalidScenarioException {
        return ScenarioReader.parse("f.yaml", text);
    }

    private static List<String> faults(String text) {
        InvalidScenarioException e = catchThrowableOfType(InvalidScenarioException.class, () -> read(text));
        assertThat(e).as("this must be refused:\n%s", text).isNotNull();
        return e.faults().stream().map(fault -> fault.at(e.source())).toList();
    }

    @Test
    void whereAWordMayStandForADurationARefusalNamesItToo() {
        assertThat(faults("""
                          poolscope: 1
                          name: x
                          duration: 9s
                          pool: { type: single, idleTimeout: 1.5m }
                          actions: [ { at: 1s, setIdleTimeout: 500 }, { at: 2s, join: soon } ]
                          """)).satisfiesExactly(
                idle -> assertThat(idle).contains("'1.5m' is not a duration").endsWith("; or write never"),
                set -> assertThat(set).contains("'500' has no unit").endsWith("; or write never"),
                join -> assertThat(join).contains("'soon' is not a duration").endsWith("; or write true"));
    }

    @Test
    void everyKeyOfTheExampleArrivesInTheModel() throws Exception {
        Scenario scenario = read(EXAMPLE);

        assertThat(scenario).isEqualTo(new Scenario("Idle reaping", "Why the second worker goes away.", 42,
                Duration.ofSeconds(20),
                new PoolSpec(PoolKind.DUAL, 2, "demo", Duration.ofSeconds(2), 50, WorkerType.PLATFORM,
                        new HookSpec(Duration.ofMillis(100), 0), new HookSpec(Duration.ofMillis(50), 0)),
                List.of(new StreamSpec("web", new Arrivals.Poisson(Rate.parse("20/s")), Duration.ZERO,
                        Duration.ofSeconds(15),
                        new TaskSpec(new Work.Sleep(new Distribution.Exponential(Duration.ofMillis(40))),
                                new Percentage(BigDecimal.TWO), null)),
                        new StreamSpec("nightly", new Arrivals.Batch(30, Duration.ofSeconds(5)), Duration.ZERO, null,
                                new TaskSpec(new Work.Cpu(new Distribution.Fixed(Duration.ofMillis(5))),
                                        Percentage.ZERO,
                                        Duration.ofSeconds(10)))),
                List.of(new TimedAction(Duration.ofSeconds(4), new Action.Note("Watch the second worker")),
                        new TimedAction(Duration.ofSeconds(8), new Action.SetIdleTimeout(Duration.ofMillis(500))),
                        new TimedAction(Duration.ofSeconds(12), new Action.SpawnWorkers(2)),
                        new TimedAction(Duration.ofSeconds(18), new Action.Shutdown())),
                List.of(Expectation.parse("completed >= 250"), Expectation.parse("peakWorkers <= 2"),
                        Expectation.parse("wait.p95 < 2s"))));
    }

    @Test
    void whatAFileLeavesOutHasTheDefaultsOfTheFormat() throws Exception {
        Scenario scenario = read(SMALLEST);

        assertThat(scenario).isEqualTo(new Scenario("x", "", 1, Duration.ofSeconds(1),
                new PoolSpec(PoolKind.SINGLE, 1, null, Duration.ofSeconds(60), 0, WorkerType.PLATFORM, null, null),
                List.of(),
                List.of(), List.of()));
    }

    @Test
    void allFaultsOfAFileAreToldAtOnceWithTheirPlacesInTheOrderOfTheFile() {
        assertThat(faults("""
                          poolscope: 1
                          name: Three faults
                          duration: 10
                          pool:
                            type: dual
                            idelTimeout: 2s
                          streams:
                            - name: web
                              arrivals: { constant: { rate: 20/s } }
                              task: { sleep: 40ms, fails: 120% }
                          """)).containsExactly(
                "f.yaml:3:11: duration: '10' has no unit; write 10ms or 10s, or use us, min or h",
                "f.yaml:6:3: pool: unknown key 'idelTimeout'; did you mean 'idleTimeout'?",
                "f.yaml:10:33: fails: '120%' is too much; at most 100% is allowed");
    }

    @Test
    void aKeyThatIsThereTwiceIsRefusedThoughBothAreValid() {
        assertThat(faults(SMALLEST + "seed: 1\nseed: 2\n"))
                .containsExactly("f.yaml:6:1: duplicate key 'seed'; it is already in line 5");
    }

    @Test
    void anchorsAliasesTagsAndMergeKeysAreRefusedAndNotFollowed() {
        assertThat(faults(
                SMALLEST + """
                           streams:
                             - &a { name: web, arrivals: { constant: { rate: 1/s } }, task: { sleep: !!str 1ms } }
                             - <<: *a
                               name: other
                           """))
                .contains("f.yaml:6:5: the anchor '&a' is not allowed; write the value where it is needed",
                        "f.yaml:6:75: the tag 'tag:yaml.org,2002:str' is not allowed",
                        "f.yaml:7:5: the merge key '<<' is not allowed; write the keys themselves",
                        "f.yaml:7:9: the alias '*a' is not allowed; write the value itself");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(faults(SMALLEST + "---\nname: y\n"))
                .containsExactly("f.yaml:5:1: a second document begins here; a scenario file has only one");
    }

    @Test
    void aFaultOfYamlItselfIsToldAloneWithAHint() {
        assertThat(faults("poolscope: 1\nname: a: b\nduration: 10\n")).singleElement().asString()
                .startsWith("f.yaml:2:8: not valid YAML: ").contains("put a text that contains ': ' in quotes");
        assertThat(faults("poolscope: 1\npool:\n\ttype: dual\n")).singleElement().asString()
                .startsWith("f.yaml:3:1: not valid YAML: ")
                .contains("tabs are not allowed");
        assertThat(faults("pool: { type: dual\nname: x\n")).singleElement().asString().contains("not closed");
    }

    @Test
    void windowsBatchesAndActionsMustLieWithinTheRun() {
        assertThat(faults(
                SMALLEST + """
                           streams:
                             - { name: a, arrivals: { constant: { rate: 1/s } }, from: 1s, task: { sleep: 1ms } }
                             - { name: b, arrivals: { constant: { rate: 1/s } }, until: 2s, task: { sleep: 1ms } }
                             - { name: c, arrivals: { constant: { rate: 1/s } }, from: 500ms, until: 500ms, task: { sleep: 1ms } }
                             - { name: d, arrivals: { batch: { count: 1, at: 1001ms } }, task: { sleep: 1ms } }
                             - { name: e, arrivals: { batch: { count: 1, at: 1s } }, from: 0s, task: { sleep: 1ms } }
                           actions:
                             - { at: 2s, shutdown: true }
                           """))
                .containsExactly("f.yaml:6:55: from: 1s is not before the end of the run, 1s",
                        "f.yaml:7:62: until: 2s is after the end of the run, 1s",
                        "f.yaml:8:75: until: 500ms is not after from, 500ms",
                        "f.yaml:9:51: at: 1.001s is after the end of the run, 1s",
                        "f.yaml:10:59: from: a batch or bulk call happens at one moment and has no window; leave from out",
                        "f.yaml:12:11: at: 2s is after the end of the run, 1s");
    }

    /** A stream that is at fault for something else is there all the same. */
    @Test
    void expectationsNameStreamsThatExist() {
        assertThat(
                faults(SMALLEST + """
                                  streams:
                                    - { name: night shift, arrivals: { constant: { rate: 1 } }, task: { sleep: 1ms } }
                                  expect:
                                    - wait.p99 of "night shift" < 100ms
                                    - wait.p99 of nightshift < 100ms
                                    - wait.p99 of night shift < 100ms
                                    - completed of zzz == 100%
                                  """)).filteredOn(fault -> fault.contains("expect")).containsExactly(
                        "f.yaml:9:5: expect: there is no stream 'nightshift'; did you mean 'night shift'?",
                        "f.yaml:10:5: expect: the name of a stream that is not one word stands in quotes: 'wait.p99 of \"night shift\"'",
                        "f.yaml:11:5: expect: there is no stream 'zzz'; there are night shift");
        assertThat(faults(SMALLEST + "expect: [ failed of web == 0 ]\n"))
                .containsExactly("f.yaml:5:11: expect: there is no stream 'web'; the scenario has none");
    }

    @Test
    void streamsAreUniqueAndActionsNameOnesThatExist() {
        assertThat(faults(SMALLEST + """
                                     streams:
                                       - { name: web, arrivals: { constant: { rate: 1/s } }, task: { sleep: 1ms } }
                                       - { name: web, arrivals: { constant: { rate: 1/s } }, task: { sleep: 1ms } }
                                     actions:
                                       - { at: 0s, cancelPending: wbe }
                                       - { at: 0s, submit: { stream: nightly, count: 1 } }
                                     """)).containsExactly(
                "f.yaml:7:13: name: there is already a stream 'web' in line 6; names of streams are unique",
                "f.yaml:9:30: cancelPending: there is no stream 'wbe'; did you mean 'web'?",
                "f.yaml:10:33: stream: there is no stream 'nightly'; there are web");
    }

    @Test
    void exactlyOneKindIsAllowedOfArrivalsTasksAndActions() {
        assertThat(faults(
                SMALLEST + """
                           streams:
                             - { name: a, arrivals: { constant: { rate: 1/s }, poisson: { rate: 1/s } }, task: { sleep: 1ms, cpu: 1ms } }
                             - { name: b, arrivals: { }, task: { fails: 1% } }
                           actions:
                             - { at: 0s }
                             - { at: 0s, join: true, shutdown: true }
                           """))
                .extracting(line -> line.replaceAll("exactly one of .* is (needed|allowed)", "… $1")).containsExactly(
                        "f.yaml:6:53: arrivals: … allowed; found both 'constant' and 'poisson'",
                        "f.yaml:6:99: task: … allowed; found both 'sleep' and 'cpu'",
                        "f.yaml:7:26: arrivals: … needed; found none",
                        "f.yaml:7:37: task: … needed; found none",
                        "f.yaml:9:5: action: … needed; found none",
                        "f.yaml:10:27: action: … allowed; found both 'join' and 'shutdown'");
    }

    @Test
    void aMisspeltKindIsToldOnceAndNotAlsoAsMissing() {
        assertThat(faults(SMALLEST + "actions: [ { at: 0s, shutDown: true } ]\n"))
                .containsExactly("f.yaml:5:22: action: unknown key 'shutDown'; did you mean 'shutdown'?");
    }

    @Test
    void aCommaInATextWithoutQuotesIsUnderstoodAsTheMistakeThatItIs() {
        assertThat(faults(SMALLEST + "actions: [ { at: 0s, note: Look, a second worker } ]\n")).containsExactly(
                "f.yaml:5:34: action: unknown key 'a second worker'; if it belongs to the text before it, put that in quotes,"
                        + " because of its comma");
    }

    @Test
    void falseIsRefusedWhereOnlyTrueHasAMeaning() {
        assertThat(faults(SMALLEST + "actions: [ { at: 0s, shutdown: false } ]\n"))
                .containsExactly("f.yaml:5:32: shutdown: found 'false'; only true has a meaning here");
    }

    @Test
    void numbersAndTextsAreNotTakenForEachOther() {
        assertThat(faults("""
                          poolscope: "1"
                          name: 2026
                          seed: 9223372036854775808
                          duration: 1s
                          pool: { type: thread, maxWorkers: "8" }
                          """)).containsExactly(
                "f.yaml:1:12: poolscope: found the text '1'; the version of the format, 1, is needed",
                "f.yaml:2:7: name: found the number '2026'; a text is needed: put it in quotes",
                "f.yaml:3:7: seed: found the number '9223372036854775808'; allowed is a whole number from -9223372036854775808 to"
                        + " 9223372036854775807",
                "f.yaml:5:35: maxWorkers: found the text '8'; a whole number from 1 to 1000 is needed");
    }

    @Test
    void everyVersionButOneIsRefused() {
        assertThat(faults(SMALLEST.replace("poolscope: 1", "poolscope: 2")))
                .containsExactly("f.yaml:1:12: poolscope: found version 2 of the format; only version 1 is known");
    }

    @Test
    void maxWorkersGoesOnlyWithAPoolOfAnySize() {
        assertThat(faults(SMALLEST.replace("type: single", "type: single, maxWorkers: 3"))).containsExactly(
                "f.yaml:4:23: maxWorkers: a pool of type single always has 1; maxWorkers is allowed only with type thread");
    }

    @Test
    void anEmptyFileIsNoScenario() {
        assertThat(faults("")).containsExactly("f.yaml: is empty; a scenario is needed");
        assertThat(faults("# only a remark\n")).containsExactly("f.yaml: is empty; a scenario is needed");
        assertThat(faults("name:x\n")).containsExactly(
                "f.yaml:1:1: scenario: found the text 'name:x'; a mapping of keys to values is needed");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreFine() throws Exception {
        assertThat(ScenarioReader.parse("f.yaml",
                ("\uFEFF" + EXAMPLE.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(read(EXAMPLE));
    }
}
