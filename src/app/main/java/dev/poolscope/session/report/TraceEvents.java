package dev.poolscope.session.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.telemetry.event.ActionLine;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A run in the trace event format of Chrome, in the object form: a thread for each worker with its tasks as complete events
 * ({@code X}) and their waits inside them, one for the submissions, a flow ({@code s}, {@code f}) from each submission to its
 * start, counters ({@code C}) for the queue and the workers, and instants ({@code i}) for what happened to the pool. Times are in
 * microseconds, with digits for nanoseconds. A task whose start or end is not recorded is left out, and no flow leads to it. Of slices that begin at the
 * same time on a thread the outer one comes first.
 *
 * @see <a href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">Trace Event Format</a>
 */
final class TraceEvents {
    private static final int PROCESS = 1;
    /** Workers have numbers from 1. */
    private static final int SUBMISSIONS = 0;

    private final JsonGenerator json;
    private final Map<Long, TaskEvent.Submitted> submitted = new HashMap<>();
    private final Map<Long, Long> started = new HashMap<>();
    private final Map<Long, TaskEvent.Blocked> blocked = new HashMap<>();
    private final Map<Long, List<Wait>> waits = new HashMap<>();
    /** Those that are drawn, from start to end. */
    private final Set<Long> drawn = new HashSet<>();
    private long pending;
    private long alive;

    /** A part of a task in which it was blocked. */
    private record Wait(TaskEvent.Blocked since, long until) {}

    TraceEvents(JsonGenerator json) {
        this.json = json;
    }

