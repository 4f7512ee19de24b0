package dev.poolscope.app.explain;

import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

import dev.poolscope.Seeds;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.Verdict;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Session;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Each number of the summary is recomputed from the text of {@code events.csv} alone, line by line. */
class SummaryPageTest {
    /** How exact percentiles are, as the page and the documents say it: 0.4 %. */
    private static final double TOLERANCE = 1.0 / 256;

    private final Texts texts = new Texts();

    /** What the file of events says of one task. */
    private static final class Task {
        String stream = "";
        long due;
        long started = -1;
        long since = -1;
        long blocked;
        long ended = -1;
        String end = "";

        boolean isDone() {
            return end.equals("COMPLETED") || end.equals("FAILED");
        }

        void goOn(long nanos) {
            blocked += since < 0 ? 0 : nanos - since;
            since = -1;
        }
    }

    /** The file, cut at its commas: in these runs no cell that is read here is quoted. */
    private static final class Read {
        final Map<String, Task> tasks = new HashMap<>();
        final Map<String, Integer> arrived = new HashMap<>();
        long rejected;
        long spawned;
        long most;
        long longest;

        Read(String csv) {
            long alive = 0;
            long pending = 0;
            for (String line : csv.lines().skip(1).toList()) {
                String[] cells = line.split(",", 6);
                long nanos = Long.parseLong(cells[0]);
                Task task = tasks.computeIfAbsent(cells[2], _ -> new Task());
                switch (cells[1]) {
                    case "SUBMITTED" -> {
                        arrived.merge(cells[3], 1, Integer::sum);
                        task.stream = cells[3];
                        task.due = cells[5].contains("due=")
                                ? Long.parseLong(cells[5].replaceAll(".*due=(\\d+).*", "$1"))
                                : nanos;
                        pending++;
                    }
                    case "STARTED" -> {
                        task.started = nanos;
                        pending--;
                    }
                    case "TASK_BLOCKED", "TASK_RESUMED" -> {
                        task.goOn(nanos);
                        task.since = cells[1].equals("TASK_BLOCKED") ? nanos : -1;
                    }
                    case "COMPLETED", "FAILED", "CANCELLED" -> {
                        task.goOn(nanos);
                        task.ended = nanos;
                        task.end = cells[1];
                        pending -= task.started < 0 ? 1 : 0;
                    }
                    case "REJECTED" -> {
                        arrived.merge(cells[3], 1, Integer::sum);
                        rejected++;
                    }
                    case "WORKER_SPAWNED" -> {
                        spawned++;
                        alive++;
                    }
                    case "WORKER_RETIRED" -> alive--;
                    default -> {
                        // Not summed up.
                    }
                }
                most = Math.max(most, alive);
                longest = Math.max(longest, pending);
            }
            tasks.remove("");
        }

        long count(String end) {
            return tasks.values().stream().filter(task -> task.end.equals(end)).count();
        }

        List<Long> times(String what, String stream) {
            List<Long> times = new ArrayList<>();
            for (Task task : tasks.values()) {
                boolean done = task.isDone();
                if (!stream.isEmpty() && !stream.equals(task.stream)) {
                    continue;
                }
                if (what.equals("wait") && task.started >= 0) {
                    times.add(task.started - task.due);
                } else if (what.equals("run") && done) {
                    times.add(task.ended - task.started);
                } else if (what.equals("total") && done) {
                    times.add(task.ended - task.due);
                }
            }
            Collections.sort(times);
            return times;
        }
    }

    private static FinishedRun run(long seed) throws Exception {
        var random = new Random(seed);
        Scenario scenario = ScenarioReader.parse("test",
                """
                poolscope: 1
                name: Sums
                seed: %d
                duration: 900ms
                pool: { type: thread, maxWorkers: %d, maxTasksPerWorker: 40 }
                streams:
                  - name: web
                    arrivals: { poisson: { rate: %d/s } }
                    task: { sleep: { exponential: { mean: 6ms } }, fails: 20%% }
                  - name: burst
                    arrivals: { bursts: { count: 9, every: 200ms } }
                    task: { sleep: 11ms }
                  - name: late
                    arrivals: { batch: { count: 4, at: 850ms } }
                    task: { sleep: 30ms }
                  - name: key
                    arrivals: { bursts: { count: 3, every: 150ms } }
                    task: { lock: 9ms }
                expect:
                  - submitted >= 10
                  - failed == 0
                  - wait.p95 < 1us
                """.formatted(seed, 1 + random.nextInt(3),
                        100 + random.nextInt(200)));
        var session = new Session(scenario);
        session.start();
        return session.finished().get(60, TimeUnit.SECONDS);
    }

    private static RunNumbers numbers(FinishedRun run) {
        return new RunNumbers(run.scenario(), run.summary(), run.expectations(), run.length().toNanos(),
                run.maxWorkers(), true);
    }

    private static Map<String, Double> csvOf(String text) {
        Map<String, Double> values = new HashMap<>();
        for (String line : text.lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            if (cells.length == 4 && !cells[1].equals("held") && !cells[3].equals("text")) {
                values.put(cells[0] + "/" + cells[1], Double.valueOf(cells[2]));
            }
        }
        return values;
    }

