package dev.poolscope.simulation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;
import dev.poolscope.workload.run.StreamDraws;
import org.jspecify.annotations.Nullable;

/** One stream of a simulated load: its arrivals, and the tasks it makes. As a timer it is the next arrival of an open stream. */
final class StreamLoad extends Timer {
    /** What children do, and tasks that are replayed; their times are known. */
    private static final Work PLAIN = new Work.Sleep(new Distribution.Fixed(Duration.ZERO));

    private final StreamSpec spec;
    private final int order;
    private final Agenda agenda;
    private final SimulatedPool pool;
    private final StreamDraws draws;
    /** When the stream is over, and when the run is. */
    private final long until;
    private final long end;
    private final Work work;
    /** The tasks of a recorded run that are replayed, in the order of their arrival; null if they are drawn. */
    private final @Nullable List<TracedTask> trace;
    private int traced;
    int leftOver;
    int leftOverChildren;

    StreamLoad(Scenario scenario, StreamSpec spec, int order, long end, Agenda agenda, SimulatedPool pool,
            LongAdder cut, @Nullable List<TracedTask> trace) {
        this.trace = trace;
        this.spec = spec;
        this.order = order;
        this.end = end;
        this.agenda = agenda;
        this.pool = pool;
        draws = new StreamDraws(scenario, spec, cut);
        until = spec.until() == null ? end : spec.until().toNanos();
        work = spec.task().work();
    }

    String name() {
        return spec.name();
    }

    Work workOf(SimulatedTask task) {
        return task.child || task.replayed ? PLAIN : work;
    }

    LongSupplier children(Work.FanOut fanOut, long seed) {
        return draws.children(fanOut, seed);
    }

    void plan() {
        switch (spec.arrivals()) {
            case Arrivals.Closed(int users, _) -> {
                for (int user = 0; user < users; user++) {
                    agenda.set(new User(), spec.from().toNanos(), ARRIVAL, order);
                }
            }
            case Arrivals.Bulk bulk -> agenda.set(new BulkIteration(this, bulk, agenda, pool), bulk.at().toNanos(),
                    ARRIVAL, order);
            default -> planNext(trace == null ? draws.nextDue() : nextTraced());
        }
    }

    private long nextTraced() {
        return trace == null || traced >= trace.size() ? StreamDraws.NONE : trace.get(traced).submitted();
    }

    private void planNext(long due) {
        if (due == StreamDraws.NONE) {
            agenda.drop(this);
        } else {
            agenda.set(this, due, ARRIVAL, order);
        }
    }

    /** An arrival of an open stream that comes later than it is due; the one after it may be due before it comes. */
    @Override
    Timer due() {
        if (!agenda.isLate()) {
            return this;
        }
        long due = agenda.now();
        planNext(draws.nextDue());
        return new Timer() {
            @Override
            void happen() {
                submit(make(false, 1, due));
            }
        };
    }

    /** An arrival of an open stream is due. */
    @Override
    void happen() {
        if (trace == null) {
            submit(make(false, 1, agenda.now()));
            planNext(draws.nextDue());
        } else {
            submit(make(false, 1, trace.get(traced).due()));
            planNext(nextTraced());
        }
    }

    void changeRate(Rate rate) {
        if (trace != null) {
            throw new IllegalStateException("the arrivals are those of a recorded run, which have no rate to set");
        }
        planNext(draws.changeRate(agenda.now(), rate));
    }

    /** Makes a task of so many items that is due now. */
    SimulatedTask make(boolean byAction, int items) {
        return make(byAction, items, agenda.now());
    }

    private SimulatedTask make(boolean byAction, int items, long due) {
        long[] times = new long[items];
        int failing = items;
        for (int i = 0; i < items; i++) {
            times[i] = draws.work(byAction);
            if (draws.fails(byAction) && failing == items) {
                failing = i;
            }
        }
        TracedTask recorded = byAction || items == 0 ? null : takeTraced();
        if (recorded == null) {
            return new SimulatedTask(this, false, due, times, failing);
        }
        // What is drawn stays drawn, so that the n-th task without a known time gets the n-th draw.
        SimulatedTask task = new SimulatedTask(this, false, due, new long[]{recorded.work()}, recorded.fails() ? 0 : 1);
        task.replayed = !(work instanceof Work.Lock);
        return task;
    }

    /** The recorded task whose turn it is; null if there is none, or its time is not known. */
    private @Nullable TracedTask takeTraced() {
        if (trace == null || traced >= trace.size()) {
            return null;
        }
        TracedTask task = trace.get(traced++);
        return task.work() == TracedTask.UNKNOWN ? null : task;
    }

    SimulatedTask child(long now, long nanos) {
        return new SimulatedTask(this, true, now, new long[]{nanos}, 1);
    }

    /** Submits tasks by an action. */
    void submit(int count) {
        for (int i = 0; i < count; i++) {
            submit(make(true, 1));
        }
    }

    private boolean submit(SimulatedTask task) {
        if (!pool.submit(task)) {
            return false;
        }
        Duration cancelAfter = spec.task().cancelAfter();
        if (cancelAfter != null && agenda.now() + cancelAfter.toNanos() <= end) {
            Timer cancellation = new Timer() {
                @Override
                void happen() {
                    pool.cancel(task);
                }
            };
            task.cancellation = cancellation;
            agenda.set(cancellation, agenda.now() + cancelAfter.toNanos(), CANCELLATION);
        }
        return true;
    }

    /** The pool has cancelled a pending task. */
    void leftOver(SimulatedTask task) {
        if (task.child) {
            leftOverChildren++;
        } else {
            leftOver++;
        }
    }

    /** A user of a closed stream: submits, waits for the end of the task, thinks, and submits again. */
    private final class User extends Timer implements SimulatedTask.Watcher {
        private static final int MOST_AT_ONCE = 1_000_000;

        private long last = -1;
        private int atOnce;

        @Override
        void happen() {
            atOnce = last == agenda.now() ? atOnce + 1 : 0;
            last = agenda.now();
            if (atOnce > MOST_AT_ONCE) {
                throw new StandstillException(last);
            }
            SimulatedTask task = make(false, 1);
            task.watcher = this;
            submit(task);
        }

        @Override
        public void ended(SimulatedTask task) {
            long due = agenda.now() + draws.thinkNanos();
            if (due < until) {
                agenda.set(this, due, ARRIVAL, order);
            }
        }
    }

    static @Nullable StreamLoad named(Iterable<StreamLoad> streams, String name) {
        for (StreamLoad stream : streams) {
            if (stream.name().equals(name)) {
                return stream;
            }
        }
        return null;
    }
}
