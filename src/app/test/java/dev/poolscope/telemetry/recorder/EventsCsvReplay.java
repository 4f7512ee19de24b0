package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.poolscope.pool.PoolState;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.TaskStatus;
import dev.poolscope.stats.PercentileSeries;
import dev.poolscope.stats.RateSeries;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.stats.StepSeries;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.timeline.Ledger;
import dev.poolscope.telemetry.timeline.LedgerEntry;
import dev.poolscope.telemetry.timeline.Segment;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Recomputes a run from the text of {@code events.csv} alone, by a way of its own: it keeps no state that events change, but
 * asks the whole list again for every instant ("which had started by then and not ended?"). Slow, and too simple to be wrong
 * in the same way as a {@link Timeline}, with which it shares no code, not even the reading of the text.
 */
public final class EventsCsvReplay {

    private static final Set<String> MARKS = Set.of("ACTION", "IDLE_TIMEOUT_CHANGED", "JOIN_BEGAN", "JOIN_ENDED",
            "SHUTDOWN_BEGAN", "TERMINATED", "HOOK_FAILED", "BROKEN", "STARVED", "WORKER_START_FAILED");
    private static final long NEVER = Long.MAX_VALUE;

    public record Line(int at, long nanos, String event, long task, @Nullable String stream, int worker,
            String detail) {

        public boolean is(String... events) {
            for (String each : events) {
                if (each.equals(event)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** All that is known of a task or a worker, as the stamps of the lines that tell of it. */
    private static final class Life {
        final TreeMap<String, List<Line>> lines = new TreeMap<>();

        void add(Line line) {
            lines.computeIfAbsent(line.event, event -> new ArrayList<>()).add(line);
        }

        @Nullable
        Line first(String... events) {
            // Without a stream: it is asked of each task for every instant.
            for (List<Line> some : lines.values()) {
                if (some.getFirst().is(events)) {
                    return some.getFirst();
                }
            }
            return null;
        }

        long when(String... events) {
            Line line = first(events);
            return line == null ? NEVER : line.nanos;
        }
    }

    public record Stretch(int slot, int worker, String kind, long task, long from, long to, boolean open) {

        boolean continues(Stretch before) {
            return slot == before.slot && worker == before.worker && kind.equals(before.kind) && task == before.task
                    && from == before.to;
        }
    }

    public final List<Line> lines = new ArrayList<>();
    private final TreeMap<Long, Life> tasks = new TreeMap<>();
    private final TreeMap<Integer, Life> workers = new TreeMap<>();

    /**
     * Reads the text.
     *
     * @param csv all of it
     */
    public EventsCsvReplay(String csv) {
        for (List<String> cells : records(csv)) {
            if (!cells.getFirst().equals("nanos")) {
                lines.add(new Line(lines.size(), Long.parseLong(cells.get(0)), cells.get(1), number(cells.get(2)),
                        cells.get(3).isEmpty() ? null : cells.get(3),
                        (int) number(cells.get(4)), cells.get(5)));
            }
        }
        for (Line line : lines) {
            if (line.task != 0) {
                tasks.computeIfAbsent(line.task, id -> new Life()).add(line);
            }
            if (line.worker != 0 && (line.event.startsWith("WORKER_") || line.task != 0)) {
                workers.computeIfAbsent(line.worker, id -> new Life()).add(line);
            }
        }
    }

    private static long number(String cell) {
        return cell.isEmpty() ? 0 : Long.parseLong(cell);
    }

    private static List<List<String>> records(String csv) {
        List<List<String>> records = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : csv.replace("\"\"", "\u0000").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n')) {
                cell.append(c == '\u0000' ? '"' : c);
            } else {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    records.add(cells);
                    cells = new ArrayList<>();
                }
            }
        }
        return records;
    }

    /**
     * Holds everything that a timeline shows against what follows from the text.
     *
     * @param timeline that was given the same events
     */
    public void assertMatches(Timeline timeline) {
        long now = timeline.horizonNanos();
        assertThat(lines).as("the lines are in time order")
                .isSortedAccordingTo((a, b) -> Long.compare(a.nanos, b.nanos));
        assertThat(shownSegments(timeline, now)).as("segments").isEqualTo(segments(now));
        assertSeries("pending", timeline.series().pending(), this::pendingAt);
        assertSeries("alive", timeline.series().alive(), this::aliveAt);
        assertWorkersIn("busy", timeline.series().busy(), Set.of("RUNNING", "BLOCKED", "LEAVING", "WRAPPING_UP"), now);
        assertWorkersIn("blocked", timeline.series().blocked(), Set.of("BLOCKED"), now);
        assertWorkersIn("free", timeline.series().free(), Set.of("STARTING", "IDLE"), now);
        assertThat(timeline.marks().all().stream()
                .map(mark -> mark.nanos() + mark.type().name() + mark.workerId() + EventText.detail(mark)))
                .as("marks")
                .containsExactlyInAnyOrderElementsOf(lines.stream().filter(line -> MARKS.contains(line.event))
                        .map(line -> line.nanos + line.event + line.worker + line.detail).toList());
        assertRates(timeline, now);
        assertTasks(timeline);
        assertWorkers(timeline);
        assertLedger(timeline.ledger());
        assertCounts(timeline, now);
    }

    // ---------------------------------------------------------------- segments

    public List<Stretch> segments(long now) {
        List<Stretch> all = new ArrayList<>();
        workers.forEach((id, worker) -> {
            int slot = slotOf(id);
            if (slot != 0) {
                TreeSet<Long> instants = new TreeSet<>();
                worker.lines.values().forEach(some -> some.forEach(line -> instants.add(line.nanos)));
                for (Long instant : instants) {
                    Long next = instants.higher(instant);
                    long end = next == null ? now : next;
                    Stretch stretch = stretchAt(slot, id, worker, instant, end, next == null);
                    if (stretch != null && end > instant) {
                        append(all, stretch);
                    }
                }
            }
        });
        return all;
    }

    private static void append(List<Stretch> all, Stretch stretch) {
        if (!all.isEmpty() && stretch.continues(all.getLast())) {
            Stretch before = all.removeLast();
            all.add(new Stretch(before.slot, before.worker, before.kind, before.task, before.from, stretch.to,
                    stretch.open));
        } else {
            all.add(stretch);
        }
    }

    private @Nullable Stretch stretchAt(int slot, int id, Life worker, long instant, long end, boolean open) {
        if (worker.when("WORKER_RETIRED") <= instant) {
            return null;
        }
        String kind;
        long task = 0;
        Long inHand = inHandAt(id, instant);
        if (worker.when("WORKER_RETIRING") <= instant) {
            kind = "FINALIZING";
        } else if (inHand != null) {
            task = inHand;
            long hand = inHand;
            boolean blocked = lines.stream().filter(line -> line.task == hand && line.nanos <= instant
                    && line.is("TASK_BLOCKED", "TASK_RESUMED")).reduce((a, b) -> b)
                    .filter(line -> line.is("TASK_BLOCKED")).isPresent();
            kind = Objects.requireNonNull(tasks.get(inHand)).when("CANCELLED") <= instant
                    ? "LEAVING"
                    : blocked ? "BLOCKED" : "RUNNING";
        } else if (worker.when("WORKER_READY") > instant) {
            kind = "STARTING";
        } else {
            Line end1 = lines.stream().filter(line -> line.worker == id && line.nanos <= instant
                    && line.is("COMPLETED", "FAILED", "TASK_LEFT_WORKER")).reduce((a, b) -> b).orElse(null);
            boolean idle = end1 == null || lines.stream().anyMatch(line -> line.worker == id && line.is("WORKER_IDLE")
                    && line.nanos >= end1.nanos && line.nanos <= instant);
            kind = idle ? "IDLE" : "WRAPPING_UP";
            task = idle || end1 == null ? 0 : end1.task;
        }
        return new Stretch(slot, id, kind, task, instant, end, open);
    }

    @Nullable
    public Long inHandAt(int worker, long instant) {
        Life life = Objects.requireNonNull(workers.get(worker));
        for (Line start : life.lines.getOrDefault("STARTED", List.of())) {
            if (start.nanos <= instant
                    && Objects.requireNonNull(tasks.get(start.task)).when("COMPLETED", "FAILED",
                            "TASK_LEFT_WORKER") > instant) {
                return start.task;
            }
        }
        return null;
    }

    /**
     * A simulation writes lines in the order of causes; a picture does not hang on the order in which it is told. At one instant
     * it goes worker by worker, so that a worker that is gone then has given back its slot before one with a higher number takes it.
     */
    private static boolean isEarlier(Line line, Line other) {
        return line.nanos != other.nanos
                ? line.nanos < other.nanos
                : line.worker != other.worker ? line.worker < other.worker : line.at < other.at;
    }

    /** The lowest slot that no worker has that was spawned earlier and not gone by then. */
    int slotOf(int id) {
        Line spawned = Objects.requireNonNull(workers.get(id)).first("WORKER_SPAWNED");
        if (spawned == null) {
            return 0;
        }
        Set<Integer> taken = new TreeSet<>();
        workers.forEach((other, life) -> {
            Line begin = life.first("WORKER_SPAWNED");
            Line end = life.first("WORKER_RETIRED");
            if (begin != null && isEarlier(begin, spawned) && (end == null || !isEarlier(end, spawned))) {
                taken.add(slotOfKnown(other));
            }
        });
        int slot = 1;
        while (taken.contains(slot)) {
            slot++;
        }
        return slot;
    }

    private final TreeMap<Integer, Integer> known = new TreeMap<>();

    private int slotOfKnown(int id) {
        Integer slot = known.get(id);
        if (slot == null) {
            slot = slotOf(id);
            known.put(id, slot);
        }
        return slot;
    }

    private static List<Stretch> shownSegments(Timeline timeline, long now) {
        List<Stretch> all = new ArrayList<>();
        for (int slot = 1; slot <= timeline.lanes().count(); slot++) {
            for (Segment segment : timeline.lanes().lane(slot).segments(Long.MIN_VALUE, Long.MAX_VALUE, now)) {
                assertThat(segment.worker().slot()).as("the slot of %s", segment.worker()).isEqualTo(slot);
                TaskTrace task = segment.task();
                all.add(new Stretch(slot, segment.worker().id(), segment.kind().name(), task == null ? 0 : task.id(),
                        segment.from(), segment.to(), segment.open()));
            }
        }
        assertThat(inBrief(timeline, now)).as("what was told in brief").isEqualTo(all.stream().map(
                stretch -> inBrief(stretch.worker(), stretch.kind(), stretch.from(), stretch.to(),
                        !stretch.open() && stretch.kind().equals("RUNNING")
                                && Objects.requireNonNull(timeline.tasks().find(stretch.task()))
                                        .status() == TaskStatus.FAILED))
                .toList());
        all.sort((a, b) -> a.worker != b.worker ? a.worker - b.worker : Long.compare(a.from, b.from));
        List<Stretch> joined = new ArrayList<>();
        all.forEach(stretch -> append(joined, stretch));
        return joined;
    }

    private static List<String> inBrief(Timeline timeline, long now) {
        List<String> told = new ArrayList<>();
        for (int slot = 1; slot <= timeline.lanes().count(); slot++) {
            timeline.lanes().lane(slot).visit(Long.MIN_VALUE, Long.MAX_VALUE, now, new Segment.Visitor() {
                @Override
                public void segment(WorkerTrace worker, SegmentKind kind, long from, long to, boolean open,
                        @Nullable TaskTrace task) {
                    assertThat(open).as("only what has ended is told in brief").isTrue();
                    told.add(inBrief(worker.id(), kind.name(), from, to, false));
                }

                @Override
                public boolean isBrief(long from, long to) {
                    return true;
                }

                @Override
                public void brief(WorkerTrace worker, SegmentKind kind, long from, long to, boolean failed) {
                    told.add(inBrief(worker.id(), kind.name(), from, to, failed));
                }
            });
        }
        return told;
    }

    private static String inBrief(int worker, String kind, long from, long to, boolean failed) {
        return worker + " " + kind + " " + from + " " + to + (failed ? " failed" : "");
    }

    // ---------------------------------------------------------------- series

    private long pendingAt(long instant) {
        return tasks.values().stream()
                .filter(task -> task.when("SUBMITTED") <= instant && task.when("STARTED") > instant
                        && task.when("CANCELLED") > instant)
                .count();
    }

    private long aliveAt(long instant) {
        return workers.values().stream().filter(worker -> worker.when("WORKER_SPAWNED") <= instant
                && worker.when("WORKER_RETIRED") > instant).count();
    }

    private void assertWorkersIn(String name, StepSeries series, Set<String> kinds, long now) {
        List<Stretch> stretches = segments(now + 1).stream().filter(each -> kinds.contains(each.kind)).toList();
        for (Line line : lines) {
            assertThat((long) series.valueAt(line.nanos)).as("%s at %d", name, line.nanos).isEqualTo(
                    stretches.stream().filter(each -> each.from <= line.nanos && each.to > line.nanos).count());
        }
    }

    private long after(int line, String... events) {
        return lines.subList(0, line + 1).stream().filter(each -> each.is(events)).count();
    }

    /** Of what happens at one instant, what is submitted counts first. */
    private long mostPending() {
        long most = 0;
        for (Line line : lines) {
            long came = lines.stream().filter(each -> each.is("SUBMITTED") && each.nanos == line.nanos).count();
            most = Math.max(most, pendingAt(line.nanos - 1) + came);
        }
        return most;
    }

    private long aliveAfterLine(long line) {
        return after((int) line, "WORKER_SPAWNED") - after((int) line, "WORKER_RETIRED");
    }

    private long peak(LongUnaryOperator afterLine) {
        long peak = 0;
        for (int line = 0; line < lines.size(); line++) {
            peak = Math.max(peak, afterLine.applyAsLong(line));
        }
        return peak;
    }

    private void assertSeries(String name, StepSeries series, LongUnaryOperator valueAt) {
        TreeSet<Long> instants = new TreeSet<>();
        lines.forEach(line -> instants.add(line.nanos));
        for (Long instant : instants) {
            assertThat((long) series.valueAt(instant)).as("%s at %d", name, instant)
                    .isEqualTo(valueAt.applyAsLong(instant));
        }
        for (int step = 0; step < series.size(); step++) {
            assertThat(instants).as("a step of %s is at the time of an event", name).contains(series.timeOf(step));
        }
        // What it draws: a value that lasts no time, between two events of one instant, is not among them.
        assertThat(IntStream.range(0, series.size()).mapToObj(step -> (long) series.valueOf(step)).toList())
                .as("steps of %s", name)
                .isEqualTo(IntStream.range(0, series.size()).mapToObj(step -> valueAt.applyAsLong(series.timeOf(step)))
                        .toList());
    }

    // ---------------------------------------------------------------- rates and percentiles over time

    private void assertRates(Timeline timeline, long now) {
        RateSeries throughput = timeline.series().throughput();
        for (int step = 0; step <= throughput.lastStepBy(now); step++) {
            long end = (step + 1) * throughput.step();
            long completed = lines.stream().filter(line -> line.is("COMPLETED") && line.nanos < end
                    && line.nanos >= end - throughput.window()).count();
            assertThat(throughput.perSecond(step)).as("throughput until %d", end)
                    .isCloseTo(completed * 1e9 / throughput.window(), within(1e-6));
        }
        assertThat(points(timeline.series().waitTimes(), now)).as("waiting times").isEqualTo(expectedPoints(now, true));
        assertThat(points(timeline.series().runTimes(), now)).as("running times").isEqualTo(expectedPoints(now, false));
    }

    private static List<PercentileSeries.Point> points(PercentileSeries series, long now) {
        List<PercentileSeries.Point> points = new ArrayList<>();
        series.visit(0, now, points::add);
        return points;
    }

    private List<PercentileSeries.Point> expectedPoints(long now, boolean waits) {
        List<PercentileSeries.Point> points = new ArrayList<>();
        for (long end = 125_000_000; end <= now; end += 125_000_000) {
            List<Long> window = new ArrayList<>();
            for (Life task : tasks.values()) {
                long started = task.when("STARTED");
                long at = waits ? started : task.when("COMPLETED", "FAILED");
                if (at < end && at >= end - 1_000_000_000) {
                    window.add(waits ? at - dueOf(Objects.requireNonNull(task.first("SUBMITTED"))) : at - started);
                }
            }
            if (!window.isEmpty()) {
                window.sort(null);
                points.add(new PercentileSeries.Point(end, window.size(), exact(window, 50), exact(window, 95),
                        exact(window, 99)));
            }
        }
        return points;
    }

    private static long exact(List<Long> sorted, int percent) {
        return sorted.get((percent * sorted.size() + 99) / 100 - 1);
    }

    // ---------------------------------------------------------------- tasks, workers, ledger, counts

    private void assertTasks(Timeline timeline) {
        tasks.forEach((id, task) -> {
            TaskTrace shown = Objects.requireNonNull(timeline.tasks().find(id));
            Line submitted = Objects.requireNonNull(task.first("SUBMITTED"));
            assertThat(shown.stream()).isEqualTo(submitted.stream);
            assertThat(shown.dueNanos())
                    .isEqualTo(Long.parseLong(submitted.detail.replaceAll(".*due=(-?\\d+).*", "$1")));
            assertThat(stamp(shown.submittedNanos())).isEqualTo(submitted.nanos);
            assertThat(stamp(shown.startedNanos())).isEqualTo(task.when("STARTED"));
            assertThat(stamp(shown.endedNanos())).isEqualTo(task.when("COMPLETED", "FAILED", "CANCELLED"));
            assertThat(stamp(shown.leftNanos())).isEqualTo(task.when("TASK_LEFT_WORKER"));
            Line end = task.first("COMPLETED", "FAILED", "CANCELLED");
            String status = end != null ? end.event : task.first("STARTED") != null ? "RUNNING" : "PENDING";
            assertThat(shown.status().name()).isEqualTo(status);
        });
    }

    private static long stamp(long nanos) {
        return nanos == Timeline.UNKNOWN ? NEVER : nanos;
    }

    private void assertWorkers(Timeline timeline) {
        assertThat(timeline.workers().all()).extracting(WorkerTrace::id).containsExactlyElementsOf(workers.keySet());
        workers.forEach((id, worker) -> {
            WorkerTrace shown = Objects.requireNonNull(timeline.workers().find(id));
            assertThat(stamp(shown.spawnedNanos())).isEqualTo(worker.when("WORKER_SPAWNED"));
            assertThat(stamp(shown.retiredNanos())).isEqualTo(worker.when("WORKER_RETIRED", "WORKER_START_FAILED"));
            Line retired = worker.first("WORKER_RETIRED");
            assertThat(shown.retirementReason()).isEqualTo(
                    retired == null ? null : RetirementReason.valueOf(retired.detail.replace("reason=", "")));
            assertThat((long) shown.tasksDone()).isEqualTo(lines.stream().filter(line -> line.worker == id
                    && line.is("COMPLETED", "FAILED", "TASK_LEFT_WORKER")).count());
        });
    }

    private long all(String event) {
        return after(lines.size() - 1, event);
    }

    private void assertLedger(Ledger ledger) {
        assertThat(ledger.submitted()).isEqualTo(all("SUBMITTED"));
        assertThat(ledger.completed()).isEqualTo(all("COMPLETED"));
        assertThat(ledger.failed()).isEqualTo(all("FAILED"));
        assertThat(ledger.cancelled()).isEqualTo(all("CANCELLED"));
        assertThat(ledger.rejected()).isEqualTo(all("REJECTED"));
        List<Line> byPool = lines.stream().filter(line -> line.is("CANCELLED") && line.detail.contains("by=")).toList();
        List<LedgerEntry> expected = new ArrayList<>();
        for (Line line : byPool) {
            // The queue just before the pool cancelled the first of them.
            int place = (int) tasks.headMap(line.task, true).values().stream()
                    .filter(task -> isBefore(task.first("SUBMITTED"), byPool.getFirst())
                            && !isBefore(task.first("STARTED"), byPool.getFirst())
                            && !isBefore(task.first("CANCELLED"), byPool.getFirst()))
                    .count();
            Line submitted = Objects.requireNonNull(Objects.requireNonNull(tasks.get(line.task)).first("SUBMITTED"));
            expected.add(
                    new LedgerEntry(line.task, submitted.stream, dueOf(submitted), submitted.nanos, line.nanos, place));
        }
        assertThat(ledger.cancelledByPool()).isEqualTo(expected);
    }

    private static boolean isBefore(@Nullable Line line, Line other) {
        return line != null && line.at < other.at;
    }

    private void assertCounts(Timeline timeline, long now) {
        Counts counts = timeline.counts().now();
        List<Stretch> open = segments(now + 1).stream().filter(Stretch::open).toList();
        assertThat(counts.alive()).isEqualTo(open.size());
        assertThat((long) counts.busy()).isEqualTo(
                open.stream().filter(each -> Set.of("RUNNING", "BLOCKED", "LEAVING", "WRAPPING_UP").contains(each.kind))
                        .count());
        assertThat((long) counts.free())
                .isEqualTo(open.stream().filter(each -> Set.of("STARTING", "IDLE").contains(each.kind)).count());
        assertThat(counts.pending()).isEqualTo(pendingAt(now));
        assertThat(counts.submitted() - counts.completed() - counts.failed() - counts.cancelled())
                .isEqualTo(counts.pending()
                        + open.stream().filter(each -> Set.of("RUNNING", "BLOCKED").contains(each.kind)).count());
        PoolState state = all("TERMINATED") > 0
                ? PoolState.TERMINATED
                : all("SHUTDOWN_BEGAN") > 0
                        ? PoolState.CLOSING
                        : all("BROKEN") > 0
                                ? PoolState.BROKEN
                                : all("JOIN_BEGAN") > all("JOIN_ENDED") ? PoolState.JOINING : PoolState.OPEN;
        assertThat(timeline.counts().state()).isEqualTo(state);
        assertThat(timeline.counts().isBroken()).isEqualTo(all("BROKEN") > 0);
    }

    // ---------------------------------------------------------------- summary

    /**
     * Holds the numbers of a run against what follows from the text.
     *
     * @param summary of the same run, of which nothing was dropped
     */
    public void assertMatches(Summary summary) {
        assertThat(summary.droppedEvents()).isZero();
        assertThat(summary.submitted()).isEqualTo(all("SUBMITTED"));
        assertThat(summary.completed()).isEqualTo(all("COMPLETED"));
        assertThat(summary.failed()).isEqualTo(all("FAILED"));
        assertThat(summary.cancelled()).isEqualTo(all("CANCELLED"));
        assertThat(summary.rejected()).isEqualTo(all("REJECTED"));
        assertThat(summary.spawned()).isEqualTo(all("WORKER_SPAWNED"));
        for (RetirementReason reason : RetirementReason.values()) {
            assertThat(summary.retired().get(reason)).isEqualTo(lines.stream()
                    .filter(line -> line.is("WORKER_RETIRED") && line.detail.equals("reason=" + reason)).count());
        }
        assertThat((long) summary.peakPending()).isEqualTo(mostPending());
        assertThat((long) summary.peakWorkers()).isEqualTo(peak(this::aliveAfterLine));
        assertThat(summary.terminated()).isEqualTo(all("TERMINATED") > 0);
        assertThat(summary.broken()).isEqualTo(all("BROKEN") > 0);
        assertThat(summary.starved()).isEqualTo(all("STARVED") > 0);

        Times times = times(_ -> true);
        assertDistribution("wait", summary.waitTimes(), times.wait);
        assertDistribution("run", summary.runTimes(), times.run);
        assertDistribution("total", summary.totalTimes(), times.total);
        assertDistribution("lateness", summary.arrivalLateness(), times.late);
        assertThroughput(summary.throughput(), all("COMPLETED"), times);
        // Their order is that of the scenario, which is not in the file.
        assertThat(summary.streams().stream().map(StreamSummary::stream)).as("streams")
                .containsExactlyInAnyOrderElementsOf(
                        lines.stream().map(Line::stream).filter(Objects::nonNull).distinct().toList());
        summary.streams().forEach(this::assertMatches);
    }

    private void assertMatches(StreamSummary summary) {
        String name = summary.stream();
        List<Life> own = tasks.values().stream()
                .filter(task -> name.equals(Objects.requireNonNull(task.first("SUBMITTED")).stream)).toList();
        assertThat(summary.submitted()).as(name).isEqualTo(own.size());
        assertThat(summary.started()).as(name)
                .isEqualTo(own.stream().filter(task -> task.when("STARTED") != NEVER).count());
        assertThat(summary.completed()).as(name)
                .isEqualTo(own.stream().filter(task -> task.when("COMPLETED") != NEVER).count());
        assertThat(summary.failed()).as(name)
                .isEqualTo(own.stream().filter(task -> task.when("FAILED") != NEVER).count());
        assertThat(summary.rejected()).as(name)
                .isEqualTo(lines.stream().filter(line -> line.is("REJECTED") && name.equals(line.stream)).count());
        Times times = times(name::equals);
        assertDistribution(name + " wait", summary.waitTimes(), times.wait);
        assertDistribution(name + " run", summary.runTimes(), times.run);
        assertDistribution(name + " total", summary.totalTimes(), times.total);
        assertDistribution(name + " lateness", summary.arrivalLateness(), times.late);
        assertThroughput(summary.throughput(), summary.completed(), times);
    }

    private static void assertThroughput(double actual, long completed, Times times) {
        double throughput = completed == 0 ? 0 : completed / ((times.lastEnd - times.firstDue) / 1e9);
        assertThat(actual).isCloseTo(throughput, within(throughput * 1e-9 + 1e-12));
    }

    private static final class Times {
        final List<Long> wait = new ArrayList<>();
        final List<Long> run = new ArrayList<>();
        final List<Long> total = new ArrayList<>();
        final List<Long> late = new ArrayList<>();
        long firstDue = NEVER;
        long lastEnd = -1;
    }

    private Times times(Predicate<@Nullable String> streams) {
        Times times = new Times();
        for (Line line : lines) {
            if (line.is("SUBMITTED", "REJECTED") && streams.test(line.stream) && dueOf(line) < line.nanos) {
                times.late.add(line.nanos - dueOf(line));
            }
        }
        for (Life task : tasks.values()) {
            if (!streams.test(Objects.requireNonNull(task.first("SUBMITTED")).stream)) {
                continue;
            }
            long due = dueOf(Objects.requireNonNull(task.first("SUBMITTED")));
            long start = task.when("STARTED");
            long end = task.when("COMPLETED", "FAILED");
            times.firstDue = Math.min(times.firstDue, due);
            if (start != NEVER) {
                times.wait.add(start - due);
            }
            if (end != NEVER) {
                times.run.add(end - start);
                times.total.add(end - due);
                times.lastEnd = Math.max(times.lastEnd, end);
            }
        }
        return times;
    }

    public static long dueOf(Line line) {
        return Long.parseLong(line.detail.replaceAll(".*due=(-?\\d+).*", "$1"));
    }

    private static void assertDistribution(String name, SampleSummary sampleSummary, List<Long> samples) {
        assertThat(sampleSummary.count()).as(name).isEqualTo(samples.size());
        if (samples.isEmpty()) {
            return;
        }
        List<Long> sorted = samples.stream().sorted().toList();
        assertThat(sampleSummary.exact()).as("exact %s", name).isEqualTo(samples.size() <= 50_000);
        assertPercentile(name, sampleSummary.p50(), sorted, 50);
        assertPercentile(name, sampleSummary.p90(), sorted, 90);
        assertPercentile(name, sampleSummary.p95(), sorted, 95);
        assertPercentile(name, sampleSummary.p99(), sorted, 99);
        assertThat(sampleSummary.max()).as(name).isEqualTo(sorted.getLast());
        double mean = sorted.stream().mapToLong(Long::longValue).average().orElseThrow();
        assertThat(sampleSummary.mean()).as(name).isCloseTo(mean, within(mean * 1e-9));
    }

    private static void assertPercentile(String name, long found, List<Long> sorted, int percent) {
        int rank = (percent * sorted.size() + 99) / 100;
        long exact = sorted.get(rank - 1);
        assertThat(Math.abs(found - exact)).as("p%d of %s: %d, not %d", percent, name, found, exact)
                .isLessThanOrEqualTo(sorted.size() <= 50_000 ? 0 : exact / 250);
    }
}
