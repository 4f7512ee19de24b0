package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The workers that are alive, in the order of their numbers, and how many of them there are in which state. Coming, going and
 * counting cost the same with one worker and with ten thousand. Changed and read under the pool's lock; but how many are alive and
 * how many of them active is one volatile word for all to read.
 */
final class Roster {
    private static final long ALIVE = 1L << 32;

    private final WorkerRow row = new WorkerRow();
    /** How many are alive, in the upper half, and how many of them do not retire. Written under the lock. */
    private volatile long counts;
    private int starting;
    private int launched;
    private int wrappingUp;

    // ---------------------------------------------------------------- for all to read

    /** The numbers of one moment, for {@link #alive(long)} and {@link #active(long)}. */
    long counts() {
        return counts;
    }

    static int alive(long counts) {
        return (int) (counts >>> 32);
    }

    /** How many start, idle or are busy. */
    static int active(long counts) {
        return (int) counts;
    }

    int alive() {
        return alive(counts);
    }

    int active() {
        return active(counts);
    }

    // ---------------------------------------------------------------- under the lock

    int starting() {
        return starting;
    }

    int retiring() {
        long now = counts;
        return alive(now) - active(now);
    }

    /** How many are busy, but only with the callbacks of their task. */
    int wrappingUp() {
        return wrappingUp;
    }

    /** Whether there is a worker whose thread is on its way. */
    boolean hasLaunched() {
        return launched > 0;
    }

    /** The worker that comes after another one, which may have gone meanwhile; or the first. */
    @Nullable
    RosterEntry after(@Nullable RosterEntry worker) {
        WorkerRow.Link next = worker == null ? row.first() : worker.inRoster.after();
        if (worker != null && next == null) {
            // It was the last, or it has gone.
            next = row.first();
            while (next != null && next.worker().id <= worker.id) {
                next = next.after();
            }
        }
        return next == null ? null : next.worker();
    }

    List<RosterEntry> workers() {
        List<RosterEntry> workers = new ArrayList<>(alive());
        for (WorkerRow.@Nullable Link link = row.first(); link != null; link = link.after()) {
            workers.add(link.worker());
        }
        return workers;
    }

    /** Which task each worker that waits for one waits for, by the numbers of the workers. */
    SortedMap<Integer, Long> awaited() {
        SortedMap<Integer, Long> awaited = new TreeMap<>();
        for (RosterEntry worker : workers()) {
            if (worker.awaited != RosterEntry.NOTHING) {
                awaited.put(worker.id, worker.awaited);
            }
        }
        return Collections.unmodifiableSortedMap(awaited);
    }

    /** One more, which is starting. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the pool's lock
    void add(RosterEntry worker) {
        row.addLast(worker.inRoster);
        starting++;
        counts += ALIVE + 1;
    }

    void launched(RosterEntry worker) {
        if (!worker.launched) {
            worker.launched = true;
            launched++;
        }
    }

    void ready(RosterEntry worker) {
        worker.state = WorkerState.IDLE;
        starting--;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the pool's lock
    void retires(RosterEntry worker) {
        starting -= worker.state == WorkerState.STARTING ? 1 : 0;
        worker.state = WorkerState.RETIRING;
        counts--;
    }

    /** It is done with the code of its task, but not with the callbacks. */
    void beginsWrappingUp(RosterEntry worker) {
        worker.wrapsUp(true);
        wrappingUp++;
    }

    /** It is done with the callbacks too, if it had any. */
    void endsWrappingUp(RosterEntry worker) {
        if (worker.isWrappingUp()) {
            worker.wrapsUp(false);
            wrappingUp--;
        }
    }

    /** One less: it has retired, or could not be started. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the pool's lock
    void remove(RosterEntry worker) {
        row.remove(worker.inRoster);
        launched -= worker.launched ? 1 : 0;
        if (worker.state == WorkerState.RETIRING) {
            counts -= ALIVE;
        } else {
            starting -= worker.state == WorkerState.STARTING ? 1 : 0;
            counts -= ALIVE + 1;
        }
    }
}
