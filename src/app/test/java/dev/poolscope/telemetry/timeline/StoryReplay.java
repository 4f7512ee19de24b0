package dev.poolscope.telemetry.timeline;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Stretch;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tells the story of each task and worker anew from the lines of {@code events.csv}, by asking the whole list for every clause:
 * what a worker did before is the line before, a task was busy if it had started by then and not ended. It shares nothing with
 * the stories of a {@link Timeline} but the form in which they are told.
 */
public final class StoryReplay {

    private final List<Line> lines;
    private final List<Stretch> stretches;
    private final List<Stretch> present;
    private final EventsCsvReplay replay;
    private final int slots;
    private final long now;

    /**
     * Reads the text.
     *
     * @param csv all of it
     * @param slots how many workers the pool may have
     * @param now the present
     */
    public StoryReplay(String csv, int slots, long now) {
        replay = new EventsCsvReplay(csv);
        this.slots = slots;
        this.now = now;
        lines = replay.lines;
        stretches = replay.segments(now);
        present = replay.segments(now + 1).stream().filter(Stretch::open).toList();
    }

    /**
     * Holds every story against what follows from the text.
     *
     * @param timeline that was given the same events
     */
    public void assertMatches(Timeline timeline) {
        TreeSet<Long> tasks = new TreeSet<>();
        TreeSet<Integer> workers = new TreeSet<>();
        for (Line line : lines) {
            if (line.is("SUBMITTED")) {
                tasks.add(line.task());
            }
            if (line.is("WORKER_SPAWNED", "WORKER_START_FAILED")) {
                workers.add(line.worker());
            }
        }
        tasks.forEach(id -> {
            TaskExplanation story = Objects.requireNonNull(timeline.explanations().ofTask(id));
            assertThat(withoutTurns(story.clauses().stream().map(StoryReplay::withoutAction).toList()))
                    .as("the story of task %d", id).isEqualTo(withoutTurns(task(id)));
            assertThat(story.stream()).isEqualTo(line(id, "SUBMITTED").stream());
            assertThat(story.isWhole()).isTrue();
        });
        workers.forEach(id -> {
            WorkerExplanation story = Objects.requireNonNull(timeline.explanations().ofWorker(id));
            assertThat(withoutTurns(story.clauses())).as("the story of worker %d", id)
                    .isEqualTo(withoutTurns(worker(id)));
            assertThat(story.isOpen())
                    .isEqualTo(ofWorker(id).stream().noneMatch(it -> it.is("WORKER_RETIRED", "WORKER_START_FAILED")));
        });
    }

    /** The turns of events are told by the order of the lines, and by no cell. */
    private static List<String> withoutTurns(List<?> causes) {
        return causes.stream().map(cause -> cause.toString().replaceAll("turn=-?\\d+, ", "")
                .replaceAll(", turn=-?\\d+", "")).toList();
    }

    /** Which action cancelled a task is not in the file. */
    private static TaskCause withoutAction(TaskCause cause) {
        return cause instanceof TaskCause.Cancelled it
                ? new TaskCause.Cancelled(it.nanos(), it.by(), it.cause(), null, it.inQueue())
                : cause;
    }

    // ---------------------------------------------------------------- tasks

    private List<TaskCause> task(long id) {
        List<TaskCause> story = new ArrayList<>();
        Line submitted = line(id, "SUBMITTED");
        story.add(new TaskCause.Submitted(submitted.nanos(), EventsCsvReplay.dueOf(submitted)));
        Line start = find(id, "STARTED");
        Line end = find(id, "COMPLETED", "FAILED", "CANCELLED");
        Line left = leftQueue(id);
        long to = left == null ? now : left.nanos();
        if (to > submitted.nanos()) {
            waited(submitted, start, to, left == null, story);
        }
        if (start != null) {
            start(start, story);
            ran(start, end, story);
        }
        if (end != null) {
            end(end, start != null, story);
        }
        return story;
    }

    private @Nullable Line leftQueue(long task) {
        return lines.stream().filter(line -> line.task() == task
                && (line.is("STARTED") || (line.is("CANCELLED") && line.worker() == 0))).findFirst().orElse(null);
    }

    private boolean isQueued(Line submitted, long at) {
        Line left = leftQueue(submitted.task());
        return left == null || left.nanos() > at;
    }

