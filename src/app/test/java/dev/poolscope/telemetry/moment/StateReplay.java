package dev.poolscope.telemetry.moment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import org.jspecify.annotations.Nullable;

/**
 * Plays the lines of {@code events.csv} one after the other, and writes down how everything stands. It shares nothing with a
 * timeline: it only ever knows the lines so far.
 */
public final class StateReplay {
    private static final long NEVER = Long.MAX_VALUE;

    private static final class Worker {
        String kind = "STARTING";
        long task;
        long since;

        void does(String what, long which, long nanos) {
            if (!kind.equals(what) || task != which) {
                kind = what;
                task = which;
                since = nanos;
            }
        }
    }

    private final TreeMap<Integer, Worker> workers = new TreeMap<>();
    private final TreeMap<Long, Line> queue = new TreeMap<>();
    private final Map<Long, Line> waiting = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    /** Of each task that waits for the lock, what it knows: which task had it when the wait began, and which got it since. */
    private final Map<Long, Long> holders = new TreeMap<>();
    private long timeout;
    private long changed = Long.MIN_VALUE;

    public StateReplay(long timeoutNanos) {
        timeout = timeoutNanos;
    }

    public void play(Line line) {
        counts.merge(line.event(), 1, Integer::sum);
        Worker worker = workers.get(line.worker());
        switch (line.event()) {
            case "SUBMITTED" -> queue.put(line.task(), line);
            case "WORKER_SPAWNED" -> {
                Worker born = new Worker();
                born.since = line.nanos();
                workers.put(line.worker(), born);
            }
            case "WORKER_RETIRED", "WORKER_START_FAILED" -> workers.remove(line.worker());
            case "IDLE_TIMEOUT_CHANGED" -> {
                timeout = nanos(line.detail().replaceFirst(".*after=", ""));
                changed = line.nanos();
            }
            case "CANCELLED" -> {
                queue.remove(line.task());
                if (worker != null) {
                    worker.does("LEAVING", line.task(), line.nanos());
                }
                waiting.remove(line.task());
            }
            default -> {
                if (worker != null) {
                    play(line, worker);
                }
            }
        }
    }

    private void play(Line line, Worker worker) {
        long nanos = line.nanos();
        boolean leaves = worker.kind.equals("LEAVING");
        switch (line.event()) {
            case "WORKER_READY", "WORKER_IDLE" -> {
                // Within one moment a task may have been taken after it: the order of events has tasks first.
                if (!List.of("RUNNING", "BLOCKED", "LEAVING").contains(worker.kind)) {
                    worker.does("IDLE", 0, nanos);
                }
            }
            case "STARTED" -> {
                queue.remove(line.task());
                worker.does("RUNNING", line.task(), nanos);
            }
            case "TASK_BLOCKED" -> {
                if (!leaves) {
                    worker.does("BLOCKED", line.task(), nanos);
                    waiting.put(line.task(), line);
                    if (line.detail().startsWith("on=lock")) {
                        holders.put(line.task(), Long.parseLong(line.detail().replaceFirst(".*holder=", "")));
                    }
                }
            }
            case "TASK_RESUMED" -> {
                if (!leaves) {
                    worker.does("RUNNING", line.task(), nanos);
                }
                waiting.remove(line.task());
                if (line.detail().startsWith("on=lock")) {
                    holders.replaceAll((_, _) -> line.task());
                }
            }
            case "COMPLETED", "FAILED", "TASK_LEFT_WORKER" -> {
                worker.does("WRAPPING_UP", line.task(), nanos);
                waiting.remove(line.task());
            }
            case "WORKER_RETIRING" -> worker.does("FINALIZING", 0, nanos);
            default -> {
                // a mark of a worker
            }
        }
    }

    private static long nanos(String text) {
        if (text.equals("never")) {
            return NEVER;
        }
        int unit = text.endsWith("ms") ? 6 : text.endsWith("us") ? 3 : text.endsWith("ns") ? 0 : 9;
        return new BigDecimal(text.replaceAll("[a-z]+$", "")).movePointRight(unit).longValueExact();
    }

    private int count(String event) {
        return counts.getOrDefault(event, 0);
    }

    /** What is true now, one fact a line. */
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        workers.forEach((id, it) -> facts.add("worker " + id + ' ' + it.kind + ' ' + it.since + ' ' + it.task + " reap "
                + reap(it)));
        int[] place = new int[1];
        queue.forEach((id, line) -> facts.add("queue " + ++place[0] + ' ' + id + ' ' + line.stream() + ' '
                + line.detail().replaceAll(".*due=(-?\\d+).*", "$1")));
        workers.forEach((id, it) -> {
            Line wait = waiting.get(it.task);
            if (wait != null && it.kind.equals("BLOCKED")) {
                boolean lock = wait.detail().startsWith("on=lock");
                facts.add("wait " + id + ' ' + it.task + ' ' + wait.nanos() + ' ' + (lock
                        ? "lock " + holders.get(it.task)
                        : wait.detail().startsWith("on=task")
                                ? "task " + wait.detail().replaceFirst(".*task=", "")
                                : "?"));
            }
        });
        facts.add("submitted " + count("SUBMITTED") + " completed " + count("COMPLETED") + " failed " + count("FAILED")
                + " cancelled " + count("CANCELLED") + " rejected " + count("REJECTED") + " alive " + workers.size()
                + " pending " + queue.size());
        return facts;
    }

    private String reap(Worker worker) {
        boolean open = count("SHUTDOWN_BEGAN") + count("BROKEN") == 0 && count("JOIN_BEGAN") <= count("JOIN_ENDED");
        return worker.kind.equals("IDLE") && timeout != NEVER && open
                ? Long.toString(Math.max(worker.since + timeout, changed))
                : "-";
    }

    /** The same facts of a state that is to be held against these. */
    static List<String> factsOf(StateAt state) {
        List<String> facts = new ArrayList<>();
        state.workers().stream().sorted((a, b) -> a.id() - b.id())
                .forEach(it -> facts.add("worker " + it.id() + ' ' + it.kind() + ' ' + it.since() + ' ' + it.taskId()
                        + " reap " + (it.reapNanos() == Long.MIN_VALUE ? "-" : it.reapNanos())));
        state.queue().forEach(it -> facts
                .add("queue " + it.place() + ' ' + it.taskId() + ' ' + it.stream() + ' ' + it.dueNanos()));
        state.waits().stream().sorted((a, b) -> a.workerId() - b.workerId())
                .forEach(it -> facts.add("wait " + it.workerId() + ' ' + it.taskId() + ' ' + it.since() + ' '
                        + awaited(it.awaited())));
        var counts = state.counts();
        facts.add("submitted " + counts.submitted() + " completed " + counts.completed() + " failed " + counts.failed()
                + " cancelled " + counts.cancelled() + " rejected " + counts.rejected() + " alive " + counts.alive()
                + " pending " + counts.pending());
        return facts;
    }

    private static String awaited(@Nullable Awaited awaited) {
        return switch (awaited) {
            case Awaited.Lock(long holder) -> "lock " + holder;
            case Awaited.Task(long id) -> "task " + id;
            case null -> "?";
        };
    }
}
