package dev.poolscope.app.explain;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.poolscope.Seeds;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.story.RandomStoryScenario;
import dev.poolscope.story.SaidFacts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.RetoldRun;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows of the log, through each filter, are what the lines of {@code events.csv} say that passes it, of all events that were handed over: while
 * a run of which details are lost goes on, at its end, and when the timeline has forgotten tasks. The numbers below it add up to what happened.
 */
class LogOfRandomRunsTest {
    private static final int RUNS = 12;
    private static final int MILLIS = 900;
    private static final long LATE_EVERYWHERE = 27;

    private static final Map<String, String> SPAWNED = Map.of("SUBMISSION",
            "a submission found more pending tasks than free workers", "RETIREMENT",
            "a worker retired, and more tasks were pending than workers were free", "REQUEST",
            "spawning was asked for");
    private static final Map<String, String> RETIRED = Map.of("IDLE_TIMEOUT", "idle timeout", "MAX_TASKS",
            "task limit", "JOIN", "join", "SHUTDOWN", "shutdown", "BROKEN", "broken");
    private static final Map<String, String> JOINS = Map.of("JOINED",
            "the queue was worked off, and all workers have retired", "ABANDONED", "it was given up", "CLOSED",
            "the pool was shut down first", "BROKEN", "the pool broke first");

    private final Texts texts = new Texts();
    /** What was handed over since the beginning, or since all was handed over anew. */
    private final List<RunEvent> handed = new ArrayList<>();
    private List<Line> lines = List.of();
    private final Map<Long, String> streams = new HashMap<>();
    private String as = "";
    private int found;
    private int lost;
    private int leftOut;

    @Test
    void isWhatWasHandedOverAndPassesTheFilter() throws Exception {
        for (long seed = Seeds.first(); seed < Seeds.first() + RUNS; seed++) {
            assertRun(seed);
        }
        assertThat(found).as("rows that filters have found").isPositive();
        assertThat(lost).as("runs of which events were lost").isPositive();
        assertThat(leftOut).as("runs of which the log has not all").isPositive();
    }

    private void assertRun(long seed) throws Exception {
        Random dice = new Random(seed);
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        RetoldRun told = new RetoldRun(run.events(), 16 << dice.nextInt(4), dice);
        CompletableFuture<LiveRun> begun = new CompletableFuture<>();
        RunModel model = new RunModel(_ -> begun);
        EventsModel events = new EventsModel(model, new Selection(), new EventPhrases(texts));
        FakeRun fake = new FakeRun();
        fake.maxWorkers(run.maxWorkers());
        model.open(scenario);
        model.start();
        begun.complete(fake);
        model.pull();
        events.takeRun();
        handed.clear();

        long length = run.wholeLength().toNanos();
        told.tellUntil(dice.nextLong(length));
        hand(told, fake, model);
        as = "seed " + seed + " under way";
        assertRows(events, dice);
        model.timeline().forgetUntil(dice.nextLong(length));
        as = "seed " + seed + " thinned";
        assertRows(events, dice);
        RecordedRun recorded = told.finish(length);
        hand(told, fake, model);
        FinishedRun over = new FinishedRun(scenario, "retold", run.maxWorkers(), run.length(), false, 0, List.of(),
                recorded, List.of(), 0);
        fake.end(over);
        model.pull();
        as = "seed " + seed;
        assertRows(events, dice);
        assertNumbers(events, run.events().size(), recorded);
        model.timeline().forgetUntil(length);
        as = "seed " + seed + " forgotten";
        assertRows(events, dice);
        model.join(ShownRun.of(over));
        events.takeRun();
        handed.clear();
        handed.addAll(recorded.events());
        as = "seed " + seed + " shown again";
        assertRows(events, dice);
        assertNumbers(events, run.events().size(), recorded);
    }

    private void hand(RetoldRun told, FakeRun fake, RunModel model) {
        List<EventBatch> batches = told.poll();
        for (EventBatch batch : batches) {
            fake.hand(batch);
            if (batch.restart()) {
                handed.clear();
            }
            handed.addAll(batch.events());
        }
        // It takes some at a time.
        batches.forEach(_ -> model.pull());
    }

    /** What is listed, what the log has no more, and what was dropped are all that happened; remarks did not. */
    private void assertNumbers(EventsModel events, long happened, RecordedRun recorded) {
        long remarks = handed.stream().filter(event -> event.type() == EventType.NOT_RECORDED).count();
        assertThat(events.all() - remarks + events.lost()).as(as).isEqualTo(happened);
        lost += recorded.summary().lostEvents() > 0 ? 1 : 0;
        leftOut += recorded.summary().unkeptEvents() > 0 ? 1 : 0;
    }

    // ---------------------------------------------------------------- rows