    // ---------------------------------------------------------------- waits, moment by moment

    private void waited(Line submitted, @Nullable Line start, long to, boolean goesOn, List<TaskCause> story) {
        long id = submitted.task();
        long from = submitted.nanos();
        long due = EventsCsvReplay.dueOf(submitted);
        List<WaitPart> parts = new ArrayList<>();
        if (due < from) {
            parts.add(new WaitPart(due, from, WaitPart.Cause.LATE, 0, 0));
        }
        TreeSet<Long> instants = new TreeSet<>(List.of(from, to));
        lines.stream().map(Line::nanos).filter(nanos -> nanos > from && nanos < to).forEach(instants::add);
        for (Long begin : instants.headSet(to, false)) {
            long end = Objects.requireNonNull(instants.higher(begin));
            WaitPart part = start == null ? partOfAll(begin, end) : partOf(start.worker(), begin, end);
            WaitPart before = parts.isEmpty() ? null : parts.getLast();
            boolean same = before != null && before.cause() == part.cause() && before.workerId() == part.workerId()
                    && before.taskId() == part.taskId() && before.held().equals(part.held());
            if (same && before != null) {
                parts.removeLast();
                parts.add(new WaitPart(before.from(), end, part.cause(), part.workerId(), part.taskId(), part.held()));
            } else {
                parts.add(part);
            }
        }
        // It was woken only if that is how the part ended.
        parts.replaceAll(part -> part.cause() == WaitPart.Cause.WAKING && lines.stream()
                .noneMatch(line -> line.is("STARTED") && line.worker() == part.workerId() && line.nanos() == part.to())
                        ? new WaitPart(part.from(), part.to(), WaitPart.Cause.IDLE, part.workerId(), 0)
                        : part);
        assertThat(parts.stream().mapToLong(WaitPart::nanos).sum()).as("the parts of the wait of %d", id)
                .isEqualTo(to - Math.min(due, from));
        List<Long> ahead = lines.stream()
                .filter(other -> other.is("SUBMITTED") && other.task() < id && isQueued(other, from))
                .map(Line::task).sorted().toList();
        // Those that were ahead of it were taken by the time it was, and of those behind it some perhaps before. What its own worker
        // took in no time at all is no part, and was taken by no other.
        long elsewhere = lines.stream()
                .filter(line -> line.is("STARTED") && line.task() != id
                        && (start == null || line.worker() != start.worker()) && (ahead.contains(line.task())
                                ? line.nanos() <= to
                                : line.nanos() > from && line.nanos() < to)
                        && parts.stream().noneMatch(part -> part.taskId() == line.task()
                                || part.held().stream().anyMatch(held -> held.taskId() == line.task())))
                .count();
        story.add(new TaskCause.Waited(Math.min(due, from), to, goesOn, parts, (int) elsewhere, true));
        if (!ahead.isEmpty()) {
            story.add(new TaskCause.Behind(ahead, true));
        }
        Line starved = lines.stream().filter(line -> line.is("STARVED") && line.nanos() < to).reduce((a, b) -> b)
                .orElse(null);
        if (starved != null && !starvation(starved).waits().isEmpty()) {
            Starvation starvation = starvation(starved);
            if (starvation.to() == Timeline.UNKNOWN || starvation.to() > from) {
                story.add(new TaskCause.Starved(starvation));
            }
        }
    }

    /** What a moment of the wait of a task belongs to that none has taken, asked of that moment alone. */
    private WaitPart partOfAll(long begin, long end) {
        List<Stretch> there = stretches.stream().filter(it -> it.from() <= begin && it.to() >= end)
                .sorted(Comparator.comparingInt(Stretch::worker)).toList();
        if (there.stream().anyMatch(it -> List.of("STARTING", "IDLE").contains(kind(it, begin)))) {
            return partOf(0, begin, end);
        }
        List<Stretch> busy = there.stream().filter(it -> !kind(it, begin).equals("FINALIZING")).toList();
        if (busy.size() > 3) {
            boolean blocked = busy.stream().allMatch(it -> it.kind().equals("BLOCKED"));
            return new WaitPart(begin, end, blocked ? WaitPart.Cause.ALL_BLOCKED : WaitPart.Cause.ALL_BUSY, 0, 0);
        }
        if (busy.isEmpty() || busy.size() == 1) {
            Stretch only = busy.isEmpty() ? there.isEmpty() ? null : there.getFirst() : busy.getFirst();
            return only == null
                    ? new WaitPart(begin, end, WaitPart.Cause.NO_WORKER, 0, 0)
                    : partOf(only.worker(), begin, end);
        }
        return new WaitPart(begin, end, WaitPart.Cause.ALL_BUSY, 0, 0, busy.stream()
                .map(it -> new WaitPart.Held(it.worker(), it.task(), WaitPart.Cause.valueOf(it.kind()))).toList());
    }