    @Test
    void everyNumberIsThatOfTheFileOfEvents() throws Exception {
        long seed = Seeds.first();
        FinishedRun run = run(seed);
        var written = new StringWriter();
        EventsCsv.write(run.events(), written);
        var read = new Read(written.toString());

        Map<String, Double> said = csvOf(new SummaryCopies(texts).csv(numbers(run)));

        String as = "seed " + seed;
        assertThat(said).as(as).containsEntry("/submitted", (double) read.tasks.size())
                .containsEntry("/completed", (double) read.count("COMPLETED"))
                .containsEntry("/failed", (double) read.count("FAILED"))
                .containsEntry("/cancelled", (double) read.count("CANCELLED"))
                .containsEntry("/rejected", (double) read.rejected).containsEntry("/spawned", (double) read.spawned)
                .containsEntry("/peakWorkers", (double) read.most)
                .containsEntry("/peakPending", (double) read.longest);
        BiPredicate<Double, Double> near = (a, b) -> Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
        for (String stream : List.of("", "web", "burst", "late", "key")) {
            for (String what : List.of("wait", "run", "total")) {
                List<Long> times = read.times(what, stream);
                assertThat(said.get(stream + "/" + what + ".count")).as("%s of %s, %s", what, stream, as)
                        .isEqualTo(times.size());
                if (!times.isEmpty()) {
                    for (int p : new int[]{50, 90, 95, 99}) {
                        double exact = times.get((int) Math.ceil(times.size() * p / 100.0) - 1);
                        assertThat(near.test(said.get(stream + "/" + what + ".p" + p), exact))
                                .as("p%d of %s of %s: %s, exactly %s, %s", p, what, stream,
                                        said.get(stream + "/" + what + ".p" + p), exact, as)
                                .isTrue();
                    }
                    assertThat(said.get(stream + "/" + what + ".max")).as(as)
                            .isEqualTo((double) times.getLast());
                }
            }
        }
        double worked = read.times("run", "").stream().mapToLong(Long::longValue).sum();
        assertThat(said.get("/utilisation")).as(as)
                .isCloseTo(worked / run.length().toNanos() / run.maxWorkers(), within(1e-6));
        double blocked = read.tasks.values().stream().filter(task -> task.isDone()).mapToLong(task -> task.blocked)
                .sum();
        assertThat(said.get("/blocked")).as(as).isCloseTo(blocked / run.length().toNanos() / run.maxWorkers(),
                within(1e-9));
        for (String stream : List.of("web", "burst", "late", "key")) {
            assertThat(said.get(stream + "/cancelled")).as("cancelled of %s, %s", stream, as)
                    .isEqualTo((double) read.tasks.values().stream()
                            .filter(task -> task.stream.equals(stream) && task.end.equals("CANCELLED")).count());
        }
        double asked = 0;
        for (String stream : read.arrived.keySet()) {
            asked += read.tasks.values().stream().filter(task -> task.stream.equals(stream) && task.isDone())
                    .mapToDouble(task -> task.ended - task.started - task.blocked).average().orElse(0)
                    * read.arrived.getOrDefault(stream, 0);
        }
        assertThat(said.getOrDefault("/offeredLoad.least", said.get("/offeredLoad"))).as(as)
                .isLessThanOrEqualTo(asked / 900e6 + 1e-6);
        double most = said.getOrDefault("/offeredLoad.most",
                said.getOrDefault("/offeredLoad", Double.POSITIVE_INFINITY));
        assertThat(most).as(as)
                .isGreaterThanOrEqualTo(asked / 900e6 - 1e-6);
    }

    @Test
    void thePageSaysTheSameAsTheFigures() throws Exception {
        FinishedRun run = run(11);

        SummaryPage page = SummaryPage.of(numbers(run), texts);

        assertThat(page.verdicts()).extracting(SummaryPage.Judged::verdict).startsWith(Verdict.HELD)
                .endsWith(Verdict.FAILED);
        assertThat(page.times()).extracting(SummaryPage.Times::of)
                .containsExactly("All tasks", "web", "burst", "late", "key");
        assertThat(page.times().getFirst().waits().getLast())
                .isEqualTo(TimeText.duration(run.summary().waitTimes().max()));
        String text = new SummaryCopies(texts).text(page);
        String markdown = new SummaryCopies(texts).markdown(page);
        assertThat(page.times().getFirst().note()).contains("exact");
        assertThat(text).contains(page.times().getFirst().note());
        assertThat(markdown).contains(page.times().getFirst().note());
        for (SummaryPage.Group group : page.groups()) {
            for (SummaryPage.Line line : group.lines()) {
                assertThat(text).contains(line.name(), line.value());
                assertThat(markdown).contains("| " + line.name() + " | ");
            }
        }
        assertThat(markdown).contains("| wait p95 < 1 µs |".replace("<", "\\<"), "failed");
    }

