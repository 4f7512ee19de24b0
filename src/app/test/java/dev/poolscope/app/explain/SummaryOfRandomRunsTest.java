package dev.poolscope.app.explain;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.PlannedActions;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.story.RandomStoryScenario;
import dev.poolscope.story.SaidFacts;
import dev.poolscope.story.SaidText;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each line of the summary of runs with bursts, locks, children, failures and starvation, against the lines of the log. */
class SummaryOfRandomRunsTest {
    private static final int MILLIS = 900;
    private static final double SECOND = 1e9;
    private static final int[] PERCENTS = {50, 90, 95, 99, 100};

    private final Texts texts = new Texts();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 614442607, 705887624})
    void isThatOfTheLog(long seed) throws Exception {
        FinishedRun run = SimulatedRun.of(RandomStoryScenario.of(seed, MILLIS), 2, new Jitter(27, 1));
        StringWriter csv = new StringWriter();
        EventsCsv.write(run.events(), csv);
        long length = run.wholeLength().toNanos();
        SaidFacts facts = new SaidFacts(new EventsCsvReplay(csv.toString()).lines, length);

        SummaryPage page = SummaryPage.of(new RunNumbers(run.scenario(), run.summary(), run.expectations(), length,
                run.maxWorkers(), true, -1, false, "", PlannedActions.of(run.scenario(), run.events()), -1, List.of()),
                texts);

        String as = "seed " + seed + ": " + page;
        assertThat(said(page)).as(as).containsExactlyElementsOf(expected(facts, run.scenario()));
        assertLoad(page, facts, run, length, as);
        assertTimes(page.times().getFirst(), facts, _ -> true, as);
        for (SummaryPage.Times each : page.times().subList(1, page.times().size())) {
            assertTimes(each, facts, id -> each.of().equals(stream(facts, id)), as);
        }
    }

    /** What comes and goes in one instant is in no curve. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theLongestQueueIsToldApartFromThatOfTheChart(long seed) throws Exception {
        FinishedRun run = SimulatedRun.of(RandomStoryScenario.crowded(seed, MILLIS), 2);
        StringWriter csv = new StringWriter();
        EventsCsv.write(run.events(), csv);
        SaidFacts facts = new SaidFacts(new EventsCsvReplay(csv.toString()).lines, run.wholeLength().toNanos());
        RunNumbers numbers = Objects.requireNonNull(RunNumbers.of(ShownRun.of(run)));

        long longest = longestQueue(facts);
        long lasting = lastingQueue(facts);
        assertThat(said(SummaryPage.of(numbers, texts))).as("seed " + seed).contains("longest queue " + longest
                + (lasting < longest ? "; for longer than an instant " + lasting : ""));
    }

    private static String stream(SaidFacts facts, long task) {
        return Objects.requireNonNull(Objects.requireNonNull(facts.task(task, "SUBMITTED")).stream());
    }

    /** What is exact: counts, and what became of the pool. */
    private static List<String> said(SummaryPage page) {
        return page.groups().stream().filter(group -> !group.title().equals("Load"))
                .flatMap(group -> group.lines().stream()).filter(line -> !line.name().equals("arrivals late"))
                .map(line -> line.name() + " " + line.value()).toList();
    }

    private static List<String> expected(SaidFacts facts, Scenario scenario) {
        List<String> all = new ArrayList<>();
        for (String end : List.of("SUBMITTED", "COMPLETED", "FAILED", "CANCELLED", "REJECTED")) {
            all.add(end.toLowerCase(Locale.ROOT) + " " + facts.count(line -> line.is(end)));
        }
        long unseen = facts.tasks().stream().filter(id -> facts.task(id, "STARTED") == null).count();
        if (unseen > 0) {
            all.add(4, "did not start, so are in no waiting time " + unseen);
        }
        all.add("most workers at once " + peak(facts, "WORKER_SPAWNED", "WORKER_RETIRED"));
        // Of several things in one moment the lines have the order in which one led to the other.
        all.add("longest queue " + longestQueue(facts));
        all.add("workers spawned " + facts.count(line -> line.is("WORKER_SPAWNED")));
        String retired = Stream
                .of("IDLE_TIMEOUT idle timeout", "MAX_TASKS task limit", "JOIN join", "SHUTDOWN shutdown",
                        "BROKEN broken")
                .map(each -> each.split(" ", 2))
                .map(each -> facts.count(line -> line.is("WORKER_RETIRED") && line.detail().equals("reason=" + each[0]))
                        + " " + each[1])
                .filter(each -> !each.startsWith("0 ")).collect(Collectors.joining(", "));
        all.add("retired " + (retired.isEmpty() ? "none" : retired));
        all.add("state " + Stream.of("BROKEN broken", "STARVED starved", "TERMINATED terminated")
                .map(each -> each.split(" ", 2)).filter(each -> facts.exists(line -> line.is(each[0])))
                .map(each -> each[1]).collect(Collectors.joining(", ")));
        if (!scenario.actions().isEmpty()) {
            long late = facts.mostLateAction(scenario);
            all.add("actions late " + (late == 0 ? "none" : "max " + TimeText.duration(late)));
        }
        all.add("events lost 0");
        all.add("events no longer kept 0");
        return all;
    }

    private static long longestQueue(SaidFacts facts) {
        long now = 0;
        long most = 0;
        for (Line line : facts.lines) {
            boolean left = line.is("STARTED") || (line.is("CANCELLED") && line.worker() == 0);
            now += line.is("SUBMITTED") ? 1 : left ? -1 : 0;
            most = Math.max(most, now);
        }
        return most;
    }

    private static long lastingQueue(SaidFacts facts) {
        long now = 0;
        long most = 0;
        for (int i = 0; i < facts.lines.size(); i++) {
            Line line = facts.lines.get(i);
            boolean left = line.is("STARTED") || (line.is("CANCELLED") && line.worker() == 0);
            now += line.is("SUBMITTED") ? 1 : left ? -1 : 0;
            if (i + 1 == facts.lines.size() || facts.lines.get(i + 1).nanos() > line.nanos()) {
                most = Math.max(most, now);
            }
        }
        return most;
    }

    private static long peak(SaidFacts facts, String up, String down) {
        long now = 0;
        long most = 0;
        for (Line line : facts.lines) {
            now += line.is(up) ? 1 : line.is(down) ? -1 : 0;
            most = Math.max(most, now);
        }
        return most;
    }

    /** What is said of the offered load has the true one in it, which is worked out stream by stream. */
    private static void assertOffered(SaidText forms, SaidFacts facts, FinishedRun run, long window, long[] done) {
        double load = 0;
        List<String> without = new ArrayList<>();
        Map<String, List<Long>> ended = Arrays.stream(done).boxed()
                .collect(Collectors.groupingBy(id -> Objects.requireNonNull(facts.task(id, "SUBMITTED")).stream()));
        for (String stream : facts.lines.stream().filter(line -> line.is("SUBMITTED", "REJECTED"))
                .map(Line::stream).sorted().distinct().toList()) {
            double each = ended.getOrDefault(stream, List.of()).stream()
                    .mapToDouble(id -> facts.when(id, "COMPLETED", "FAILED") - facts.when(id, "STARTED")
                            - facts.blocked(id, 0, Long.MAX_VALUE))
                    .average().orElse(Double.NaN);
            if (Double.isNaN(each)) {
                without.add(stream);
            } else {
                load += each * facts.count(line -> line.is("SUBMITTED", "REJECTED") && stream.equals(line.stream()))
                        / window;
            }
        }
        double truth = load;
        String most = run.maxWorkers() + (run.maxWorkers() == 1 ? " x" : " workers");
        forms.form("offered load none", _ -> assertThat(done).isEmpty())
                .form("offered load <v> of " + most + " busy, <x> percent", it -> {
                    offers(it.group(1), it.group(2), truth, truth, run);
                    assertThat(without).isEmpty();
                }).form("offered load <v> to <v> of " + most + " busy, <x> percent to <x> percent", it -> {
                    assertThat(Double.parseDouble(it.group(1))).isLessThanOrEqualTo(truth + 0.0501);
                    assertThat(Double.parseDouble(it.group(2))).isGreaterThanOrEqualTo(truth - 0.0501);
                    assertThat(facts.exists(line -> line.is("TASK_BLOCKED"))).isTrue();
                    assertThat(without).isEmpty();
                }).form("offered load at least <v> of " + most + " busy, <x> percent; of <x> no task has ended", it -> {
                    // Less where several streams waited, each another part of its tasks.
                    offers(it.group(1), it.group(2), facts.exists(line -> line.is("TASK_BLOCKED")) ? 0 : truth, truth,
                            run);
                    assertThat(it.group(3).split(", ", -1)).containsExactlyInAnyOrderElementsOf(
                            without.stream().map(name -> "“" + name + "”").toList());
                });
    }

    private static void offers(String workers, String part, double least, double most, FinishedRun run) {
        double half = most < 0.095 ? most * 0.051 : 0.0501;
        assertThat(Double.parseDouble(workers)).isBetween(least - half, most + half);
        if (least == most) {
            percent(part, most / run.maxWorkers());
        }
    }

    private void assertLoad(SummaryPage page, SaidFacts facts, FinishedRun run, long length, String as) {
        long[] done = facts.tasks().stream().mapToLong(Long::longValue)
                .filter(id -> facts.when(id, "COMPLETED", "FAILED") != Long.MAX_VALUE).toArray();
        double worked = Arrays.stream(done)
                .mapToDouble(id -> facts.when(id, "COMPLETED", "FAILED") - facts.when(id, "STARTED")).sum();
        double blocked = Arrays.stream(done).mapToDouble(id -> facts.blocked(id, 0, Long.MAX_VALUE)).sum();
        double all = (double) length * run.maxWorkers();
        double arrivals = facts.count(line -> line.is("SUBMITTED", "REJECTED")) * SECOND
                / Math.min(length, MILLIS * 1_000_000L);
        String workers = run.maxWorkers() == 1 ? "the worker’s time" : run.maxWorkers() + " workers’ time";
        SaidText forms = new SaidText();
        long held = facts.count(line -> line.is("STARTED")) - done.length;
        String without = held == 0
                ? ""
                : ", without the time of " + held + (held == 1 ? " task" : " tasks")
                        + " that started and neither completed nor failed";
        forms.form("utilisation <x> percent of <x>, blocked for <x> percent" + without, it -> {
            percent(it.group(1), worked / all);
            assertThat(it.group(2)).isEqualTo(workers);
            percent(it.group(3), blocked / all);
        }).form("utilisation <x> percent of " + workers + without, it -> {
            percent(it.group(1), worked / all);
            assertThat(blocked).isZero();
        });
        assertOffered(forms, facts, run, Math.min(length, MILLIS * 1_000_000L), done);
        forms.form("arrivals <x>/s", it -> rate(it.group(1), arrivals))
                .form("throughput none", _ -> assertThat(facts.exists(line -> line.is("COMPLETED"))).isFalse())
                .form("throughput <x>/s, in the <d> from the first due time to the last end", it -> {
                    long first = facts.tasks().stream().mapToLong(facts::due).min().orElseThrow();
                    long last = Arrays.stream(done).map(id -> facts.when(id, "COMPLETED", "FAILED")).max()
                            .orElseThrow();
                    rate(it.group(1), facts.count(line -> line.is("COMPLETED")) * SECOND / (last - first));
                    SaidText.assertDuration(it.group(2), last - first);
                }).form("arrivals late none", _ -> assertThat(late(facts)).isEmpty())
                .form("arrivals late p99 <d>, max <d>", it -> {
                    long[] late = late(facts);
                    near(it.group(1), rank(late, 99));
                    SaidText.assertDuration(it.group(2), rank(late, 100));
                });
        page.groups().stream().flatMap(group -> group.lines().stream().filter(
                line -> group.title().equals("Load") || line.name().equals("arrivals late")))
                // A sign of its own: elsewhere it would be a value that was not put into its text.
                .forEach(line -> forms.assertTrue((line.name() + " " + line.value()).replace(" %", " percent")
                        .replace("of 1 worker ", "of 1 x "), as));
    }

    private static long[] late(SaidFacts facts) {
        return facts.lines.stream().filter(line -> line.is("SUBMITTED", "REJECTED"))
                .mapToLong(line -> line.nanos() - EventsCsvReplay.dueOf(line)).filter(nanos -> nanos > 0).sorted()
                .toArray();
    }

    private static long rank(long[] sorted, int percent) {
        return sorted[(percent * sorted.length + 99) / 100 - 1];
    }

    private static void percent(String said, double part) {
        double step = said.contains(".") ? 0.1 : 1;
        assertThat(Double.parseDouble(said)).isBetween(part * 100 - step * 0.501, part * 100 + step * 0.501);
    }

    private static void rate(String said, double exact) {
        int point = said.indexOf('.');
        double half = 0.501 * Math.pow(10, point < 0 ? 0 : point + 1 - said.length());
        assertThat(Double.parseDouble(said.replace(",", ""))).isBetween(exact - half, exact + half);
    }

    /** Percentiles are kept to a hundredth. */
    private static void near(String said, long exact) {
        double[] range = SaidText.range(said);
        assertThat(range[0] - 1).as("%s for %d ns", said, exact).isLessThanOrEqualTo(exact * 1.01);
        assertThat(range[1] + 1).as("%s for %d ns", said, exact).isGreaterThanOrEqualTo(exact * 0.99);
    }

    private static void assertTimes(SummaryPage.Times times, SaidFacts facts, LongPredicate which, String as) {
        assertColumn(times.waits(), facts, which, id -> facts.when(id, "STARTED"), facts::due, as + ", wait");
        assertColumn(times.runs(), facts, which, id -> facts.when(id, "COMPLETED", "FAILED"),
                id -> facts.when(id, "STARTED"), as + ", run");
        assertColumn(times.totals(), facts, which, id -> facts.when(id, "COMPLETED", "FAILED"), facts::due,
                as + ", total");
        if (times.note().contains("submitted")) {
            long cancelled = count(facts, which, "CANCELLED");
            long rejected = facts.count(line -> line.is("REJECTED") && times.of().equals(line.stream()));
            assertThat(times.note()).as(as).isEqualTo(count(facts, which, "SUBMITTED") + " submitted · "
                    + count(facts, which, "COMPLETED") + " completed · " + count(facts, which, "FAILED") + " failed"
                    + (cancelled == 0 ? "" : " · " + cancelled + " cancelled")
                    + (rejected == 0 ? "" : " · " + rejected + " rejected"));
        }
    }

    private static long count(SaidFacts facts, LongPredicate which, String event) {
        return facts.tasks().stream().filter(which::test).filter(id -> facts.task(id, event) != null).count();
    }

    private static void assertColumn(List<String> said, SaidFacts facts, LongPredicate which, LongUnaryOperator end,
            LongUnaryOperator begin, String as) {
        long[] sorted = facts.tasks().stream().filter(which::test).mapToLong(Long::longValue)
                .filter(id -> end.applyAsLong(id) != Long.MAX_VALUE)
                .map(id -> end.applyAsLong(id) - begin.applyAsLong(id)).sorted().toArray();
        for (int i = 0; i < PERCENTS.length; i++) {
            if (sorted.length == 0) {
                assertThat(said.get(i)).as(as).isEqualTo("–");
            } else {
                near(said.get(i), rank(sorted, PERCENTS[i]));
            }
        }
    }
}