    private void assertRows(EventsModel events, Random dice) throws Exception {
        StringWriter csv = new StringWriter();
        EventsCsv.write(handed.stream().sorted().toList(), csv);
        lines = new EventsCsvReplay(csv.toString()).lines;
        streams.clear();
        lines.stream().filter(line -> line.is("SUBMITTED")).forEach(line -> streams.put(line.task(),
                Objects.requireNonNull(line.stream())));

        assertRows(events, EventFilter.NONE, _ -> true);
        assertThat(events.all() - events.forgotten()).as(as).isEqualTo(handed.size());
        for (String stream : List.of("a", "b")) {
            assertRows(events, new EventFilter(Set.of(stream), Set.of(), Set.of(), ""),
                    line -> stream.equals(streamOf(line)));
        }
        int worker = 1 + dice.nextInt(4);
        assertRows(events, new EventFilter(Set.of(), Set.of(worker), Set.of(), ""), line -> line.worker() == worker);
        List<EventType> types = List.copyOf(EnumSet.allOf(EventType.class));
        EventType type = types.get(dice.nextInt(types.size()));
        assertRows(events, new EventFilter(Set.of(), Set.of(), Set.of(type), ""), line -> line.is(type.name()));
        assertRows(events, new EventFilter(Set.of("a"), Set.of(worker), EnumSet.of(EventType.STARTED, type), ""),
                line -> "a".equals(streamOf(line)) && line.worker() == worker && line.is("STARTED", type.name()));
        List<String> sought = new ArrayList<>(
                List.of("a", "late", "on time", "worker started", "goes on", "idle timeout",
                        "7", "idle timeout", "ns late"));
        if (!lines.isEmpty()) {
            Line any = lines.get(dice.nextInt(lines.size()));
            sought.add(Long.toString(any.task()));
            sought.add(name(any).toUpperCase(Locale.ROOT));
            sought.add(detail(any).isEmpty() ? "x" : detail(any).substring(detail(any).length() / 2));
        }
        for (String text : sought) {
            assertRows(events, new EventFilter(Set.of(), Set.of(), Set.of(), text), line -> shows(line, text));
        }
    }

    private void assertRows(EventsModel events, EventFilter filter, Predicate<Line> passes) throws Exception {
        events.restart(filter);
        while (events.advance()) {
            // until all have been looked at
        }
        events.rows().listAll();
        StringWriter csv = new StringWriter();
        EventsCsv.write(events.rows(), csv);
        List<Line> rows = new EventsCsvReplay(csv.toString()).lines;
        List<Line> expected = lines.stream().filter(passes).toList();
        assertThat(rows.stream().map(LogOfRandomRunsTest::written)).as("%s, %s", as, filter)
                .isEqualTo(expected.stream().map(LogOfRandomRunsTest::written).toList());
        assertThat(events.rows().count()).as("%s, %s", as, filter).isEqualTo(expected.size());
        assertThat(events.rows().stream().map(events::streamOf)).as("streams, %s, %s", as, filter)
                .isEqualTo(expected.stream().map(line -> Objects.requireNonNullElse(streamOf(line), "")).toList());
        found += filter.equals(EventFilter.NONE) ? 0 : expected.size();
    }

    private static String written(Line line) {
        return line.nanos() + line.event() + line.task() + line.stream() + line.worker() + line.detail();
    }

    private @Nullable String streamOf(Line line) {
        return line.task() == 0 ? line.stream() : streams.get(line.task());
    }

    // ---------------------------------------------------------------- what a row shows

    private String name(Line line) {
        return texts.of("event." + line.event());
    }

    private String detail(Line line) {
        String cause = line.detail().replaceFirst("(?s).*?cause=([\\w.$]*\\.poolscope\\.[\\w.$]+: )?", "");
        return switch (line.event()) {
            case "SUBMITTED", "REJECTED" -> {
                long late = line.nanos() - Long.parseLong(SaidFacts.value(line, "due"));
                yield late <= 0 ? "on time" : TimeText.duration(late) + " late";
            }
            case "FAILED", "BROKEN" -> cause;
            case "HOOK_FAILED" -> SaidFacts.value(line, "hook").toLowerCase(Locale.ROOT) + ": " + cause;
            case "ACTION" -> SaidFacts.inWords(line.detail());
            case "TASK_BLOCKED" -> waits(line.detail(), "for the lock", ", which task %s has", "for task %s",
                    "for what is not known");
            case "TASK_RESUMED" ->
                waits(line.detail(), "has the lock", ", which task %s had", "task %s has ended", "");
            case "CANCELLED" -> line.detail().replace("by=SHUTDOWN", "by the shutdown")
                    .replace("by=BROKEN", "because the pool broke");
            case "WORKER_SPAWNED" -> SPAWNED.get(SaidFacts.value(line, "reason"))
                    + ": pending %s, free %s, alive %s".formatted(SaidFacts.value(line, "pending"),
                            SaidFacts.value(line, "free"), SaidFacts.value(line, "alive"));
            case "WORKER_RETIRING", "WORKER_RETIRED" ->
                Objects.requireNonNull(RETIRED.get(SaidFacts.value(line, "reason")));
            case "IDLE_TIMEOUT_CHANGED" ->
                "from " + SaidFacts.value(line, "before") + " to " + SaidFacts.value(line, "after");
            case "JOIN_ENDED" -> Objects.requireNonNull(JOINS.get(SaidFacts.value(line, "outcome")));
            case "STARVED" -> SaidFacts.value(line, "waits").replaceFirst(":", " waits for task ")
                    .replaceAll(",(\\d+):", ", worker $1 for task ").replaceFirst("^", "worker ")
                    .replace("task any", "any of several tasks");
            default -> {
                assertThat(line.detail()).as(line.event()).isEmpty();
                yield "";
            }
        };
    }

    private static String waits(String detail, String lock, String holder, String task, String unknown) {
        String number = detail.replaceFirst(".*=", "");
        return detail.isEmpty()
                ? unknown
                : detail.startsWith("on=task")
                        ? task.formatted(number)
                        : lock + (number.equals("0") ? "" : holder.formatted(number));
    }

    private boolean shows(Line line, String text) {
        String sought = text.strip().toLowerCase(Locale.ROOT);
        if (sought.matches("\\d+")) {
            return !sought.equals("0") && (Long.toString(line.task()).equals(sought)
                    || Integer.toString(line.worker()).equals(sought));
        }
        return Stream
                .of(detail(line), name(line), Objects.requireNonNullElse(streamOf(line), ""),
                        line.event().replace('_', ' '))
                .anyMatch(cell -> cell.toLowerCase(Locale.ROOT).contains(sought));
    }
}