    void write(FinishedRun run) {
        json.writeStartObject();
        json.writeStringProperty("displayTimeUnit", "ms");
        json.writeObjectPropertyStart("otherData");
        json.writeStringProperty("scenario", run.scenario().name());
        json.writeStringProperty("seed", Long.toString(run.scenario().seed()));
        json.writeStringProperty("run", run.simulation().orElse("on threads"));
        json.writeStringProperty("droppedEvents", Long.toString(run.summary().droppedEvents()));
        json.writeEndObject();
        json.writeArrayPropertyStart("traceEvents");
        names(run);
        findDrawn(run);
        run.events().forEach(this::write);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void names(FinishedRun run) {
        name("process_name", SUBMISSIONS, run.scenario().name() + " (pool '" + run.poolName() + "')");
        name("thread_name", SUBMISSIONS, "submissions");
        TreeSet<Integer> workers = new TreeSet<>();
        for (RunEvent event : run.events()) {
            if (event.workerId() != 0) {
                workers.add(event.workerId());
            }
        }
        for (int worker : workers) {
            name("thread_name", worker, "worker " + worker);
            begin("M", "thread_sort_index", worker, 0);
            json.writeObjectPropertyStart("args");
            json.writeNumberProperty("sort_index", worker);
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void findDrawn(FinishedRun run) {
        Set<Long> begun = new HashSet<>();
        for (RunEvent event : run.events()) {
            if (event instanceof TaskEvent.Started it) {
                begun.add(it.taskId());
            } else if ((event instanceof TaskEvent.Completed || event instanceof TaskEvent.Failed
                    || event instanceof TaskEvent.LeftWorker) && begun.remove(event.taskId())) {
                drawn.add(event.taskId());
            }
        }
    }

    private void name(String what, int thread, String name) {
        begin("M", what, thread, 0);
        json.writeObjectPropertyStart("args");
        json.writeStringProperty("name", name);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void begin(String phase, String name, int thread, long nanos) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("ph", phase);
        json.writeNumberProperty("pid", PROCESS);
        json.writeNumberProperty("tid", thread);
        json.writeNumberProperty("ts", micros(nanos));
    }

    private static BigDecimal micros(long nanos) {
        return BigDecimal.valueOf(nanos, 3);
    }

    private void write(RunEvent event) {
        switch (event) {
            case TaskEvent.Submitted it -> {
                submitted.put(it.taskId(), it);
                String name = "submit " + it.taskId();
                complete(name, SUBMISSIONS, it.nanos(), 1, it.stream(), null);
                if (drawn.contains(it.taskId())) {
                    flow("s", SUBMISSIONS, it.nanos(), it);
                }
                pending(it, 1);
            }
            case TaskEvent.Started it -> {
                started.put(it.taskId(), it.nanos());
                pending(it, -1);
            }
            case TaskEvent.Blocked it -> waited(it, it);
            case TaskEvent.Resumed it -> waited(it, null);
            case TaskEvent.Completed it -> ended(it, "completed", null);
            case TaskEvent.Failed it -> ended(it, "failed", it.cause());
            case TaskEvent.Cancelled it -> {
                if (it.workerId() == 0) {
                    submitted.remove(it.taskId());
                    pending(it, -1);
                }
            }
            case TaskEvent.LeftWorker it -> ended(it, "cancelled", null);
            case WorkerEvent.Spawned it -> alive(it, 1);
            case WorkerEvent.Retired it -> alive(it, -1);
            case WorkerEvent _ -> {
                // seen in the gaps between tasks
            }
            case PoolEvent.Rejected _ -> {
                // no task of the pool
            }
            case PoolEvent it -> {
                begin("i", switch (it) {
                    case PoolEvent.ActionPerformed done -> ActionLine.of(done);
                    case PoolEvent.Remark remark -> remark.text();
                    default -> it.type().name();
                }, SUBMISSIONS, it.nanos());
                json.writeStringProperty("s", "p");
                String detail = EventText.detail(it);
                args(detail.isEmpty() ? null : detail);
                json.writeEndObject();
            }
        }
    }

    private void args(@Nullable String detail) {
        json.writeObjectPropertyStart("args");
        if (detail != null) {
            json.writeStringProperty("detail", detail);
        }
        json.writeEndObject();
    }

    private static String category(@Nullable String stream) {
        return stream == null ? "task" : stream;
    }

    private void complete(String name, int thread, long from, long nanos, @Nullable String category,
            @Nullable String detail) {
        begin("X", name, thread, from);
        json.writeNumberProperty("dur", micros(nanos));
        json.writeStringProperty("cat", category(category));
        args(detail);
        json.writeEndObject();
    }

    /** Of the category of what it binds to: some readers look for that, at this moment on this thread. */
    private void flow(String phase, int thread, long nanos, TaskEvent.Submitted task) {
        begin(phase, "queue", thread, nanos);
        json.writeStringProperty("cat", category(task.stream()));
        json.writeNumberProperty("id", task.taskId());
        if (phase.equals("f")) {
            json.writeStringProperty("bp", "e");
        }
        json.writeEndObject();
    }

    private void ended(TaskEvent event, String how, @Nullable String cause) {
        TaskEvent.Submitted from = submitted.remove(event.taskId());
        Long start = started.remove(event.taskId());
        waited(event, null);
        List<Wait> inside = waits.remove(event.taskId());
        if (start == null) {
            return;
        }
        complete("task " + event.taskId(), event.workerId(), start, event.nanos() - start,
                from == null ? null : from.stream(), cause == null ? how : how + ": " + cause);
        if (from != null) {
            flow("f", event.workerId(), start, from);
        }
        if (inside != null) {
            inside.forEach(this::wait);
        }
    }

    private void wait(Wait wait) {
        TaskEvent.Blocked since = wait.since;
        complete("waits", since.workerId(), since.nanos(), wait.until - since.nanos(), "wait",
                switch (since.awaited()) {
                    case Awaited.Lock(long holder) -> "for the lock, held by task " + holder;
                    case Awaited.Task(long task) -> "for task " + task;
                    case null -> null;
                });
    }

    private void waited(TaskEvent event, TaskEvent.@Nullable Blocked next) {
        TaskEvent.Blocked since = next == null
                ? blocked.remove(event.taskId())
                : blocked.put(event.taskId(), next);
        if (since != null) {
            waits.computeIfAbsent(event.taskId(), _ -> new ArrayList<>()).add(new Wait(since, event.nanos()));
        }
    }

    private void pending(RunEvent event, int change) {
        pending += change;
        counter(event.nanos(), "queue", "pending", pending);
    }

    private void alive(RunEvent event, int change) {
        alive += change;
        counter(event.nanos(), "workers", "alive", alive);
    }

    private void counter(long nanos, String name, String what, long value) {
        begin("C", name, SUBMISSIONS, nanos);
        json.writeObjectPropertyStart("args");
        // Where events are missing their sum means nothing below zero.
        json.writeNumberProperty(what, Math.max(0, value));
        json.writeEndObject();
        json.writeEndObject();
    }
}
