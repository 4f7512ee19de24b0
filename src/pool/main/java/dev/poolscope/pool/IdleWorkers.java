package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The idle workers, and which is woken when. Waking costs more than everything else that a submission does, so one is only
 * woken if one sleeps and none is searching: a worker that searches finds what there is, and when it has found a task
 * and there are more, it wakes the next.
 *
 * <p>An idle worker first searches, which is to look at the queue a number of times, then sleeps. Of those that sleep the one that
 * became idle last is woken first, so that the others grow older and reach the idle timeout.
 *
 * <p><b>No wake-up is lost.</b> Both numbers are one word. A submitter adds the task first and looks at the word then. A worker that
 * falls asleep goes from searching to sleeping in one step, and looks at the queue then. A worker that stops searching, because it has
 * found a task or retires, looks at queue and word after that; if that look fails it still searches, and stops again. So a
 * worker that was not woken because another one searched is seen by that one.
 */
final class IdleWorkers {
    private static final int SEARCHING = 1 << 16;
    private static final int SLEEPING = 1;
    private static final int ASLEEP = SEARCHING - 1;

    private static final VarHandle WORD;
    private static final VarHandle LOOKING;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(IdleWorkers.class, "word", int.class);
            LOOKING = MethodHandles.lookup().findVarHandle(IdleWorkers.class, "looking", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        Linking.link(2, IdleWorkers::use);
    }

    /** Every way in which the handles are used, on nothing: see {@link Linking}. */
    private static void use(int which) {
        switch (which) {
            case 0 -> {
                var _ = (int) WORD.getAndAdd((IdleWorkers) null, 0);
            }
            default -> LOOKING.compareAndSet((IdleWorkers) null, false, true);
        }
    }

    private final CoreState pool;
    private final Observers observers;
    /** The number of those that search, and in the lower half of those that sleep. */
    private volatile int word;
    /** Whether one of those that search looks at the queue for a while before it sleeps: a second one would only use a processor. */
    private volatile boolean looking;
    /** The sleepers, the one that became idle last at the end; as many as the word says. */
    @GuardedBy("pool.lock")
    private final WorkerRow asleep = new WorkerRow();

    IdleWorkers(CoreState pool, Observers observers) {
        this.pool = pool;
        this.observers = observers;
    }

    private static boolean wakes(int word) {
        return (word & ASLEEP) > 0 && word < SEARCHING;
    }

    /** After a task was added: wakes a worker, if one sleeps and none searches. */
    void taskAdded() {
        if (wakes(word)) {
            wakeOne();
        }
    }

    /** Decides and does it in one, so that a thread that is held up, or fails, does not keep others from being woken. */
    private void wakeOne() {
        RosterEntry worker = null;
        // What fails here must fail before: a searcher that does not exist would keep all others from being woken.
        Stack.require();
        pool.lock.lock();
        try {
            if (wakes(word)) {
                WorkerRow.Link last = asleep.last();
                if (last != null) {
                    worker = last.worker();
                    wakeUp(worker);
                }
            }
        } finally {
            pool.lock.unlock();
        }
        wake(worker);
    }

    /**
     * Wakes all that sleep now, to search and then decide anew; the one that has slept longest first. One step under the lock
     * for each, and none takes memory.
     */
    void wakeAll() {
        for (int left = word & ASLEEP; left > 0; left--) {
            RosterEntry worker = null;
            pool.lock.lock();
            try {
                WorkerRow.Link first = asleep.first();
                if (first != null) {
                    worker = first.worker();
                    wakeUp(worker);
                }
            } finally {
                pool.lock.unlock();
            }
            wake(worker);
        }
    }

    private int add(int delta) {
        return (int) WORD.getAndAdd(this, delta);
    }

    /** Begins to search. */
    void beginSearch() {
        add(SEARCHING);
    }