    /** As in a simulation, where a task may take no time: there is none to divide by. */
    @Test
    void whatEndsWhenItIsDueHasNoRate() throws Exception {
        FinishedRun run = SimulatedRun.of(ScenarioReader.parse("none", """
                                                                       poolscope: 1
                                                                       name: no time
                                                                       duration: 1s
                                                                       pool: { type: single }
                                                                       streams:
                                                                         - name: none
                                                                           arrivals: { batch: { count: 3, at: 0s } }
                                                                           task: { sleep: 0ms }
                                                                       """), 2);

        SummaryPage page = SummaryPage.of(numbers(run), texts);

        assertThat(page.groups().stream().flatMap(group -> group.lines().stream())
                .filter(line -> line.name().equals("throughput"))).extracting(SummaryPage.Line::value)
                .containsExactly("none: all ended when the first was due");
        assertThat(csvOf(new SummaryCopies(texts).csv(numbers(run)))).doesNotContainKeys("/throughput",
                "none/throughput");
    }

    @Test
    void aStreamNamedLikeAFormulaIsATextInTheSpreadsheet() throws Exception {
        FinishedRun run = run(12);
        var summary = run.summary();
        var named = summary.streams().getFirst();
        var evil = new StreamSummary("=1+1,\"x\"", named.submitted(), named.started(),
                named.completed(), named.failed(), named.rejected(), named.waitTimes(), named.runTimes(),
                named.totalTimes(), named.throughput(), named.arrivalLateness());
        var other = new Summary(summary.submitted(), summary.completed(), summary.failed(),
                summary.cancelled(), summary.rejected(), summary.peakWorkers(), summary.peakPending(),
                summary.spawned(), summary.retired(), summary.waitTimes(), summary.runTimes(), summary.totalTimes(),
                summary.throughput(), summary.arrivalLateness(), summary.lostEvents(), summary.unkeptEvents(),
                summary.terminated(), summary.broken(), summary.starved(), summary.blockedNanos(), List.of(evil));

        String csv = new SummaryCopies(texts).csv(new RunNumbers(run.scenario(), other, run.expectations(),
                run.length().toNanos(), run.maxWorkers(), true));

        assertThat(csv).contains("\"'=1+1,\"\"x\"\"\",submitted,").doesNotContain("\n=");
    }

    @Test
    void aCopyOfASimulatedRunSaysThatItIsSimulated() throws Exception {
        RunNumbers simulated = numbersOf(ShownRun.of(SimulatedRun.of(ReadyScenarios.load("first-light"), 2)));
        RunNumbers onThreads = numbers(run(12));
        SummaryCopies copies = new SummaryCopies(texts);

        assertThat(List.of(copies.text(SummaryPage.of(simulated, texts)),
                copies.markdown(SummaryPage.of(simulated, texts)), copies.csv(simulated)))
                .allMatch(copy -> copy.contains("simulated on 2 processors") && copy.contains("First light"));
        assertThat(List.of(copies.text(SummaryPage.of(onThreads, texts)),
                copies.markdown(SummaryPage.of(onThreads, texts)), copies.csv(onThreads)))
                .noneMatch(copy -> copy.contains("simulated"));
    }

    @Test
    void ofARunThatWasStoppedItIsSaid() {
        FinishedRun whole = SimulatedRun.of(ReadyScenarios.load("overload"), 2);
        FinishedRun stopped = new FinishedRun(whole.scenario(), whole.poolName(), whole.maxWorkers(),
                Duration.ofSeconds(4), true, 0, List.of(), whole.recorded(), whole.expectations(), 2);

        assertThat(SummaryPage.of(numbersOf(ShownRun.of(whole)), texts).title())
                .isEqualTo("Overload · seed 1 · terminated after 15.1 s · simulated on 2 processors");
        assertThat(SummaryPage.of(numbersOf(ShownRun.of(stopped)), texts).title()).startsWith("Overload · seed 1 · ")
                .contains("stopped after 4.0 s");
    }

    @Test
    void theNumbersOfARunThatGoesOnAreOfItsTimeAndNotOfAPictureThatIsBehind() {
        FinishedRun whole = SimulatedRun.of(ReadyScenarios.load("overload"), 2);
        FakeRun fake = new FakeRun();
        RunModel model = new RunModel(_ -> CompletableFuture.completedFuture(fake));
        model.open(whole.scenario());
        model.start();
        fake.measure(whole.summary(), List.of());
        fake.tell(6000, FakeRun.story());
        model.pull();
        assertThat(model.horizonProperty().get()).isEqualTo(6_000_000_000L);

        RunNumbers numbers = numbersOf(Objects.requireNonNull(model.shownProperty().get()));

        assertThat(numbers.lengthNanos()).isEqualTo(fake.elapsedNanos()).isGreaterThan(8_000_000_000L);
        assertThat(SummaryPage.of(numbers, texts).title()).isEqualTo("Overload · seed 1 · 9.0 s so far");
    }

    private static RunNumbers numbersOf(ShownRun run) {
        return Objects.requireNonNull(RunNumbers.of(run));
    }
}
