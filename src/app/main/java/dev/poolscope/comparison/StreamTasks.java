package dev.poolscope.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.model.Quantity;

/**
 * The tasks of a stream in the order in which they were due: the n-th of one run is the n-th of another one.
 *
 * @param stream its name; empty for tasks of no stream
 * @param tasks its tasks
 */
public record StreamTasks(String stream, List<Task> tasks) {
    /** Stands for a time that there is not. */
    public static final long NONE = -1;

    /** Copies the list. */
    public StreamTasks {
        tasks = List.copyOf(tasks);
    }

    /**
     * A task. Times are in nanoseconds, or {@link #NONE}.
     *
     * @param id its number
     * @param due when it should have been submitted, from the start of the run
     * @param waitNanos from due to start
     * @param runNanos from start to its completion or failure
     * @param totalNanos from due to its completion or failure
     */
    public record Task(long id, long due, long waitNanos, long runNanos, long totalNanos) {

        long of(Quantity.Span span) {
            return switch (span) {
                case WAIT -> waitNanos;
                case RUN -> runNanos;
                case TOTAL -> totalNanos;
            };
        }
    }

    /** Those of one kind of time, in order. */
    long[] times(Quantity.Span span) {
        return tasks.stream().mapToLong(task -> task.of(span)).toArray();
    }

    /** Whether all tasks were due at the same times. */
    boolean isDueAs(StreamTasks other) {
        return tasks.size() == other.tasks.size() && dueAlike(other) == tasks.size();
    }

    /** How many of the first tasks were due at the same times. */
    int dueAlike(StreamTasks other) {
        int most = Math.min(tasks.size(), other.tasks.size());
        int alike = 0;
        while (alike < most && tasks.get(alike).due() == other.tasks.get(alike).due()) {
            alike++;
        }
        return alike;
    }

    /** What is known of a task while its events are read. */
    private static final class Life {
        private final long id;
        private String stream = "";
        private long due = NONE;
        private long started = NONE;
        private long ended = NONE;

        Life(long id) {
            this.id = id;
        }

        Task task() {
            return new Task(id, due, started == NONE ? NONE : Math.max(0, started - due),
                    started == NONE || ended == NONE ? NONE : Math.max(0, ended - started),
                    ended == NONE ? NONE : Math.max(0, ended - due));
        }
    }

    /** Those that are in the log of a run, by the names of the streams. */
    static List<StreamTasks> of(FinishedRun run) {
        Map<Long, Life> lives = new HashMap<>();
        for (RunEvent event : run.events()) {
            if (event instanceof TaskEvent it) {
                Life life = lives.computeIfAbsent(it.taskId(), Life::new);
                switch (it) {
                    case TaskEvent.Submitted submitted -> {
                        life.stream = submitted.stream() == null ? "" : submitted.stream();
                        life.due = submitted.dueNanos();
                    }
                    case TaskEvent.Started _ -> life.started = it.nanos();
                    case TaskEvent.Completed _,TaskEvent.Failed _ -> life.ended = it.nanos();
                    case TaskEvent.Cancelled _,TaskEvent.Blocked _,TaskEvent.Resumed _,TaskEvent.LeftWorker _ -> {
                        // No time of a task ends here.
                    }
                }
            }
        }
        Map<String, List<Task>> byStream = new TreeMap<>();
        lives.values().stream().filter(life -> life.due != NONE)
                .forEach(life -> byStream.computeIfAbsent(life.stream, _ -> new ArrayList<>()).add(life.task()));
        List<StreamTasks> all = new ArrayList<>();
        byStream.forEach((stream, tasks) -> {
            tasks.sort(Comparator.comparingLong(Task::due).thenComparingLong(Task::id));
            all.add(new StreamTasks(stream, tasks));
        });
        return all;
    }
}