    /** What a moment of a wait belongs to, asked of that moment alone. */
    private WaitPart partOf(int taker, long begin, long end) {
        int worker = taker;
        while (worker != 0 && line(worker, "WORKER_SPAWNED").nanos() > begin) {
            Line spawned = line(worker, "WORKER_SPAWNED");
            int later = worker;
            worker = spawned.detail().startsWith("reason=RETIREMENT")
                    ? lines.stream()
                            .filter(line -> line.is("WORKER_RETIRED", "WORKER_RETIRING") && line.worker() < later
                                    && line.nanos() == spawned.nanos())
                            .min(Comparator.comparing((Line line) -> line.is("WORKER_RETIRING"))
                                    .thenComparingInt(Line::worker))
                            .map(Line::worker).orElse(0)
                    : 0;
        }
        int who = worker;
        Stretch stretch = stretches.stream().filter(it -> it.from() <= begin && it.to() >= end
                && (who == 0 ? List.of("STARTING", "IDLE").contains(kind(it, begin)) : it.worker() == who))
                .min(Comparator.comparingInt(Stretch::worker)).orElse(null);
        if (stretch == null) {
            return new WaitPart(begin, end, who == 0 ? WaitPart.Cause.NO_WORKER : WaitPart.Cause.NOT_RECORDED, who, 0);
        }
        WaitPart.Cause cause = switch (kind(stretch, begin)) {
            case "IDLE" -> isNew(stretch.worker(), begin)
                    ? WaitPart.Cause.STARTING
                    : lines.stream().filter(line -> line.worker() == stretch.worker() && line.nanos() > begin
                            && !line.is("WORKER_IDLE", "WORKER_READY", "HOOK_FAILED")).findFirst()
                            .filter(line -> line.is("STARTED")).isPresent()
                                    ? WaitPart.Cause.WAKING
                                    : WaitPart.Cause.IDLE;
            case "FINALIZING" -> WaitPart.Cause.RETIRING;
            default -> WaitPart.Cause.valueOf(kind(stretch, begin));
        };
        return new WaitPart(begin, end, cause, stretch.worker(), stretch.task());
    }

    /** A worker whose initializer threw takes no task, however long it is still there. */
    private String kind(Stretch stretch, long moment) {
        boolean failed = stretch.kind().equals("STARTING") && lines.stream().anyMatch(line -> line.is("HOOK_FAILED")
                && line.worker() == stretch.worker() && line.nanos() <= moment
                && line.detail().startsWith("hook=INITIALIZER"));
        return failed ? "FINALIZING" : stretch.kind();
    }

    /** Whether the last that was told of a worker is that it is ready: that it has nothing to do, it says itself. */
    private boolean isNew(int worker, long moment) {
        return lines.stream()
                .filter(line -> line.worker() == worker && line.nanos() <= moment && !line.is("HOOK_FAILED"))
                .reduce((_, later) -> later).orElseThrow().is("WORKER_READY");
    }

    private Line line(int worker, String event) {
        return lines.stream().filter(line -> line.worker() == worker && line.is(event)).findFirst().orElseThrow();
    }

    private Starvation starvation(Line starved) {
        List<Starvation.Wait> waits = new ArrayList<>();
        long until = Timeline.UNKNOWN;
        for (String pair : value(starved, "waits").split(",", -1)) {
            if (pair.contains(":")) {
                int worker = Integer.parseInt(pair.replaceFirst(":.*", ""));
                long awaited = pair.endsWith("any") ? 0 : Long.parseLong(pair.replaceFirst(".*:", ""));
                Long hand = replay.inHandAt(worker, starved.nanos());
                Line start = awaited == 0 ? null : find(awaited, "STARTED");
                waits.add(new Starvation.Wait(worker, hand == null ? 0 : hand, awaited,
                        start == null || start.nanos() > starved.nanos() ? 0 : start.worker()));
                Line next = lines.stream().filter(line -> line.worker() == worker && !line.is("HOOK_FAILED")
                        && line.nanos() > starved.nanos()).findFirst().orElse(null);
                if (next != null) {
                    until = until == Timeline.UNKNOWN ? next.nanos() : Math.min(until, next.nanos());
                }
            }
        }
        return new Starvation(starved.nanos(), until, waits, true);
    }

