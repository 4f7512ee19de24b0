package dev.poolscope.comparison;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.session.report.ReportDirectory;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.format.EditableValues;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ComparisonTest {
    @TempDir
    Path directory;

    private static FinishedRun ready(String name) throws Exception {
        return SimulatedRun.of(ReadyScenarios.load(name), 2);
    }

    private static Comparison bursts() throws Exception {
        return Comparison.of(ComparedRun.of("one", ready("burst-on-one")),
                ComparedRun.of("two", ready("burst-on-two")));
    }

    private ComparedRun reread(String name, FinishedRun run) throws Exception {
        ReportDirectory.at(directory.resolve(name)).write(run, _ -> new byte[0]);
        return RunFiles.read(directory.resolve(name).resolve("summary.json"));
    }

    /** By the events alone, and by another way than the program. */
    private static Map<Long, Long> waits(FinishedRun run) {
        Map<Long, Long> due = new HashMap<>();
        Map<Long, Long> waits = new HashMap<>();
        for (RunEvent event : run.events()) {
            if (event instanceof TaskEvent.Submitted it) {
                due.put(it.taskId(), it.dueNanos());
            } else if (event instanceof TaskEvent.Started it) {
                waits.put(it.taskId(), it.nanos() - due.getOrDefault(it.taskId(), 0L));
            }
        }
        return waits;
    }

    @Test
    void differencesAreThoseOfTheEvents() throws Exception {
        long[] one = waits(ready("burst-on-one")).values().stream().mapToLong(Long::longValue).sorted().toArray();
        long[] two = waits(ready("burst-on-two")).values().stream().mapToLong(Long::longValue).sorted().toArray();

        Result longest = bursts().result(Optional.empty(), Measure.named("wait.max").orElseThrow()).orElseThrow();
        Result mean = bursts().result(Optional.empty(), Measure.named("wait.mean").orElseThrow()).orElseThrow();

        assertThat(longest.difference()).hasValue((double) (two[two.length - 1] - one[one.length - 1]));
        assertThat(mean.difference().orElseThrow()).isCloseTo(
                Arrays.stream(two).average().orElseThrow() - Arrays.stream(one).average().orElseThrow(), within(2.0));
    }

    @Test
    void countsOfEachStreamAreThoseOfTheEvents() throws Exception {
        FinishedRun one = ready("head-of-line");
        FinishedRun two = SimulatedRun
                .of(EditableValues.change(ReadyScenarios.load("head-of-line"), "pool.maxTasksPerWorker", "3"), 2);
        Comparison both = Comparison.of(ComparedRun.of("one", one), ComparedRun.of("two", two));

        for (String stream : both.streams()) {
            for (String measure : List.of("submitted", "completed", "failed", "cancelled")) {
                Result result = both.result(Optional.of(stream), Measure.named(measure).orElseThrow()).orElseThrow();
                assertThat(List.of(result.a(), result.b())).as(stream + " " + measure).containsExactly(
                        new Reading.Known(count(one, stream, measure)), new Reading.Known(count(two, stream, measure)));
            }
        }
        Result spawned = both.result(Optional.empty(), Measure.named("spawned").orElseThrow()).orElseThrow();
        assertThat(spawned.difference().orElseThrow()).isPositive().isEqualTo((double) spawned(two) - spawned(one));
    }

    /** It is known that no task of it came. */
    @Test
    void ofAStreamThatOneRunHasNotNothingCameThere() throws Exception {
        String stream = "streams: [ { name: %s, arrivals: { batch: { count: 3, at: 0s } }, task: { sleep: 10ms } } ]";
        String file = "{ poolscope: 1, name: one, duration: 1s, pool: { type: dual }, " + stream + " }";
        Comparison both = Comparison.of(simulated(file.formatted("old")), simulated(file.formatted("new")));

        for (String name : List.of("old", "new")) {
            boolean inA = name.equals("old");
            Result submitted = both.result(Optional.of(name), Measure.named("submitted").orElseThrow()).orElseThrow();
            Result wait = both.result(Optional.of(name), Measure.named("wait.p99").orElseThrow()).orElseThrow();
            assertThat(inA ? submitted.b() : submitted.a()).as(name).isEqualTo(new Reading.Known(0));
            assertThat(submitted.difference()).as(name).hasValue(inA ? -3 : 3);
            assertThat(inA ? wait.b() : wait.a()).as(name).isEqualTo(new Reading.NoSample());
        }
    }

    @Test
    void oneTaskIsOne() throws Exception {
        String file = "{ poolscope: 1, name: one, duration: 1s, pool: { type: dual }, streams: [ { name: a,"
                + " arrivals: { batch: { count: %d, at: 0s } }, task: { sleep: 10ms } } ] }";
        ComparedRun one = simulated(file.formatted(1));

        assertThat(SideBySide.of(Comparison.of(one, one)).kinship()).isEqualTo(
                "Both have the same arrivals and the same draws: the only task of A stands beside that of B.");
        assertThat(SideBySide.of(Comparison.of(one, simulated(file.formatted(2)))).kinship()).contains(
                "1 task of A stands beside one of B, the n-th of a stream beside the n-th; 0 of A and 1 of B, ");
    }

    private static long spawned(FinishedRun run) {
        return run.events().stream().filter(it -> it.type() == EventType.WORKER_SPAWNED).count();
    }

    private static double count(FinishedRun run, String stream, String measure) {
        Set<Long> its = run.events().stream()
                .filter(it -> it.type() == EventType.SUBMITTED && stream.equals(it.stream())).map(RunEvent::taskId)
                .collect(Collectors.toSet());
        return run.events().stream().filter(
                it -> it.type() == EventType.valueOf(measure.toUpperCase(Locale.ROOT)) && its.contains(it.taskId()))
                .count();
    }

    @Test
    void theNthTaskStandsBesideTheNth() throws Exception {
        Map<Long, Long> one = waits(ready("burst-on-one"));
        Map<Long, Long> two = waits(ready("burst-on-two"));

        List<TaskPair> pairs = bursts().pairs();

        assertThat(pairs).hasSize(72).allSatisfy(pair -> {
            assertThat(pair.a().due()).isEqualTo(pair.b().due());
            assertThat(pair.a().waitNanos()).isEqualTo(one.getOrDefault(pair.a().id(), StreamTasks.NONE));
            assertThat(pair.b().waitNanos()).isEqualTo(two.getOrDefault(pair.b().id(), StreamTasks.NONE));
        });
    }

    @Test
    void changesAreNamed() throws Exception {
        assertThat(bursts().changes()).containsExactly(
                new Change("scenario", "A burst on one worker", "A burst on two workers"),
                new Change("most workers", "1", "2"));
    }

    /** What kind of pool it is changes nothing but how many workers it may have, and its name if it is given none. */
    @Test
    void theKindAndTheNameOfThePoolAreNamedWhereTheyWereChanged() throws Exception {
        String text = """
                      poolscope: 1
                      name: pools
                      duration: 1s
                      pool: %s
                      """;
        ComparedRun dual = simulated(String.format(Locale.ROOT, text, "{ type: dual }"));
        ComparedRun two = simulated(String.format(Locale.ROOT, text, "{ type: thread, maxWorkers: 2 }"));
        ComparedRun three = simulated(String.format(Locale.ROOT, text, "{ type: thread, maxWorkers: 3 }"));
        ComparedRun named = simulated(String.format(Locale.ROOT, text, "{ type: dual, name: mine }"));

        assertThat(Comparison.of(dual, two).changes()).containsExactly(new Change("pool", "dual", "thread"));
        assertThat(Comparison.of(dual, three).changes()).containsExactly(new Change("most workers", "2", "3"));
        assertThat(Comparison.of(dual, named).changes())
                .containsExactly(new Change("name of the pool", "DualThreadPool", "mine"));
        assertThat(Comparison.of(named, three).changes()).containsExactly(new Change("most workers", "2", "3"),
                new Change("name of the pool", "mine", "ThreadPool"));
    }

    @Test
    void arrivalsTasksActionsAndTimeoutsThatChangeAreNamed() throws Exception {
        String text = """
                      poolscope: 1
                      name: load
                      duration: 2s
                      pool: { type: dual, idleTimeout: %s }
                      streams:
                        - { name: a, arrivals: { constant: { rate: %s } }, task: { sleep: %s } }
                      actions:
                        - { at: 1s, spawnWorkers: %d }
                      """;
        ComparedRun before = simulated(String.format(Locale.ROOT, text, "1s", "5/s", "10ms", 1));
        ComparedRun after = simulated(String.format(Locale.ROOT, text, "never", "6/s", "20ms", 2));

        assertThat(Comparison.of(before, after).changes()).containsExactly(new Change("idle timeout", "1s", "never"),
                new Change("stream a: arrives", "evenly, 5/s, from 0s", "evenly, 6/s, from 0s"),
                new Change("stream a: each task", "sleeps 10ms", "sleeps 20ms"),
                new Change("action", "at 1s spawn one worker", "none"),
                new Change("action", "none", "at 1s spawn 2 workers"));
    }

    private static Comparison twins(String path, String value) throws Exception {
        Scenario scenario = ReadyScenarios.load("head-of-line");
        return Comparison.of(ComparedRun.of("a", SimulatedRun.of(scenario, 2)),
                ComparedRun.of("b", SimulatedRun.of(EditableValues.change(scenario, path, value), 2)));
    }

    @Test
    void twinsAreToldAndTheirTasksStandBesideEachOther() throws Exception {
        Comparison twins = twins("pool.maxWorkers", "3");
        SideBySide tasks = SideBySide.of(twins);

        int all = (int) twins.a().tasks().stream().mapToLong(stream -> stream.tasks().size()).sum();
        assertThat(twins.pairs()).hasSize(all);
        assertThat(tasks.kinship()).startsWith("They are twins: all that was changed is workers ")
                .contains("all " + all + " tasks stand beside each other");
        assertThat(ComparisonText.of(twins, List.of())).contains("They are twins: ");
        assertThat(new String(ComparisonJson.of(twins, List.of()), StandardCharsets.UTF_8))
                .contains("\"kinship\" : \"They are twins: ");
    }

    /** They stand in the list of changes, and change nothing in what happens. */
    @Test
    void whatChangesNoTaskOfTwinsIsNamedAsWell() throws Exception {
        assertThat(SideBySide.of(bursts()).kinship()).startsWith(
                "They are twins: but for the name of the scenario, all that was changed is workers 1 → 2. ");
        String text = """
                      poolscope: 1
                      name: pools
                      duration: 1s
                      pool: %s
                      """;
        ComparedRun dual = simulated(String.format(Locale.ROOT, text, "{ type: dual }"));
        ComparedRun thread = simulated(
                String.format(Locale.ROOT, text, "{ type: thread, maxWorkers: 2, idleTimeout: 1s, name: mine }"));

        assertThat(SideBySide.of(Comparison.of(dual, thread)).kinship()).startsWith("They are twins: but for the kind "
                + "of the pool and its name, all that was changed is idle timeout 1min → 1s. ");
    }

    /** By the events alone: which tasks waited, and the greatest difference first. */
    @Test
    void thoseThatChangedMostComeFirst() throws Exception {
        Comparison twins = twins("pool.maxWorkers", "3");
        Map<Long, Long> one = waits(SimulatedRun.of(ReadyScenarios.load("head-of-line"), 2));
        Map<Long, Long> other = waits(SimulatedRun.of(
                EditableValues.change(ReadyScenarios.load("head-of-line"), "pool.maxWorkers", "3"), 2));
        List<Long> changes = one.keySet().stream().filter(other::containsKey)
                .map(id -> Math.abs(other.getOrDefault(id, 0L) - one.getOrDefault(id, 0L))).filter(change -> change > 0)
                .sorted(Comparator.reverseOrder()).toList();

        List<TaskPair> most = SideBySide.of(twins).mostChanged(Integer.MAX_VALUE);

        assertThat(most).extracting(pair -> Math.abs(pair.longerWait())).isEqualTo(changes).isNotEmpty();
        assertThat(most).allSatisfy(pair -> {
            assertThat(pair.told()).isEqualTo("task " + pair.a().id() + " of " + pair.stream() + " waited "
                    + LegibleTime.duration(one.getOrDefault(pair.a().id(), -1L)) + ", then "
                    + LegibleTime.duration(other.getOrDefault(pair.a().id(), -1L)));
            assertThat(SideBySide.of(twins).ofB(pair.b().id())).contains(pair);
        });
    }

    @Test
    void runsThatDifferInMoreThanOneThingAreNoTwins() throws Exception {
        Scenario scenario = ReadyScenarios.load("burst-on-one");
        FinishedRun run = SimulatedRun.of(scenario, 2);
        Scenario two = EditableValues.change(EditableValues.change(scenario, "pool.maxWorkers", "2"),
                "pool.idleTimeout", "1s");

        assertThat(kinship(run, SimulatedRun.of(two, 2)))
                .startsWith("Both have the same arrivals and the same draws: ");
        assertThat(kinship(run, SimulatedRun.of(scenario.withSeed(99), 2))).doesNotContain("twins", "draws");
        assertThat(kinship(run, SimulatedRun.of(scenario, 2))).doesNotContain("twins");
        assertThat(kinship(run, SimulatedRun.of(EditableValues.change(scenario, "pool.maxWorkers", "2"), 1)))
                .as("on another machine").doesNotContain("twins");
    }

    private static String kinship(FinishedRun a, FinishedRun b) {
        return SideBySide.of(Comparison.of(ComparedRun.of("a", a), ComparedRun.of("b", b))).kinship();
    }

    @Test
    void tasksStandBesideEachOtherUpToTheFirstThatWasDueAtAnotherTime() throws Exception {
        Comparison fewer = twins(
                "streams." + ReadyScenarios.load("head-of-line").streams().getFirst().name() + ".until",
                "2s");

        assertThat(fewer.pairs()).isNotEmpty().allSatisfy(pair -> assertThat(pair.a().due()).isEqualTo(pair.b().due()));
        long alone = fewer.a().tasks().stream().mapToLong(stream -> stream.tasks().size()).sum() - fewer.pairs().size();
        assertThat(alone).isPositive();
        assertThat(SideBySide.of(fewer).kinship()).contains(fewer.pairs().size() + " tasks stand beside each other",
                alone + " of A and 0 of B, ");
    }

    private static ComparedRun simulated(String text) throws Exception {
        return ComparedRun.of("load", SimulatedRun.of(ScenarioReader.parse("load", text), 1));
    }

    @Test
    void aRunMadeFasterDiffersInItsSpeedOnly() throws Exception {
        Scenario scenario = ReadyScenarios.load("burst-on-one");

        Comparison faster = Comparison.of(ComparedRun.of("a", SimulatedRun.of(scenario, 1)),
                ComparedRun.of("b", SimulatedRun.of(scenario.atSpeed(2), 1)));

        assertThat(faster.changes()).containsExactly(new Change("speed", "1", "2.000 times"));
    }

    @Test
    void whatWasDoneByHandToOneRunIsAChange() throws Exception {
        Scenario scenario = ReadyScenarios.load("burst-on-one");
        List<TimedAction> actions = new ArrayList<>(scenario.actions());
        actions.add(new TimedAction(Duration.ofMillis(3300), new Action.Shutdown()));
        FinishedRun shut = SimulatedRun.of(new Scenario(scenario.name(), scenario.description(), scenario.seed(),
                scenario.duration(), scenario.pool(), scenario.streams(), actions, scenario.expectations()), 2);
        FinishedRun byHand = new FinishedRun(scenario, shut.poolName(), shut.maxWorkers(), shut.length(), false,
                shut.cutDraws(), shut.leftovers(), shut.recorded(), List.of(), 2);
        FinishedRun other = SimulatedRun.of(EditableValues.change(scenario, "pool.maxWorkers", "2"), 2);

        Comparison both = Comparison.of(ComparedRun.of("a", byHand), ComparedRun.of("b", other));

        assertThat(both.changes()).contains(new Change("done by hand", "at 3.300 s shut down", "none"));
        assertThat(SideBySide.of(both).kinship()).doesNotContain("twins");
        Comparison same = Comparison.of(ComparedRun.of("a", byHand), ComparedRun.of("b", byHand));
        assertThat(same.changes()).isEmpty();
    }

    private static long nearestRank(long[] sorted, int percent) {
        return sorted[Math.max(1, Math.ceilDiv(percent * sorted.length, 100)) - 1];
    }

    /** By the events alone, and by another way than the program. */
    @Test
    void percentilesOfRunsWhoseTasksAreAllKnownAreExact() throws Exception {
        for (String name : List.of("burst-on-one", "head-of-line", "first-light")) {
            FinishedRun one = ready(name);
            FinishedRun two = SimulatedRun.of(ReadyScenarios.load(name).withSeed(99), 1);
            long[] before = waits(one).values().stream().mapToLong(Long::longValue).sorted().toArray();
            long[] after = waits(two).values().stream().mapToLong(Long::longValue).sorted().toArray();

            Comparison both = Comparison.of(ComparedRun.of("one", one), ComparedRun.of("two", two));

            for (int percent : List.of(50, 90, 95, 99)) {
                Result result = both.result(Optional.empty(), Measure.named("wait.p" + percent).orElseThrow())
                        .orElseThrow();
                long a = nearestRank(before, percent);
                long b = nearestRank(after, percent);
                assertThat(result.a()).as(name + percent).isEqualTo(new Reading.Known(a));
                assertThat(result.b()).as(name + percent).isEqualTo(new Reading.Known(b));
                assertThat(result.within()).isZero();
                assertThat(ValueText.difference(result)).isEqualTo(
                        a == b ? "=" : (b < a ? "−" : "+") + LegibleTime.duration(Math.abs(b - a)));
            }
            assertThat(Method.of(both)).startsWith("Percentiles are exact");
        }
    }

    @Test
    void aDifferenceWithinTheBoundsOfRoundedPercentilesIsNotShownAsOne() throws Exception {
        String text = """
                      poolscope: 1
                      name: load
                      duration: 2s
                      pool: { type: dual }
                      streams:
                        - { name: a, arrivals: { constant: { rate: 5/s } }, task: { sleep: %s } }
                      """;
        FinishedRun one = SimulatedRun.of(ScenarioReader.parse("load", String.format(text, "100ms")), 1);
        FinishedRun two = SimulatedRun.of(ScenarioReader.parse("load", String.format(text, "100.02ms")), 1);
        FinishedRun far = SimulatedRun.of(ScenarioReader.parse("load", String.format(text, "110ms")), 1);
        Measure run = Measure.named("run.p50").orElseThrow();

        Result same = Comparison.of(reread("a", one), reread("b", one)).result(Optional.empty(), run).orElseThrow();
        Result near = Comparison.of(reread("a", one), reread("b", two)).result(Optional.empty(), run).orElseThrow();
        Result other = Comparison.of(reread("a", one), reread("b", far)).result(Optional.empty(), run).orElseThrow();

        assertThat(same.within()).isCloseTo(2 * 100e6 / 256, within(10_000.0));
        assertThat(ValueText.difference(same)).isEqualTo("less than 782 µs");
        assertThat(ValueText.difference(near)).startsWith("less than ");
        assertThat(List.of(ValueText.percent(same), ValueText.percent(near))).containsOnly("");
        assertThat(ValueText.difference(other)).matches("\\+(9|10)\\.\\d+ ms");
        assertThat(ComparisonText.of(Comparison.of(reread("a", one), reread("b", one)), List.of()))
                .contains("Percentiles are within 0.4 %").contains("less than 782 µs");
        assertThat(new String(ComparisonJson.of(Comparison.of(reread("a", one), reread("b", one)), List.of()),
                StandardCharsets.UTF_8)).contains("\"within\" : 0.78");
    }

    @Test
    void aSummaryFileGivesTheSameNumbersAsItsRun() throws Exception {
        for (String name : List.of("burst-on-two", "head-of-line", "first-light")) {
            FinishedRun run = ready(name);
            Comparison same = Comparison.of(ComparedRun.of("run", run), reread(name, run));

            List<Result> rows = new ArrayList<>();
            same.results().forEach(results -> rows.addAll(results.rows()));
            assertThat(same.changes()).as(name).isEmpty();
            assertThat(rows).as(name).isNotEmpty().allSatisfy(row -> {
                if (row.a() instanceof Reading.Known(double a)) {
                    assertThat(row.b()).as(row.measure().key()).isInstanceOf(Reading.Known.class);
                    assertThat(((Reading.Known) row.b()).value()).as(row.measure().key()).isCloseTo(a, within(1e-6));
                } else {
                    assertThat(row.b()).as(row.measure().key()).isEqualTo(row.a());
                }
            });
            assertThat(Method.of(same)).contains("Whether a difference is more than chance cannot be told: '")
                    .endsWith("' has numbers only, and no tasks.");
        }
    }

    @Test
    void aRecordingGivesTheSameComparisonAsItsRun() throws Exception {
        FinishedRun one = ready("burst-on-one");
        FinishedRun two = ready("burst-on-two");
        Path a = directory.resolve("one.poolscope");
        Path b = directory.resolve("two.poolscope");
        Recordings.write(a, one, 1);
        Recordings.write(b, two, 1);

        Comparison opened = Comparison.of(RunFiles.read(a), RunFiles.read(b));

        Comparison direct = Comparison.of(ComparedRun.of("one", one), ComparedRun.of("two", two));
        assertThat(opened.changes()).isEqualTo(direct.changes());
        assertThat(opened.results()).isEqualTo(direct.results());
        assertThat(opened.pairs()).isEqualTo(direct.pairs()).isNotEmpty();
        assertThat(RunFiles.readRecording(a).events()).isEqualTo(one.events());
    }

    @Test
    void aRunBesideItselfDiffersInNothing() throws Exception {
        ComparedRun run = ComparedRun.of("run", ready("head-of-line"));

        Comparison same = Comparison.of(run, run);

        assertThat(same.changes()).isEmpty();
        assertThat(same.results()).allSatisfy(results -> assertThat(results.rows())
                .allSatisfy(row -> assertThat(row.difference().orElse(0)).isZero())
                .noneMatch(row -> row.judgement().orElse(null) instanceof Judgement.Told told
                        && told.isMoreThanChance()));
    }

    @Test
    void whatIsNoRunIsRefusedInOneSentence() throws Exception {
        String good = Files.readString(summary(ready("burst-on-two")));
        Map<String, String> bad = new HashMap<>();
        bad.put("", "is no summary.json: it does not begin with an object");
        bad.put("[]", "is no summary.json: it does not begin with an object");
        bad.put("{\"a\":", "is neither a recording nor a summary.json: its line 1 is no JSON");
        bad.put("{}", "pool is missing, and must be an object");
        bad.put("[".repeat(5000), "is no summary.json");
        bad.put("{\"a\":".repeat(3000), "nested more than 20 deep");
        bad.put(good.replace("\"submitted\" : 72", "\"submitted\" : -1"),
                "submitted is '-1', and must be a number from 0");
        bad.put(good.replace("\"submitted\" : 72", "\"submitted\" : 1e999999"), "must be a number from 0 to 1e15");
        bad.put(good.replace("\"submitted\" : 72", "\"submitted\" : 7.5"), "must be a whole number");
        bad.put(good.replace("\"terminated\" : true", "\"terminated\" : \"yes\""),
                "terminated is 'yes', and must be true or false");
        bad.put(good.replace("\"wait\" : {", "\"wait\" : 3, \"x\" : {"), "wait is '3', and must be an object");
        for (Map.Entry<String, String> each : bad.entrySet()) {
            Path file = Files.writeString(directory.resolve("bad.json"), each.getKey());
            assertThat(refusal(file)).contains(each.getValue()).doesNotContain("\n").contains("bad.json");
        }
        assertThat(refusal(directory.resolve("none"))).startsWith("there is no file '");
        assertThat(refusal(directory)).contains("is a folder; allowed is a recording");
        assertThat(refusal(Files.write(directory.resolve("binary"), new byte[]{(byte) 0xff, (byte) 0xfe, 0})))
                .contains("is neither a recording nor a summary.json: it is no text in UTF-8");
    }

    private Path summary(FinishedRun run) throws Exception {
        ReportDirectory.at(directory.resolve("good")).write(run, _ -> new byte[0]);
        return directory.resolve("good").resolve("summary.json");
    }

    private static String refusal(Path file) {
        try {
            RunFiles.read(file);
            return "";
        } catch (UnreadableRunException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
