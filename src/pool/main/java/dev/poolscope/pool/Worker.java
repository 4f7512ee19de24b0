package dev.poolscope.pool;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What the thread of one worker runs. What the pool knows of it stands in its {@link RosterEntry}; everything here is of that one
 * thread.
 *
 * <p><b>Searching.</b> An idle worker looks at the queue for a while before it sleeps, if no other one does so already and as
 * long as its {@link SpinBudget} allows. One that was woken and finds nothing sleeps again at once. While the first task is only about to
 * be put in its place, by a thread that may be held up, it sleeps too, but only for a short time: see {@link #nap}.
 *
 * <p><b>Failures.</b> What the pool's own code throws in a worker, which is a fault or means that there is no memory, does not
 * take the worker with it: what it has taken from the queue is kept in {@link #taken}, what it runs in {@link RosterEntry#task} and
 * what it ends in {@link #ending}, so that it can end the task as failed and go on. Replacing it, as the JDK's pools do,
 * would need memory and a thread, of which there may be none at such a moment. Only if it fails several times in a row, with no task
 * done in between, does the pool break.
 */
final class Worker {
    /** So many failures in a row, with no task done, break the pool. */
    private static final int FAILURES = 5;
    /** So many times it is tried to end what is in hand before the worker gives up: about three seconds. */
    private static final int PATIENCE = 360;
    /** So many times it is looked again at once for a task that is about to be put there. */
    private static final int LOOKS = 20;
    private static final long SHORTEST_NAP = 50_000;
    private static final long LONGEST_NAP = 10_000_000;

    private final CoreState pool;
    private final IdleWorkers idle;
    private final TaskCompletion completion;
    private final PoolBreaker breaker;
    private final Observers observers;
    private final RosterEntry entry;
    /** Where it stands in the queue. */
    private final TaskQueue.Cursor cursor;
    /** A task that it has taken and not started yet. */
    private @Nullable QueuedTask taken;
    /** A task whose end it has claimed and not written yet. */
    private @Nullable PoolTask<?> ending;
    /** Whether it is counted as searching. */
    private boolean searching;
    /** Whether there is something to look at in the queue. */
    private final BooleanSupplier inSight;
    /** How many tasks there are in the queue. */
    private final LongSupplier howMany;
    private final SpinBudget spins = new SpinBudget(64);

    Worker(WorkerParts parts, RosterEntry entry) {
        this.entry = entry;
        pool = parts.pool();
        idle = parts.idle();
        completion = parts.completion();
        breaker = parts.breaker();
        observers = parts.observers();
        cursor = pool.queue.cursor();
        inSight = () -> pool.queue.hasTask(cursor);
        howMany = pool.demand::pending;
    }

    /** Starts a task that it has taken; false if it was cancelled. */
    private boolean start(QueuedTask taken, long now) {
        // What a stray interrupt of an idle worker has left behind is not for this task.
        var _ = Thread.interrupted();
        if (!taken.start(entry, now, observers.prompt)) {
            if (taken instanceof PoolTask<?> cancelled) {
                // Until then it may be counted as pending, which may ask for a worker that no task needs.
                cancelled.awaitFinal();
            }
            return false;
        }
        entry.busyWith(taken, now);
        return true;
    }

    /** Runs tasks until it is to retire, whatever fails. */
    void serve() {
        int failures = 0;
        long done = 0;
        while (entry.state != WorkerState.RETIRING) {
            try {
                serveOn();
            } catch (Throwable unexpected) {
                failures = entry.tasksDone() == done ? failures + 1 : 1;
                recover(unexpected);
                done = entry.tasksDone();
                if (failures > 2 * FAILURES && taken == null) {
                    pool.giveUp(entry);
                } else if (failures > FAILURES) {
                    breaker.breakBecauseOf(entry, unexpected);
                }
                Backoff.pause(failures > 1 ? 10 * failures : 0);
            }
        }
    }

    /**
     * Gives up, as the pool breaks because of that: what it has in hand or has taken ends as failed, so that it is counted. That is tried
     * again while it fails.
     */
    void giveUp(Throwable unexpected) {
        for (int tried = 0; tried < PATIENCE; tried++) {
            try {
                recover(unexpected);
                if (startTaken(pool.clock.nanoTime()) != null) {
                    recover(unexpected);
                }
                break;
            } catch (Throwable again) {
                Backoff.pause(tried);
            }
        }
        pool.giveUp(entry);
    }

    /** Ends what it has in hand. If that fails half-way it can be done again. */
    private void recover(Throwable unexpected) {
        PoolTask<?> claimed = ending;
        QueuedTask inHand = entry.task();
        if (inHand instanceof ExecutedTask) {
            entry.gate.leave();
        } else if (claimed == null && inHand instanceof PoolTask<?> future) {
            var _ = future.leave(true);
        }
        idle.stayAwake(entry);
        completion.recover(entry, claimed, unexpected);
        ending = null;
        stopSearching();
    }

    private void serveOn() {
        QueuedTask next = null;
        while (true) {
            if (next == null) {
                next = taken == null && pool.mustDecide(entry) && pool.retireIfDue(entry) ? null : take();
                if (next != null || entry.state == WorkerState.RETIRING) {
                    stopSearching();
                }
            }
            if (next == null && entry.state != WorkerState.RETIRING) {
                next = rest();
            }
            if (next == null) {
                return;
            }
            next = execute(next);
        }
    }

    /** Takes the next task and starts it, if there is one. */
    private @Nullable QueuedTask take() {
        while (true) {
            if (taken == null) {
                taken = pool.queue.poll(cursor);
            }
            if (taken == null) {
                return null;
            }
            QueuedTask started = startTaken(pool.clock.nanoTime());
            if (started != null) {
                return started;
            }
        }
    }

    /** Starts what it has taken, if anything; null if that was cancelled. */
    private @Nullable QueuedTask startTaken(long now) {
        QueuedTask starting = taken;
        boolean started = starting != null && start(starting, now);
        taken = null;
        return started ? starting : null;
    }

    /** Waits, idle, for a task; null if it is to retire. */
    private @Nullable QueuedTask rest() {
        observers.workerIdle(entry.sinceNanos(), entry.id);
        beginSearch();
        boolean looks = !Thread.currentThread().isVirtual();
        int naps = 0;
        while (true) {
            QueuedTask found = search(looks);
            if (found != null) {
                stopSearching();
                return found;
            }
            long left = idle.retireOrFallAsleep(entry);
            if (entry.state == WorkerState.RETIRING) {
                stopSearching();
                return null;
            }
            // Nothing that could use up the permit of a wake-up stands between this look and parking.
            if (!pool.queue.isEmpty()) {
                if (naps >= LOOKS && !pool.queue.hasTask(cursor)) {
                    nap(naps - LOOKS);
                }
                naps++;
                idle.decideAgain(entry, true);
            } else {
                naps = 0;
                if (pool.refusal() != null) {
                    // Others may have emptied the queue since the decision, and nothing is added to it any more.
                    left = idle.decideAgain(entry, false);
                }
                sleep(left);
                if (entry.state == WorkerState.RETIRING) {
                    stopSearching();
                    return null;
                }
                spins.slept();
            }
            // A worker that was woken for nothing only keeps others from the processor.
            looks = false;
        }
    }

    private void beginSearch() {
        if (!searching) {
            idle.beginSearch();
            searching = true;
        }
    }

    /** Searches no more, if it does. If that fails it still does. */
    private void stopSearching() {
        if (searching) {
            idle.endSearch();
            searching = false;
        }
    }

    /**
     * Sleeps for a short time, longer each time. The first place in the queue was given to a thread that has not filled it yet:
     * if it is held up that may last, and until then no worker can take what was put behind it. It wakes one when it comes back; but
     * whether it has seen this one asleep is not certain, so this does not rely on that.
     */
    private void nap(int naps) {
        var _ = Thread.interrupted();
        LockSupport.parkNanos(pool, Math.min(LONGEST_NAP, SHORTEST_NAP << Math.min(naps, 10)));
    }

    /** Sleeps until it is woken, which makes it search, or is to retire. */
    private void sleep(long atMost) {
        long left = atMost;
        while (entry.asleep) {
            // A stray interrupt would make parking return at once, for ever.
            var _ = Thread.interrupted();
            if (left == CoreState.NEVER) {
                LockSupport.park(pool);
            } else if (left <= 0) {
                // It would retire, but there is a task, or a place for one, which others are about to take.
                LockSupport.parkNanos(pool, LONGEST_NAP);
            } else {
                pool.clock.parkNanos(pool, left);
            }
            if (entry.asleep) {
                // That others take it is a matter of little time, unless a fault has kept them from being woken: then this one does.
                left = idle.decideAgain(entry, left <= 0 && !pool.queue.isEmpty());
            }
        }
    }

    /** Looks at the queue until there is a task, or the budget is spent. */
    @SuppressWarnings("ThreadPriorityCheck") // a submitter is about to put a task there
    private @Nullable QueuedTask search(boolean looks) {
        QueuedTask found = take();
        if (found == null && looks && idle.beginLook()) {
            boolean there;
            try {
                there = spins.look(inSight, howMany);
            } finally {
                idle.endLook();
            }
            if (there) {
                found = take();
            }
        }
        if (found == null && !pool.queue.isEmpty()) {
            Thread.yield();
        }
        return found;
    }

    /**
     * Runs a task and everything that belongs to it.
     *
     * @return the next task, if it was taken in the same step
     */
    private @Nullable QueuedTask execute(QueuedTask task) {
        Object result = null;
        Throwable failure = null;
        boolean begun = true;
        if (observers.observed) {
            observers.taskStarted(entry.sinceNanos(), task.taskId(), entry.id,
                    entry.sinceNanos() - task.submittedNanos(),
                    Objects.requireNonNull(task.target));
            begun = observers.prompt || task.begin(entry);
        }
        if (pool.interruptsAll) {
            task.interruptCode(entry);
        }
        if (begun) {
            try {
                result = task.invoke();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
        if (task instanceof PoolTask<?> future) {
            int left = future.leave(failure != null);
            ending = left == PoolTask.ENDING ? future : null;
            if (left == PoolTask.RUNNING && completion.end(entry, future, result, failure)) {
                return null;
            }
            if (left != PoolTask.ENDING) {
                leaveCancelled(future);
                return null;
            }
        } else {
            entry.gate.leave();
            if (failure != null) {
                uncaught(failure);
            }
        }
        return end(task, result, failure);
    }

    /** Ends a task that is its own to end, and takes the next. */
    private @Nullable QueuedTask end(QueuedTask ended, @Nullable Object result, @Nullable Throwable failure) {
        boolean takesNext = observers.prompt && failure == null && !pool.isLast(entry);
        if (takesNext) {
            taken = pool.queue.poll(cursor);
        }
        long now = pool.clock.nanoTime();
        long ran = now - entry.sinceNanos();
        long queued = entry.sinceNanos() - ended.submittedNanos();
        if (failure == null) {
            entry.free(now);
        } else {
            pool.freeFailed(entry, now);
        }
        if (ended instanceof PoolTask<?> future) {
            if (takesNext && taken == null) {
                // A thread that waits may submit the next task before this thread gets to look for it: then no other worker need be woken.
                beginSearch();
            }
            future.finish(now, result, failure);
            ending = null;
            future.wakeWaiters();
        }
        if (observers.observed) {
            observers.taskEnded(now, ended.taskId(), entry.id, queued, ran, failure);
        }
        return startTaken(now);
    }

    /** The code of a task that has been cancelled has returned. */
    private void leaveCancelled(PoolTask<?> task) {
        task.awaitFinal();
        task.leftWorker();
        long now = pool.freeCancelled(entry);
        observers.taskLeftWorker(now, task.taskId(), entry.id);
    }

    /** Does with what an executed Runnable has thrown what would be done had it a thread of its own. */
    private void uncaught(Throwable failure) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable thrown) {
            Log.warning(LogMessage.HANDLER_FAILED, entry.name, thrown);
        } finally {
            var _ = Thread.interrupted();
        }
    }
}
