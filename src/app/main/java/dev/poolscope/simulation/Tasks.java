package dev.poolscope.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import dev.poolscope.pool.PoolObserver;
import dev.poolscope.workload.model.Work;
import dev.poolscope.workload.run.Obstacle;
import dev.poolscope.workload.run.RunListener;
import dev.poolscope.workload.run.SyntheticFailure;
import org.jspecify.annotations.Nullable;

/** What tasks do while a worker has them in hand, and what they wait for. */
final class Tasks {
    // They have no stack trace and no suppressed ones: one for all is enough.
    private final Throwable drawn = new SyntheticFailure("drawn to fail");
    private final Throwable interrupted = new SyntheticFailure("interrupted");

    private final Agenda agenda;
    private final Delays delays;
    private final PoolObserver observer;
    private final RunListener listener;
    private final Processors processors;
    private final FairLock lock = new FairLock();
    private @Nullable SimulatedPool pool;
    /** How many workers wait for a task of the pool. */
    private int waiting;
    /** Whether the episode of starvation that goes on has been reported. */
    private boolean starved;

    Tasks(Agenda agenda, PoolObserver observer, RunListener listener, int cores) {
        this.agenda = agenda;
        this.listener = listener;
        this.observer = observer;
        delays = agenda.delays();
        processors = new Processors(agenda, cores);
    }

    void workIn(SimulatedPool workplace) {
        pool = workplace;
    }

    private SimulatedPool pool() {
        return Objects.requireNonNull(pool);
    }

    /** Begins the item that is next. */
    void begin(SimulatedWorker worker, SimulatedTask task) {
        long time = task.work[task.item];
        switch (task.stream.workOf(task)) {
            case Work.Sleep _ -> sleep(worker, time);
            case Work.Cpu _ -> processors.begin(worker, time + delays.computed());
            case Work.Lock _ -> {
                SimulatedWorker holder = lock.acquire(worker);
                if (holder == worker) {
                    sleep(worker, time);
                } else {
                    listener.blocked(agenda.now(), task.id, worker.id, new Obstacle.Lock(inHand(holder).id));
                }
            }
            case Work.FanOut work -> fanOut(worker, task, work, task.stream.children(work, time));
        }
    }

    private static SimulatedTask inHand(SimulatedWorker worker) {
        return Objects.requireNonNull(worker.task);
    }

    private void sleep(SimulatedWorker worker, long nanos) {
        agenda.set(worker, agenda.now() + nanos + (nanos == 0 ? 0 : delays.end()), Timer.END);
    }

    /** The item that a worker's task does has been done. */
    void itemDone(SimulatedWorker worker) {
        SimulatedTask task = inHand(worker);
        if (task.stream.workOf(task) instanceof Work.Lock) {
            releaseLock(worker);
        }
        Throwable failure = worker.failure;
        worker.failure = null;
        if (failure == null && task.item == task.failingItem) {
            failure = drawn;
        }
        if (failure == null && ++task.item < task.work.length) {
            begin(worker, task);
        } else {
            pool().returned(worker, failure);
        }
    }

    private void releaseLock(SimulatedWorker worker) {
        SimulatedWorker next = lock.leave(worker);
        if (next != null) {
            SimulatedTask task = inHand(next);
            listener.resumed(agenda.now(), task.id, next.id, new Obstacle.Lock(inHand(worker).id));
            sleep(next, delays.wakeUp() + task.work[task.item]);
        }
    }

    // ---------------------------------------------------------------- children

    private void fanOut(SimulatedWorker worker, SimulatedTask parent, Work.FanOut work, LongSupplier times) {
        List<SimulatedTask> children = new ArrayList<>(work.await() ? work.children() : 0);
        for (int i = 1; i <= work.children(); i++) {
            SimulatedTask child = parent.stream.child(agenda.now(), times.getAsLong());
            boolean accepted = pool().submit(child);
            if (work.await()) {
                if (!accepted) {
                    worker.failure = new SyntheticFailure("child " + i + " was refused");
                    sleep(worker, 0);
                    return;
                }
                children.add(child);
            }
        }
        if (work.await()) {
            worker.fanOut = new FanOut(worker, children);
            awaitNext(worker.fanOut);
        } else {
            sleep(worker, 0);
        }
    }

    private void awaitNext(FanOut fanOut) {
        SimulatedWorker worker = fanOut.worker;
        while (fanOut.at < fanOut.children.size()) {
            SimulatedTask child = fanOut.children.get(fanOut.at);
            if (!child.hasEnded()) {
                child.awaitedBy = fanOut;
                fanOut.blocked = true;
                listener.blocked(agenda.now(), inHand(worker).id, worker.id, new Obstacle.Child(child.id));
                count(fanOut);
                return;
            }
            if (child.status != SimulatedTask.Status.COMPLETED) {
                worker.failure = new SyntheticFailure("child task " + child.id + " did not complete");
                break;
            }
            fanOut.at++;
        }
        leave(fanOut);
        itemDone(worker);
    }

    /** The parent waits no more. */
    private void leave(FanOut fanOut) {
        SimulatedWorker worker = fanOut.worker;
        worker.fanOut = null;
        if (fanOut.blocked) {
            listener.resumed(agenda.now(), inHand(worker).id, worker.id, null);
        }
    }

    private void count(FanOut fanOut) {
        fanOut.counted = true;
        waiting++;
        if (waiting == pool().maxWorkers && !starved) {
            starved = true;
            Map<Integer, Long> waits = new TreeMap<>();
            for (SimulatedWorker worker : pool().workers()) {
                FanOut awaited = worker.fanOut;
                if (awaited != null && awaited.counted) {
                    waits.put(worker.id, awaited.children.get(awaited.at).id);
                }
            }
            observer.starved(agenda.now(), waits);
        }
    }

    private void discount(FanOut fanOut) {
        if (fanOut.counted) {
            fanOut.counted = false;
            waiting--;
            starved = false;
        }
    }

    /** A task has ended: its parent is not counted as waiting any more, and looks at the next child soon. */
    void ended(SimulatedTask task) {
        FanOut fanOut = task.awaitedBy;
        if (fanOut != null) {
            task.awaitedBy = null;
            discount(fanOut);
            agenda.wake(() -> {
                if (fanOut.worker.fanOut == fanOut) {
                    awaitNext(fanOut);
                }
            }, delays.wakeUp());
        }
    }

    // ---------------------------------------------------------------- interruption

    /** Interrupts a task if the worker still has it in hand: it ends now. */
    void interrupt(SimulatedWorker worker, SimulatedTask task) {
        if (worker.task != task) {
            return;
        }
        switch (task.stream.workOf(task)) {
            case Work.Sleep _ -> agenda.drop(worker);
            case Work.Cpu _ -> processors.leave(worker);
            case Work.Lock _ -> {
                agenda.drop(worker);
                if (lock.isWaiting(worker)) {
                    listener.resumed(agenda.now(), task.id, worker.id, null);
                }
                releaseLock(worker);
            }
            case Work.FanOut _ -> {
                agenda.drop(worker);
                FanOut fanOut = worker.fanOut;
                if (fanOut != null) {
                    leave(fanOut);
                    discount(fanOut);
                    fanOut.children.get(fanOut.at).awaitedBy = null;
                }
            }
        }
        pool().returned(worker, interrupted);
    }
}
