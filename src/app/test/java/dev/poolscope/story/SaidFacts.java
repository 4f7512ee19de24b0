package dev.poolscope.story;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be asked of the lines of {@code events.csv} to hold a sentence against: nothing of it is kept by the program. */
public final class SaidFacts {
    public final List<Line> lines;
    public final long now;
    private final NavigableMap<Long, List<Line>> tasks = new TreeMap<>();
    private final NavigableMap<Integer, List<Line>> workers = new TreeMap<>();

    public SaidFacts(List<Line> lines, long now) {
        this.lines = lines;
        this.now = now;
        for (Line line : lines) {
            if (line.task() != 0) {
                tasks.computeIfAbsent(line.task(), _ -> new ArrayList<>()).add(line);
            }
            if (line.worker() != 0) {
                workers.computeIfAbsent(line.worker(), _ -> new ArrayList<>()).add(line);
            }
        }
    }

    /** How late the latest action was: the n-th line of an action is the n-th time at which the scenario has it. */
    public long mostLateAction(Scenario scenario) {
        long most = 0;
        for (String text : scenario.actions().stream().map(it -> it.action().text()).distinct().toList()) {
            List<Long> due = scenario.actions().stream().filter(it -> it.action().text().equals(text))
                    .map(it -> it.at().toNanos()).sorted().toList();
            List<Line> done = lines.stream()
                    .filter(line -> line.is("ACTION") && line.detail().replaceFirst(" \\(refused: .*", "").equals(text))
                    .toList();
            assertThat(done).hasSizeLessThanOrEqualTo(due.size());
            for (int i = 0; i < done.size(); i++) {
                most = Math.max(most, done.get(i).nanos() - due.get(i));
            }
        }
        return most;
    }

    public List<Long> tasks() {
        return List.copyOf(tasks.keySet());
    }

    public List<Integer> workers() {
        return List.copyOf(workers.keySet());
    }

    public List<Line> ofTask(long id) {
        return tasks.getOrDefault(id, List.of());
    }

    /** What a worker did itself, without the marks of its hooks. */
    public List<Line> ofWorker(int id) {
        return workers.getOrDefault(id, List.of()).stream().filter(line -> !line.is("HOOK_FAILED")).toList();
    }

    @Nullable
    public Line task(long id, String... events) {
        return first(ofTask(id), events);
    }

    @Nullable
    public Line worker(int id, String... events) {
        return first(workers.getOrDefault(id, List.of()), events);
    }

    // Without a stream: it is asked of each task for every sentence.
    private static @Nullable Line first(List<Line> some, String... events) {
        for (Line line : some) {
            if (line.is(events)) {
                return line;
            }
        }
        return null;
    }

    public long when(long task, String... events) {
        Line line = task(task, events);
        return line == null ? Long.MAX_VALUE : line.nanos();
    }

    public long whenWorker(int worker, String... events) {
        Line line = worker(worker, events);
        return line == null ? Long.MAX_VALUE : line.nanos();
    }

    public long count(Predicate<Line> which) {
        return lines.stream().filter(which).count();
    }

    public boolean exists(Predicate<Line> which) {
        return lines.stream().anyMatch(which);
    }

    public boolean isAt(long nanos, String... events) {
        return exists(line -> line.is(events) && line.nanos() == nanos);
    }

    /** Whether one of these events stands where a moment is written. */
    public boolean isAt(String moment, String... events) {
        return exists(line -> line.is(events) && SaidText.isMoment(moment, line.nanos()));
    }

    /** Whether an action, in words, was done before something happened, or at that time. */
    public boolean wasDone(String action, Line before) {
        return exists(line -> line.is("ACTION") && inWords(line.detail()).equals(action)
                && line.nanos() <= before.nanos());
    }

    /** In words what a line of {@code events.csv} says of an action. */
    public static String inWords(String action) {
        return action.startsWith("note: ")
                ? action
                : action.replaceFirst("^setIdleTimeout: ", "set the idle timeout to ")
                        .replaceFirst("^spawnWorkers: 1\\b", "spawn one worker")
                        .replaceFirst("^spawnWorkers: (\\d+)", "spawn $1 workers")
                        .replaceFirst("^spawnMaxWorkers: true", "spawn all workers")
                        .replaceFirst("^breakNextInitializer: true", "break the next initializer")
                        .replaceFirst("^join: true", "join").replaceFirst("^join: ", "join for at most ")
                        .replaceFirst("^shutdown: true", "shut down")
                        .replaceFirst("^cancelPending: ", "cancel what is pending of ")
                        .replaceFirst("^submit: \\{ stream: (.*), count: 1 \\}", "submit one task of $1")
                        .replaceFirst("^submit: \\{ stream: (.*), count: (\\d+) \\}", "submit $2 tasks of $1")
                        .replaceFirst("^setRate: \\{ stream: (.*), rate: (\\S+) \\}", "set the rate of $1 to $2");
    }

