package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The idle workers, and who is woken when. Waking costs more than everything else that a submission does, so one is only
 * woken if somebody sleeps and nobody is searching: a worker that searches finds what there is, and when it has found a task
 * and there are more, it wakes the next.
 *
 * <p>An idle worker first searches, which is to look at the queue a number of times, then sleeps. The most recently
 * fallen asleep is woken first, so that the others grow older and reach the idle timeout.
 *
 * <p><b>No wake-up is lost.</b> Both numbers are one word. Who submits adds the task first and looks at the word then. Who
 * falls asleep goes from searching to sleeping in one step, and looks at the queue then. Who stops searching, because it has
 * found a task or retires, looks at queue and word after that. So whoever was not woken because another one searched
 * is seen by that one.
 */
final class IdleWorkers {
    private static final int SEARCHING = 1 << 16;
    private static final int SLEEPING = 1;
    private static final int ASLEEP = SEARCHING - 1;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(IdleWorkers.class, "word", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PoolCore core;
    /** The number of those that search, and in the lower half of those that sleep. */
    private volatile int word;
    /** Who sleeps, the most recently fallen asleep last; as many as the word says. */
    @GuardedBy("core.state.lock")
    private final WorkerRow asleep = new WorkerRow();

    IdleWorkers(PoolCore core) {
        this.core = core;
    }

    private static boolean wakes(int word) {
        return (word & ASLEEP) > 0 && word < SEARCHING;
    }

    /** After a task was added: wakes a worker, if one sleeps and nobody searches. */
    void taskAdded() {
        if (wakes(word)) {
            wakeOne();
        }
    }

    /** Decides and does it in one, so that a thread that is held up, or fails, holds up nobody else's being woken. */
    private void wakeOne() {
        RosterEntry worker = null;
        // Who fails here must fail before: a searcher that does not exist would keep all others from being woken.
        Stack.require();
        core.state.lock.lock();
        try {
            if (wakes(word)) {
                WorkerRow.Link last = asleep.last();
                if (last != null) {
                    worker = last.worker();
                    wakeUp(worker);
                }
            }
        } finally {
            core.state.lock.unlock();
        }
        PoolCore.wake(worker);
    }

    /**
     * Wakes everybody who sleeps now, to search and then decide anew; the one that has slept longest first. One step under the lock
     * for each, and none takes memory.
     */
    void wakeAll() {
        for (int left = word & ASLEEP; left > 0; left--) {
            RosterEntry worker = null;
            core.state.lock.lock();
            try {
                WorkerRow.Link first = asleep.first();
                if (first != null) {
                    worker = first.worker();
                    wakeUp(worker);
                }
            } finally {
                core.state.lock.unlock();
            }
            PoolCore.wake(worker);
        }
    }

    private int add(int delta) {
        return (int) WORD.getAndAdd(this, delta);
    }

    /** Begins to search. Gives whether nobody else does. */
    boolean beginSearch() {
        return add(SEARCHING) < SEARCHING;
    }

    /** Stops searching: a task was found, or the worker retires. What else there is may need another worker. */
    void endSearch() {
        int before = add(-SEARCHING);
        if (wakes(before - SEARCHING) && !core.state.queue.isEmpty()) {
            wakeOne();
        }
    }

    /** Goes from searching to sleeping. The caller looks at the queue once more, then parks. */
    @SuppressWarnings("GuardedBy") // called by the core, whose lock the checker does not recognize as this one
    void fallAsleep(RosterEntry worker) {
        assert core.state.lock.isHeldByCurrentThread();
        worker.asleep = true;
        asleep.addLast(worker.inSleepers);
        add(SLEEPING - SEARCHING);
    }

    /** Goes back to searching, unless somebody has woken the worker, who then searches already. */
    @SuppressWarnings("GuardedBy") // called by the core, whose lock the checker does not recognize as this one
    void wakeUp(RosterEntry worker) {
        assert core.state.lock.isHeldByCurrentThread();
        if (worker.asleep) {
            worker.asleep = false;
            asleep.remove(worker.inSleepers);
            add(SEARCHING - SLEEPING);
        }
    }
}