    // ---------------------------------------------------------------- what a task did

    private void ran(Line start, @Nullable Line end, List<TaskCause> story) {
        long to = end == null ? now : end.nanos();
        List<Line> own = lines.stream().filter(line -> line.task() == start.task()
                && line.is("TASK_BLOCKED", "TASK_RESUMED") && line.nanos() <= to).toList();
        List<TaskCause> waits = new ArrayList<>();
        long blocked = 0;
        for (int i = 0; i < own.size(); i++) {
            long until = i + 1 < own.size() ? own.get(i + 1).nanos() : to;
            if (own.get(i).is("TASK_BLOCKED") && until > own.get(i).nanos()) {
                blocked += until - own.get(i).nanos();
                waits.add(blocked(own.get(i), until, i + 1 == own.size() && end == null));
            }
        }
        story.add(new TaskCause.Ran(start.nanos(), to, blocked, 0, end == null));
        story.addAll(waits);
        if (!waits.isEmpty()) {
            lines.stream().filter(line -> line.is("STARVED") && line.nanos() >= start.nanos() && line.nanos() <= to)
                    .map(this::starvation)
                    .filter(starvation -> starvation.waits().stream()
                            .anyMatch(it -> it.taskId() == start.task() || it.awaitedId() == start.task()))
                    .reduce((a, b) -> b).map(TaskCause.Starved::new).filter(told -> !story.contains(told))
                    .ifPresent(story::add);
        }
    }

    private static WorkerCause.IdleTimeout timeout(String text) {
        if (text.equals("never")) {
            return new WorkerCause.IdleTimeout(null);
        }
        boolean millis = text.endsWith("ms");
        BigDecimal amount = new BigDecimal(text.substring(0, text.length() - (millis ? 2 : 1)));
        return new WorkerCause.IdleTimeout(Duration.ofNanos(amount.movePointRight(millis ? 6 : 9).longValueExact()));
    }

    private TaskCause blocked(Line line, long to, boolean goesOn) {
        if (line.detail().startsWith("on=task")) {
            return new TaskCause.Blocked(line.nanos(), to, goesOn,
                    new Awaited.Task(Long.parseLong(value(line, "task"))), List.of(), true);
        }
        List<Long> holders = new ArrayList<>(List.of(Long.parseLong(value(line, "holder"))));
        Awaited awaited = new Awaited.Lock(holders.getFirst());
        lines.stream()
                .filter(it -> it.is("TASK_RESUMED") && it.detail().startsWith("on=lock") && it.nanos() > line.nanos()
                        && it.nanos() < to)
                .forEach(it -> holders.add(it.task()));
        return new TaskCause.Blocked(line.nanos(), to, goesOn, awaited, holders, true);
    }

    private void start(Line start, List<TaskCause> story) {
        List<Line> ofWorker = ofWorker(start.worker());
        Line before = ofWorker.get(ofWorker.indexOf(start) - 1);
        TaskCause.Occasion how = switch (before.event()) {
            case "WORKER_READY" -> TaskCause.Occasion.NEW_WORKER;
            case "WORKER_IDLE" -> TaskCause.Occasion.IDLE_WORKER;
            default -> TaskCause.Occasion.AFTER_TASK;
        };
        story.add(new TaskCause.Started(start.nanos(), start.worker(), how, before.nanos(), before.task()));
        if (how == TaskCause.Occasion.NEW_WORKER) {
            story.add(new TaskCause.WorkerCame(start.worker(), ofWorker.getFirst().nanos(), before.nanos()));
        }
    }