    /** When a task was due. */
    public long due(long task) {
        Line submitted = task(task, "SUBMITTED");
        return submitted == null ? Long.MAX_VALUE : Long.parseLong(value(submitted, "due"));
    }

    /** When a task left the queue; the latest of all times if it has not. */
    public long leftQueue(long task) {
        return ofTask(task).stream()
                .filter(line -> line.is("STARTED") || (line.is("CANCELLED") && line.worker() == 0))
                .mapToLong(Line::nanos).min().orElse(Long.MAX_VALUE);
    }

    /** When a task let its worker go: when it ended, or left after it was cancelled. */
    public long leftWorker(long task) {
        return when(task, "COMPLETED", "FAILED", "TASK_LEFT_WORKER");
    }

    /** When the worker of a task told the next thing after the task had let it go; the present if it has not yet. */
    public long freeAgain(long task) {
        Line start = task(task, "STARTED");
        if (start == null || leftWorker(task) == Long.MAX_VALUE) {
            return now;
        }
        List<Line> own = ofWorker(start.worker());
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).task() == task && own.get(i).is("COMPLETED", "FAILED", "TASK_LEFT_WORKER")) {
                return i + 1 < own.size() ? own.get(i + 1).nanos() : now;
            }
        }
        return now;
    }

    /** For how long a task was blocked within a stretch of time. */
    public long blocked(long task, long from, long to) {
        // Of a task that was cancelled it is no longer told what its code waits for.
        return blocked(task, from, to, when(task, "CANCELLED"));
    }

    /** For how long it seems to have been if it may not be known that it was cancelled: its code waits all the same. */
    public long blockedAtMost(long task, long from, long to) {
        return blocked(task, from, to, Long.MAX_VALUE);
    }

    private long blocked(long task, long from, long to, long cancelled) {
        long blocked = 0;
        long since = -1;
        for (Line line : ofTask(task).stream().filter(it -> it.nanos() <= cancelled)
                .filter(it -> cancelled != Long.MAX_VALUE || !it.is("CANCELLED")).toList()) {
            if (since >= 0) {
                blocked += Math.max(0, Math.min(line.nanos(), to) - Math.max(since, from));
            }
            since = line.is("TASK_BLOCKED") ? line.nanos() : -1;
        }
        long end = Math.min(Math.min(now, to), cancelled);
        return blocked + (since < 0 ? 0 : Math.max(0, end - Math.max(since, from)));
    }

    /**
     * Holds an idle timeout that is said against the last change before a line, or else the first one after it.
     *
     * @param at the number of the line, from 0
     * @param initial that which the pool was made with, as a scenario writes it, or never
     */
    public void assertIdleTimeout(String said, int at, String initial) {
        List<Line> changes = lines.stream().filter(line -> line.is("IDLE_TIMEOUT_CHANGED")).toList();
        String timeout = changes.stream().filter(line -> line.at() < at).reduce((_, last) -> last)
                .map(line -> value(line, "after"))
                .orElse(changes.isEmpty() ? initial : value(changes.getFirst(), "before"));
        if (timeout.equals("never")) {
            assertThat(said).isEqualTo(timeout);
        } else {
            int unit = timeout.endsWith("ns") ? 0 : timeout.endsWith("us") ? 3 : timeout.endsWith("ms") ? 6 : 9;
            SaidText.assertDuration(said,
                    new BigDecimal(timeout.replaceAll("[a-z]+$", "")).movePointRight(unit).longValue());
        }
    }

    /** The value of a key in the details of a line. */
    public static String value(Line line, String key) {
        return Arrays.stream(line.detail().split(" ", -1)).filter(pair -> pair.startsWith(key + "="))
                .map(pair -> pair.substring(key.length() + 1)).findFirst().orElse("");
    }
}
