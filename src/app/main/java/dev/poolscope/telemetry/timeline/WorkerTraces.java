package dev.poolscope.telemetry.timeline;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.TreeMap;

import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a run that are kept in detail, and how many of them are in which state. Owned by the thread that owns the
 * {@link Timeline}.
 */
public final class WorkerTraces {

    private final Lanes lanes;
    private final RunSeries series;
    private final TreeMap<Integer, WorkerTrace> workers = new TreeMap<>();
    private final Collection<WorkerTrace> view = Collections.unmodifiableCollection(workers.values());
    private final WorkerTrace.Changes changes = new WorkerTrace.Changes() {
        @Override
        public void rewritten() {
            WorkerTrace worker = changing;
            if (worker != null && worker.slot() != 0) {
                lanes.lane(worker.slot()).rewritten();
            }
        }

        @Override
        public void free(long nanos, int delta) {
            series.free().add(nanos, 0, delta);
        }

        @Override
        public void busy(long nanos, int delta) {
            series.busy().add(nanos, 0, delta);
        }

        @Override
        public void blocked(long nanos, int delta) {
            series.blocked().add(nanos, 0, delta);
        }
    };
    /** Whose event is being applied. */
    private @Nullable WorkerTrace changing;
    private int aliveNow;
    private int busyNow;
    private int freeNow;

    /**
     * None yet.
     *
     * @param lanes in which each one gets its place
     * @param series in which they are counted over time
     */
    WorkerTraces(Lanes lanes, RunSeries series) {
        this.lanes = lanes;
        this.series = series;
    }

    /**
     * Finds a worker.
     *
     * @param id its number
     * @return its life, or null if nothing is known of it (any more)
     */
    public @Nullable WorkerTrace find(int id) {
        return workers.get(id);
    }

    /** {@return all that are kept, in the order of their numbers, unmodifiable; the collection goes on changing} */
    public Collection<WorkerTrace> all() {
        return view;
    }

    /** How many are alive after all that is known. */
    int aliveNow() {
        return aliveNow;
    }

    int busyNow() {
        return busyNow;
    }

    int freeNow() {
        return freeNow;
    }

    /** Takes an event of a worker, with the task that it is about, if it is about one. */
    void apply(RunEvent event, @Nullable TaskTrace task) {
        WorkerTrace worker = workers.computeIfAbsent(event.workerId(), WorkerTrace::new);
        count(worker.now(), -1);
        changing = worker;
        worker.apply(event, task, changes);
        count(worker.now(), 1);
        switch (event.type()) {
            case WORKER_SPAWNED -> {
                place(event, worker, 1);
                RunEvent end = worker.endEvent();
                if (end != null) {
                    place(end, worker, -1);
                }
            }
            case WORKER_RETIRED, WORKER_START_FAILED -> {
                if (worker.spawnEvent() != null) {
                    place(event, worker, -1);
                }
            }
            default -> {
                // no change of a count
            }
        }
    }

    /** Takes that the initializer of a worker threw. */
    void initializerFailed(PoolEvent.HookFailed event) {
        workers.computeIfAbsent(event.workerId(), WorkerTrace::new).initializerFailed(event.nanos());
    }

    private void place(RunEvent event, WorkerTrace worker, int delta) {
        lanes.add(event, worker);
        // Steps of one instant in the order of their events.
        series.alive().add(event.nanos(), event.workerId(), delta);
    }

    private void count(@Nullable SegmentKind kind, int delta) {
        if (kind != null) {
            aliveNow += delta;
            busyNow += kind.isBusy() ? delta : 0;
            freeNow += kind.isFree() ? delta : 0;
        }
    }

    /** Forgets those that were gone by a time, from the oldest on. */
    void forgetUntil(long time) {
        Iterator<WorkerTrace> oldestFirst = workers.values().iterator();
        while (oldestFirst.hasNext()) {
            WorkerTrace worker = oldestFirst.next();
            if (worker.spawnedNanos() > time) {
                return;
            }
            if (worker.retiredNanos() != Timeline.UNKNOWN && worker.retiredNanos() <= time) {
                oldestFirst.remove();
            }
        }
    }
}
