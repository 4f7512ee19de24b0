package dev.poolscope.lesson.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * A run that is over, arranged for the questions of a lesson: its tasks, its workers, and how deep the queue was and how many workers
 * lived and were busy at each moment. Made once from the events of the run; immutable, for any thread.
 */
public final class RunFacts {
    private final FinishedRun run;
    private final List<RunEvent> events;
    private final boolean complete;
    private final Map<Long, TaskFacts> byId = new HashMap<>();
    private final List<TaskFacts> tasks;
    private final NavigableSet<Integer> numbers = new TreeSet<>();
    private final Map<Integer, WorkerFacts> workers = new TreeMap<>();
    private final Level pending = new Level();
    private final Level alive = new Level();
    private final Level busy = new Level();

    /** What is gathered of a task. */
    private static final class Task {
        private long id;
        private String stream = "";
        private long due;
        private long submitted = TaskFacts.NEVER;
        private long started = TaskFacts.NEVER;
        private long ended = TaskFacts.NEVER;
        private int worker;
        private PropertyWords.Outcome outcome = PropertyWords.Outcome.PENDING;
        private String reason = "";
        private int ahead;

        TaskFacts facts() {
            return new TaskFacts(id, stream, due, submitted, started, ended, worker, outcome.word(), reason, ahead);
        }
    }

    /** What is gathered of a worker. */
    private static final class Worker {
        private WorkerEvent.@Nullable Spawned spawned;
        private WorkerEvent.@Nullable Ready ready;
        private WorkerEvent.@Nullable Retiring retiring;
        private WorkerEvent.@Nullable Retired retired;
        private final List<Long> took = new ArrayList<>();
    }

    /**
     * Arranges a run.
     *
     * @param run which
     */
    public RunFacts(FinishedRun run) {
        this(run, run.events());
    }

    private RunFacts(FinishedRun run, List<RunEvent> events) {
        this.run = run;
        this.events = events;
        boolean something = run.summary().submitted() + run.summary().rejected() + run.summary().spawned() > 0;
        complete = run.recorded().completeAfterNanos() == Timeline.UNKNOWN && run.recorded().missing().isEmpty()
                && run.summary().droppedEvents() == 0 && !(something && run.events().isEmpty());
        Gathering gathering = new Gathering();
        events.forEach(gathering::add);
        List<TaskFacts> all = new ArrayList<>();
        gathering.all.forEach(task -> all.add(task.facts()));
        all.sort(Comparator.comparingLong(TaskFacts::due));
        tasks = Collections.unmodifiableList(all);
        tasks.stream().filter(task -> !task.isRejected()).forEach(task -> byId.put(task.id(), task));
        gathering.workers.forEach((number, worker) -> workers.put(number, new WorkerFacts(number, worker.spawned,
                worker.ready, worker.retiring, worker.retired, worker.took)));
        numbers.addAll(workers.keySet());
    }

    /** Takes the events one by one. */
    private final class Gathering {
        private final List<Task> all = new ArrayList<>();
        private final Map<Long, Task> known = new HashMap<>();
        private final NavigableSet<Long> queue = new TreeSet<>();
        private final Map<Integer, Worker> workers = new TreeMap<>();

        private Task task(long id) {
            return known.computeIfAbsent(id, _ -> {
                Task task = new Task();
                task.id = id;
                all.add(task);
                return task;
            });
        }

        private Worker worker(int number) {
            return workers.computeIfAbsent(number, _ -> new Worker());
        }

        void add(RunEvent event) {
            switch (event) {
                case TaskEvent it -> taskStep(it);
                case WorkerEvent it -> workerStep(it);
                case PoolEvent.Rejected it -> {
                    Task task = new Task();
                    task.stream = it.stream() == null ? "" : it.stream();
                    task.due = it.dueNanos();
                    task.outcome = PropertyWords.Outcome.REJECTED;
                    all.add(task);
                }
                case PoolEvent _ -> {
                    // no task and no worker changes by it
                }
            }
        }