    private void end(Line end, boolean ran, List<TaskCause> story) {
        Line over = end;
        switch (end.event()) {
            case "COMPLETED" -> story.add(new TaskCause.Completed(end.nanos()));
            case "FAILED" -> story.add(new TaskCause.Failed(end.nanos(), end.detail().substring("cause=".length())));
            default -> {
                Canceller by = end.detail().equals("by=SHUTDOWN")
                        ? Canceller.SHUTDOWN
                        : end.detail().equals("by=BROKEN")
                                ? Canceller.BREAKAGE
                                : Canceller.FUTURE;
                story.add(new TaskCause.Cancelled(end.nanos(), by, switch (by) {
                    case SHUTDOWN -> latest("SHUTDOWN_BEGAN", end.nanos());
                    case BREAKAGE -> latest("BROKEN", end.nanos());
                    case FUTURE -> null;
                }, null, end.worker() == 0));
                over = find(end.task(), "TASK_LEFT_WORKER");
                if (ran) {
                    story.add(new TaskCause.Left(over == null ? now : over.nanos(), end.nanos(), over == null));
                }
            }
        }
        if (ran && over != null) {
            List<Line> ofWorker = ofWorker(over.worker());
            int next = ofWorker.indexOf(over) + 1;
            boolean goesOn = next == ofWorker.size();
            long to = goesOn ? now : ofWorker.get(next).nanos();
            if (to > over.nanos()) {
                story.add(new TaskCause.CalledBack(over.worker(), over.nanos(), to, goesOn));
            }
        }
    }

    // ---------------------------------------------------------------- workers

    private List<WorkerCause> worker(int id) {
        List<WorkerCause> story = new ArrayList<>();
        List<Line> own = ofWorker(id);
        Line spawned = own.getFirst();
        if (spawned.is("WORKER_START_FAILED")) {
            return List.of(new WorkerCause.StartFailed(spawned.nanos(), spawned.detail().replaceFirst("cause=", "")));
        }
        spawn(spawned, story);
        Line ready = first(own, "WORKER_READY");
        Line retiring = first(own, "WORKER_RETIRING");
        Line retired = first(own, "WORKER_RETIRED");
        if (ready != null || retiring == null) {
            story.add(new WorkerCause.Ready(ready == null ? now : ready.nanos(), spawned.nanos(), ready == null));
        }
        work(id, own, spawned.nanos(), retired == null ? now : retired.nanos(), story);
        hookFailed(id, "INITIALIZER", story);
        present.stream().filter(it -> it.worker() == id && !List.of("STARTING", "FINALIZING").contains(it.kind()))
                .forEach(it -> story.add(new WorkerCause.Doing(SegmentKind.valueOf(it.kind()),
                        it.kind().equals("IDLE") ? idleSince(own, own.size()) : it.from(), it.task())));
        if (retiring != null) {
            retiring(own, retiring, story);
        }
        hookFailed(id, "FINALIZER", story);
        if (retired != null && retiring != null) {
            story.add(new WorkerCause.Retired(retired.nanos(), retiring.nanos()));
        }
        return story;
    }

    private void hookFailed(int id, String hook, List<WorkerCause> story) {
        lines.stream().filter(line -> line.is("HOOK_FAILED") && line.worker() == id && value(line, "hook").equals(hook))
                .forEach(line -> story.add(new WorkerCause.HookFailed((PoolEvent.HookFailed) event(line))));
    }

    private void spawn(Line spawned, List<WorkerCause> story) {
        SpawnReason reason = SpawnReason.valueOf(value(spawned, "reason"));
        story.add(new WorkerCause.Spawned(spawned.nanos(), reason, Long.parseLong(value(spawned, "pending")),
                Long.parseLong(value(spawned, "free")), Long.parseLong(value(spawned, "alive")), slots));
        List<Line> then = lines.stream().filter(line -> line.nanos() == spawned.nanos()).toList();
        if (reason == SpawnReason.SUBMISSION) {
            List<Long> causes = then.stream().filter(line -> line.is("SUBMITTED")).map(Line::task).toList();
            if (causes.size() == 1) {
                story.add(new WorkerCause.AskedByTask(causes.getFirst()));
            }
        } else if (reason == SpawnReason.RETIREMENT) {
            List<Integer> causes = then.stream().filter(line -> line.is("WORKER_RETIRING", "WORKER_RETIRED"))
                    .map(Line::worker).distinct().toList();
            if (causes.size() == 1) {
                story.add(new WorkerCause.AskedByRetirement(causes.getFirst()));
            }
        }
    }