    /**
     * Begins to look at the queue for a while, unless another worker does. One that was woken and has not got so far yet, which takes
     * longer than many tasks, is no reason not to.
     */
    boolean beginLook() {
        return !looking && LOOKING.compareAndSet(this, false, true);
    }

    void endLook() {
        looking = false;
    }

    /**
     * Stops searching: a task was found, or the worker retires. What else there is may need another worker. If this throws, the
     * caller still searches: it is to stop again, or no worker would look at what was added while it searched.
     */
    void endSearch() {
        int before = add(-SEARCHING);
        boolean looked = false;
        try {
            if (wakes(before - SEARCHING) && !pool.queue.isEmpty()) {
                wakeOne();
            }
            looked = true;
        } finally {
            if (!looked) {
                add(SEARCHING);
            }
        }
    }

    /**
     * Has an idle worker that was searching retire, if that is what is to be done, or fall asleep.
     *
     * @return for how many nanoseconds it may sleep; {@link CoreState#NEVER} if there is no idle timeout; none if it would retire but for
     *         a task that is there or about to be
     */
    long retireOrFallAsleep(RosterEntry worker) {
        pool.lock.lock();
        try {
            if (!pool.retires(worker)) {
                fallAsleep(worker);
            }
            return pool.timeLeft(worker);
        } finally {
            pool.lock.unlock();
        }
    }

    /**
     * Decides again for a worker that slept: it was woken, and then it searches; or it is to retire; or it sleeps on.
     *
     * @param wakeUp whether it is to search in any case
     * @return as {@link #retireOrFallAsleep}
     */
    long decideAgain(RosterEntry worker, boolean wakeUp) {
        pool.lock.lock();
        try {
            // A queue to which nothing is added any more is for all to empty: nothing would wake this worker to retire then.
            if (wakeUp || (worker.asleep && (pool.retires(worker) || pool.refusal() != null))) {
                wakeUp(worker);
            }
            return pool.timeLeft(worker);
        } finally {
            pool.lock.unlock();
        }
    }

    /**
     * Goes from searching to sleeping. The caller looks at the queue once more, then parks. One that was woken for nothing has its old
     * place again, by the time for which it has been idle: on top it would take the next task in place of a worker that became idle later,
     * and none of the two would ever reach the idle timeout.
     */
    @GuardedBy("pool.lock")
    private void fallAsleep(RosterEntry worker) {
        worker.asleep = true;
        long since = worker.sinceNanos();
        WorkerRow.Link place = asleep.last();
        while (place != null && place.worker().sinceNanos() - since > 0) {
            place = place.before();
        }
        asleep.addBehind(place, worker.inSleepers);
        add(SLEEPING - SEARCHING);
    }

    /** Has a worker be awake that goes on after a failure. */
    void stayAwake(RosterEntry worker) {
        pool.lock.lock();
        try {
            wakeUp(worker);
        } finally {
            pool.lock.unlock();
        }
    }

    /** Goes back to searching, unless it was woken, and searches already. */
    @GuardedBy("pool.lock")
    private void wakeUp(RosterEntry worker) {
        if (worker.asleep) {
            worker.asleep = false;
            asleep.remove(worker.inSleepers);
            add(SEARCHING - SLEEPING);
        }
    }

    /** Sets the idle timeout, and has all workers look at the clock again. */
    void setTimeout(@Nullable Duration timeout) {
        Duration before;
        long now;
        List<RosterEntry> toWake;
        Stack.require();
        pool.lock.lock();
        try {
            // They stay asleep: they only have to look at the clock again.
            toWake = pool.roster.workers();
            now = pool.clock.nanoTime();
            before = pool.setIdleTimeout(timeout);
        } finally {
            pool.lock.unlock();
        }
        observers.idleTimeoutChanged(now, before, timeout);
        toWake.forEach(IdleWorkers::wake);
    }

    private static void wake(@Nullable RosterEntry worker) {
        if (worker != null) {
            LockSupport.unpark(worker.thread);
        }
    }
}