        private void taskStep(TaskEvent event) {
            Task task = task(event.taskId());
            long nanos = event.nanos();
            switch (event) {
                case TaskEvent.Submitted it -> {
                    task.stream = it.stream() == null ? "" : it.stream();
                    task.due = it.dueNanos();
                    task.submitted = nanos;
                    task.ahead = queue.headSet(it.taskId()).size();
                    queue.add(it.taskId());
                    pending.change(nanos, 1);
                }
                case TaskEvent.Started it -> {
                    task.started = nanos;
                    task.worker = it.workerId();
                    task.outcome = PropertyWords.Outcome.RUNNING;
                    worker(it.workerId()).took.add(it.taskId());
                    leaveQueue(it);
                    busy.change(nanos, 1);
                }
                case TaskEvent.Completed _ -> end(task, nanos, PropertyWords.Outcome.COMPLETED, true);
                case TaskEvent.Failed _ -> end(task, nanos, PropertyWords.Outcome.FAILED, true);
                case TaskEvent.Cancelled it -> {
                    task.reason = PropertyWords.of(it.by());
                    if (it.workerId() == 0) {
                        leaveQueue(it);
                    }
                    end(task, nanos, PropertyWords.Outcome.CANCELLED, false);
                }
                case TaskEvent.LeftWorker _ -> busy.change(nanos, -1);
                case TaskEvent.Blocked _,TaskEvent.Resumed _ -> {
                    // it keeps its worker
                }
            }
        }

        private void leaveQueue(TaskEvent event) {
            if (queue.remove(event.taskId())) {
                pending.change(event.nanos(), -1);
            }
        }

        private void end(Task task, long nanos, PropertyWords.Outcome outcome, boolean freesWorker) {
            task.ended = nanos;
            task.outcome = outcome;
            if (freesWorker) {
                busy.change(nanos, -1);
            }
        }

        private void workerStep(WorkerEvent event) {
            Worker worker = worker(event.workerId());
            switch (event) {
                case WorkerEvent.Spawned it -> {
                    worker.spawned = it;
                    alive.change(it.nanos(), 1);
                }
                case WorkerEvent.Ready it -> worker.ready = it;
                case WorkerEvent.Retiring it -> worker.retiring = it;
                case WorkerEvent.Retired it -> {
                    worker.retired = it;
                    alive.change(it.nanos(), -1);
                }
                case WorkerEvent.StartFailed it -> alive.change(it.nanos(), -1);
                case WorkerEvent.Idle _,WorkerEvent.NotRecorded _ -> {
                    // neither begins nor ends
                }
            }
        }
    }

    /**
     * What a picture tells that ends at a moment. Numbers of the whole run stay those of the whole run.
     *
     * @param nanos the last moment that counts, from the start of the run
     * @return the same run, as far as it had come by then
     */
    public RunFacts until(long nanos) {
        return new RunFacts(run, events.stream().filter(event -> event.nanos() <= nanos).toList());
    }

    /** {@return the run itself} */
    public FinishedRun run() {
        return run;
    }

    /** Refuses to guess where events are missing. */
    private void needEvents() {
        if (!complete) {
            throw new NotKnownException("the run has lost events, or kept none");
        }
    }

    /** By number; empty if there is none. */
    Optional<TaskFacts> task(long id) {
        TaskFacts task = byId.get(id);
        if (task == null || task.submitted() == TaskFacts.NEVER) {
            needEvents();
        }
        return Optional.ofNullable(task);
    }

    /** All of them by their due times, the rejected ones too. */
    List<TaskFacts> tasks() {
        needEvents();
        return tasks;
    }

    Optional<WorkerFacts> worker(int number) {
        WorkerFacts worker = workers.get(number);
        if (worker == null || worker.spawned() == null) {
            needEvents();
        }
        return Optional.ofNullable(worker);
    }

    List<RunEvent> events() {
        needEvents();
        return events;
    }

    String streamOf(RunEvent event) {
        if (event.stream() != null) {
            return event.stream();
        }
        TaskFacts task = byId.get(event.taskId());
        return task == null ? "" : task.stream();
    }

    Level pending() {
        needEvents();
        return pending;
    }

    Level alive() {
        needEvents();
        return alive;
    }

    Level busy() {
        needEvents();
        return busy;
    }

    /** The numbers of the tasks in the queue when everything at that moment has happened, in order. */
    List<Long> queue(long nanos) {
        needEvents();
        return tasks.stream().filter(task -> !task.isRejected() && task.submitted() != TaskFacts.NEVER
                && task.submitted() <= nanos && !leftQueue(task, nanos)).map(TaskFacts::id).sorted().toList();
    }

    private static boolean leftQueue(TaskFacts task, long nanos) {
        long left = task.started() == TaskFacts.NEVER ? task.ended() : task.started();
        return left != TaskFacts.NEVER && left <= nanos;
    }

    /** {@return how many processors it had; of a run on real threads, those of this machine} */
    int cores() {
        return run.simulatedCores() > 0 ? run.simulatedCores() : Runtime.getRuntime().availableProcessors();
    }

    /** {@return the end of the recording, in nanoseconds} */
    public long end() {
        return run.wholeLength().toNanos();
    }

    /** {@return how often a kind of event happened; for tests of what is complete} */
    long count(EventType type) {
        return events().stream().filter(event -> event.type() == type).count();
    }
}