    private void work(int id, List<Line> own, long from, long to, List<WorkerCause> story) {
        List<Line> starts = own.stream().filter(line -> line.is("STARTED")).toList();
        long done = own.stream().filter(line -> line.is("COMPLETED", "FAILED", "TASK_LEFT_WORKER")).count();
        if (!starts.isEmpty()) {
            long busy = stretches.stream()
                    .filter(it -> it.worker() == id
                            && List.of("RUNNING", "BLOCKED", "LEAVING", "WRAPPING_UP").contains(it.kind()))
                    .mapToLong(it -> it.to() - it.from()).sum();
            long last = own.stream().filter(line -> line.is("COMPLETED", "FAILED", "TASK_LEFT_WORKER"))
                    .reduce((_, later) -> later).orElse(starts.getLast()).task();
            story.add(new WorkerCause.Worked((int) done, starts.getFirst().task(), last, busy,
                    stretches.stream().filter(it -> it.worker() == id && it.kind().equals("BLOCKED"))
                            .mapToLong(it -> it.to() - it.from()).sum(),
                    from,
                    to));
        }
        List<Stretch> idle = stretches.stream().filter(it -> it.worker() == id && it.kind().equals("IDLE")).toList();
        if (!idle.isEmpty()) {
            Stretch longest = idle.getFirst();
            for (Stretch stretch : idle) {
                longest = stretch.to() - stretch.from() > longest.to() - longest.from() ? stretch : longest;
            }
            story.add(new WorkerCause.Idled(idle.size(), idle.stream().mapToLong(it -> it.to() - it.from()).sum(),
                    longest.from(), longest.to()));
        }
    }

    private void retiring(List<Line> own, Line retiring, List<WorkerCause> story) {
        long idleSince = idleSince(own, own.indexOf(retiring));
        RetirementReason reason = RetirementReason.valueOf(value(retiring, "reason"));
        List<Line> changes = lines.stream().filter(line -> line.is("IDLE_TIMEOUT_CHANGED")).toList();
        WorkerCause.IdleTimeout timeout = changes.stream().filter(line -> line.nanos() <= retiring.nanos())
                .reduce((a, b) -> b).map(line -> timeout(value(line, "after")))
                .orElse(changes.isEmpty() ? null : timeout(value(changes.getFirst(), "before")));
        story.add(new WorkerCause.Retiring(retiring.nanos(), reason, idleSince, timeout, true, switch (reason) {
            case JOIN -> latest("JOIN_BEGAN", retiring.nanos());
            case SHUTDOWN -> latest("SHUTDOWN_BEGAN", retiring.nanos());
            case BROKEN -> latest("BROKEN", retiring.nanos());
            default -> null;
        }));
    }

    /** It has been idle since it said so with nothing after it but the same. */
    private static long idleSince(List<Line> own, int before) {
        long since = Timeline.UNKNOWN;
        for (int i = before - 1; own.get(i).is("WORKER_READY", "WORKER_IDLE"); i--) {
            since = own.get(i).nanos();
        }
        return since;
    }

    // ---------------------------------------------------------------- lines

    private List<Line> ofWorker(int id) {
        return lines.stream().filter(line -> line.worker() == id && !line.is("HOOK_FAILED")).toList();
    }

    private static @Nullable Line first(List<Line> some, String event) {
        return some.stream().filter(line -> line.is(event)).findFirst().orElse(null);
    }

    private Line line(long task, String event) {
        return Objects.requireNonNull(find(task, event));
    }

    private @Nullable Line find(long task, String... events) {
        return lines.stream().filter(line -> line.task() == task && line.is(events)).findFirst().orElse(null);
    }

    private @Nullable PoolEvent latest(String event, long at) {
        return lines.stream().filter(line -> line.is(event) && line.nanos() <= at).reduce((a, b) -> b)
                .map(line -> (PoolEvent) event(line)).orElse(null);
    }

    private static RunEvent event(Line line) {
        return EventTextReader.event(line.nanos(), EventType.valueOf(line.event()), line.task(), line.stream(),
                line.worker(),
                line.detail());
    }

    private static String value(Line line, String key) {
        return value(line.detail(), key);
    }

    private static String value(String detail, String key) {
        return detail.replaceFirst("(^|.* )" + key + "=(\\S+).*", "$2");
    }
}
