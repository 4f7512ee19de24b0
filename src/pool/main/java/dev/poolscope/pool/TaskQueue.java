package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The queue: unbounded, first in first out, for any number of threads at either end, without a lock.
 *
 * <p><b>Adding.</b> One fetch-and-add on the tail gives a task its place, which is also its number less one, and tells
 * whether the queue is open: the sign bit of the tail says that it is not. Places that are asked for while it is
 * closed belong to no task, and are given again when it is opened; so numbers have no gaps. Places live in chunks of fixed size, linked
 * in one direction.
 *
 * <p><b>Taking.</b> A place goes from empty over its task to {@link #TAKEN}. A thread that takes tasks goes along the places by a
 * {@link Cursor} of its own, over those that were taken, and wins the first task there by a compare-and-set on its place. There
 * is no shared head that all takers would have to write. At a place that is still empty it stops, though
 * later ones may be filled: a thread may be held up between being given its place and putting the task there. No thread
 * spins for it; the one that puts the task there then looks for a worker to wake.
 *
 * <p><b>No stack.</b> A thread whose stack overflows between being given a place and putting the task there marks the place as
 * {@linkplain #LOST lost}, by bytecodes that need no stack, and the submission fails. A thread that takes tasks passes over it, and
 * what is waited for may have to {@link #sweep} for it.
 *
 * <p><b>No memory.</b> The next chunk is made when half of the one before has been given away, so that half a chunk of
 * submissions has a try at it. A submitter that needs a chunk which is still not there waits for memory, in growing pauses, until
 * the queue is dropped.
 *
 * <p><b>Dropping.</b> A queue that is closed for good can be {@linkplain #drop dropped}: from then on nothing is taken out of it,
 * and one thread goes along the places and claims what is pending. That takes no lock and no memory, however much
 * there is: each task that is claimed is replaced in its place by the one that was claimed before, so that a taker that
 * is still about to take it loses. The places so keep all the claimed tasks, in their order, but for the
 * last one, which the {@link Drop} holds; {@link Drop.Kept} reads them while it goes on. A place that is still empty is left: the
 * thread it was given to finds the queue dropped when it comes back, and takes back its task.
 *
 * <p><b>Memory.</b> A place that was taken holds no task, and neither does that of a task that was cancelled in the queue; what
 * is left of the latter is a reference's worth of memory until everything before it was taken. A chunk that is passed links
 * to itself, so that it keeps no later one alive, and a thread that still stands there begins again with the first.
 *
 * <p><b>Order of memory.</b> The fetch-and-add and every look at the tail are volatile. So of a thread that
 * adds a task and then looks whether a worker sleeps, and another that says that it sleeps and then looks whether the
 * queue {@link #isEmpty() is empty}, at least one sees the other.
 */
final class TaskQueue extends TaskQueuePads.After {
    /** What {@link #offer} gives when the queue is closed. */
    static final long REFUSED = -1;

    private static final int SHIFT = 9;
    private static final int CHUNK = 1 << SHIFT;
    /** How often it is noted in a chunk how far it is passed: each time that a line of its places is. */
    private static final int LINE = 16;
    private static final long CLOSED = Long.MIN_VALUE;
    /** Stands where a task was taken, or cancelled. */
    private static final QueuedTask TAKEN = new ExecutedTask(() -> {}, 0);
    /** Stands where a task was to be put by a thread that had no stack left for it. */
    private static final QueuedTask LOST = new ExecutedTask(() -> {}, 0);

    private static final Chunk NO_CHUNK = new Chunk(0);

    private static final VarHandle TAIL;
    private static final VarHandle FIRST;
    private static final VarHandle LAST;
    private static final VarHandle LOST_PLACES;
    private static final VarHandle NEXT;
    private static final VarHandle CLAIMED;
    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(QueuedTask[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TAIL = lookup.findVarHandle(TaskQueuePads.Tail.class, "tail", long.class);
            FIRST = lookup.findVarHandle(TaskQueue.class, "first", Chunk.class);
            LAST = lookup.findVarHandle(TaskQueue.class, "last", Chunk.class);
            LOST_PLACES = lookup.findVarHandle(TaskQueue.class, "lostPlaces", long.class);
            NEXT = lookup.findVarHandle(Chunk.class, "next", Chunk.class);
            CLAIMED = lookup.findVarHandle(Drop.class, "last", QueuedTask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        Linking.link(9, TaskQueue::use);
    }

    /** Every way in which the handles are used, on nothing: see {@link Linking}. */
    private static void use(int which) {
        switch (which) {
            case 0 -> {
                var _ = (QueuedTask) PLACES.getAcquire((QueuedTask[]) null, 0);
            }
            case 1 -> PLACES.setRelease((QueuedTask[]) null, 0, (QueuedTask) null);
            case 2 -> PLACES.compareAndSet((QueuedTask[]) null, 0, (QueuedTask) null, (QueuedTask) null);
            case 3 -> {
                var _ = (long) TAIL.getAndAdd((TaskQueue) null, 1L);
            }
            case 4 -> {
                var _ = (long) TAIL.compareAndExchange((TaskQueue) null, 0L, 0L);
            }
            case 5 -> NEXT.compareAndSet((Chunk) null, (Chunk) null, (Chunk) null);
            case 6 -> FIRST.compareAndSet((TaskQueue) null, (Chunk) null, (Chunk) null);
            case 7 -> CLAIMED.setRelease((Drop) null, (QueuedTask) null);
            default -> {
                var _ = (QueuedTask) CLAIMED.getAcquire((Drop) null);
            }
        }
    }

    private static @Nullable QueuedTask placeOf(Chunk chunk, int at) {
        return (QueuedTask) PLACES.getAcquire(chunk.tasks, at);
    }

    private static @Nullable QueuedTask lastClaimed(Drop drop) {
        return (QueuedTask) CLAIMED.getAcquire(drop);
    }

    /** Some places in a row. */
    static final class Chunk {
        private final long number;
        private final @Nullable QueuedTask[] tasks = new QueuedTask[CHUNK];
        private volatile @Nullable Chunk next;
        /** Up to here all was taken; maybe more. A hint that may go back. */
        private int passed;

        Chunk(long number) {
            this.number = number;
        }

        private @Nullable QueuedTask at(int at) {
            return placeOf(this, at);
        }
    }

    /** Where a taker of tasks stands. For one thread at a time. */
    static final class Cursor {
        private Chunk chunk;
        private int at;

        private Cursor(Chunk chunk) {
            move(chunk);
        }

        private void move(Chunk to) {
            chunk = to;
            at = to.passed;
        }
    }

    /** How many places had been given when the queue was closed. */
    private volatile long closedAt;
    /** How many places were passed that are lost. */
    @SuppressWarnings("UnusedVariable") // through LOST_PLACES
    private volatile long lostPlaces;
    /** Whether nothing is to be taken out any more, nor put in. */
    private volatile boolean dropped;
    /** The first chunk that was not passed, at the last look. */
    private volatile Chunk first = new Chunk(0);
    /** A chunk near the tail: never before {@link #first}, at most the one after that of the last place given. */
    private volatile Chunk last = first;

    /**
     * Adds a task and tells it its number.
     *
     * @return its place, from 0; or {@link #REFUSED}
     */
    long offer(QueuedTask task) {
        long place = (long) TAIL.getAndAdd(this, 1L);
        if (place < 0) {
            return REFUSED;
        }
        int at = (int) place & (CHUNK - 1);
        boolean filled = false;
        try {
            Chunk chunk = last;
            if (chunk.number != place >>> SHIFT) {
                chunk = chunkOf(place);
            }
            task.accept(place + 1, chunk);
            PLACES.setRelease(chunk.tasks, at, task);
            filled = true;
            if (at >= CHUNK / 2 && chunk.next == null) {
                prepareNext(chunk);
            }
        } catch (StackOverflowError noStack) {
            if (!filled) {
                // Without a single call: there is no stack for one. A chunk that is not there is not made here, but each of the 256
                // the ones before had a try at that.
                Chunk chunk = last;
                while (chunk != null && chunk.number != place >>> SHIFT) {
                    Chunk next = chunk.next;
                    chunk = next == chunk || chunk.number > place >>> SHIFT ? first : next;
                }
                if (chunk != null) {
                    chunk.tasks[at] = LOST;
                }
                throw noStack;
            }
            // Otherwise only the next chunk was not prepared, which others try as well: the task is accepted.
        }
        return place;
    }

    /** Makes the next chunk before it is needed, so that there is time to fail. */
    private static void prepareNext(Chunk chunk) {
        try {
            NEXT.compareAndSet(chunk, (Chunk) null, new Chunk(chunk.number + 1));
        } catch (OutOfMemoryError later) {
            // The next that needs it tries again.
        }
    }

    private Chunk chunkOf(long place) {
        long number = place >>> SHIFT;
        while (true) {
            Chunk chunk = last;
            if (chunk.number > number) {
                // Others are further on; but none can have passed a place without a task.
                chunk = first;
            }
            Chunk found = walk(chunk, number);
            if (found != null) {
                moveLast(found);
                return found;
            }
        }
    }

    /** Goes from one chunk to a later one, making what is missing; null if the way was cut off behind it. */
    private @Nullable Chunk walk(Chunk from, long number) {
        Chunk chunk = from;
        while (chunk.number < number) {
            Chunk next = chunk.next;
            if (next == null) {
                makeNext(chunk);
                next = chunk.next;
            }
            if (next == chunk || next == null) {
                return null;
            }
            chunk = next;
        }
        return chunk;
    }

    /**
     * Makes the chunk after another one. A place in it is given and must be filled, or all would wait for it: so this waits for
     * memory; but not in a queue that is dropped, where no thread waits for the place once it is counted as lost.
     */
    private void makeNext(Chunk chunk) {
        for (int tried = 0; chunk.next == null; tried++) {
            try {
                NEXT.compareAndSet(chunk, (Chunk) null, new Chunk(chunk.number + 1));
            } catch (OutOfMemoryError noMemory) {
                if (dropped) {
                    var _ = (long) LOST_PLACES.getAndAdd(this, 1L);
                    throw noMemory;
                }
                Backoff.pause(tried);
            }
        }
    }

    private void moveLast(Chunk to) {
        Chunk seen = last;
        while (seen.number < to.number && !LAST.compareAndSet(this, seen, to)) {
            seen = last;
        }
    }

    /** Gives a cursor at the first task. */
    Cursor cursor() {
        return new Cursor(first);
    }

    /** Takes the first task; null if there is none, or if it is only about to be put there. */
    @Nullable
    QueuedTask poll(Cursor cursor) {
        while (true) {
            Chunk chunk = cursor.chunk;
            int at = cursor.at;
            while (at < CHUNK) {
                QueuedTask task = chunk.at(at);
                if (task == null) {
                    cursor.at = at;
                    return null;
                }
                if (dropped) {
                    // Looked at after the place: what a drop has put there is not to be taken.
                    cursor.at = at;
                    return null;
                }
                if (task != TAKEN && PLACES.compareAndSet(chunk.tasks, at, task, TAKEN)) {
                    at++;
                    cursor.at = at;
                    if (at % LINE == 0) {
                        chunk.passed = at;
                    }
                    if (task != LOST) {
                        return task;
                    }
                    var _ = (long) LOST_PLACES.getAndAdd(this, 1L);
                    continue;
                }
                at++;
            }
            cursor.at = at;
            if (!pass(cursor)) {
                return null;
            }
        }
    }

    /** Whether there is something at the cursor: a task to take, or one that others have taken. */
    boolean hasTask(Cursor cursor) {
        if (dropped) {
            return false;
        }
        return cursor.at == CHUNK ? cursor.chunk.next != null : cursor.chunk.at(cursor.at) != null;
    }

    /** Goes from a chunk that was passed to the next; false if there is none. */
    private boolean pass(Cursor cursor) {
        Chunk next = passed(cursor.chunk);
        if (next == null) {
            return false;
        }
        cursor.move(next);
        return true;
    }

    /** Gives the chunk where to go on after one that was passed; null if there is none. */
    private @Nullable Chunk passed(Chunk chunk) {
        Chunk next = chunk.next;
        if (next == null || dropped) {
            return null;
        }
        if (next == chunk) {
            return first;
        }
        if (FIRST.compareAndSet(this, chunk, next)) {
            moveLast(next);
            chunk.next = chunk;
        }
        return next;
    }

    /** Forgets a task that was cancelled here. Its place is passed over. False if it has been taken. */
    static boolean remove(QueuedTask task, Chunk chunk) {
        return PLACES.compareAndSet(chunk.tasks, (int) (task.taskId() - 1) & (CHUNK - 1), task, TAKEN);
    }

    /** Takes back a task that the caller has added. False if it has been taken. */
    boolean remove(QueuedTask task) {
        long number = (task.taskId() - 1) >>> SHIFT;
        while (true) {
            Chunk chunk = first;
            if (chunk.number > number) {
                return false;
            }
            Chunk found = walk(chunk, number);
            if (found != null) {
                return remove(task, found);
            }
        }
    }

    /**
     * Whether every place that was given has been taken; so it is for all takers when the queue was dropped. Takes no memory, not even for
     * a cursor: workers decide by it whether they wake another one.
     */
    boolean isEmpty() {
        Chunk chunk = first;
        while (!dropped) {
            QueuedTask task = TAKEN;
            int at = chunk.passed;
            while (at < CHUNK && task == TAKEN) {
                task = chunk.at(at);
                at += task == TAKEN ? 1 : 0;
            }
            if (task == null) {
                // Looked at after the place: if it is given, it is or will be filled.
                return dropped || places() <= (chunk.number << SHIFT) + at;
            }
            if (task != TAKEN) {
                return false;
            }
            Chunk next = passed(chunk);
            if (next == null) {
                return dropped || places() <= (chunk.number + 1) << SHIFT;
            }
            chunk = next;
        }
        return true;
    }

    /** How many tasks were ever accepted. A place that is lost counts as one until it is passed. */
    long accepted() {
        long lost = lostPlaces;
        return places() - lost;
    }

    /** How many places were ever given. */
    private long places() {
        long places = tail;
        return places >= 0 ? places : closedAt;
    }

    /** Refuses what comes. Not to be called by two threads at once, nor together with {@link #open}. */
    void close() {
        long places = tail;
        while (places >= 0) {
            closedAt = places;
            places = (long) TAIL.compareAndExchange(this, places, places | CLOSED) == places ? CLOSED : tail;
        }
    }

    /** Accepts what comes. */
    void open() {
        long places = tail;
        while (places < 0) {
            places = (long) TAIL.compareAndExchange(this, places, closedAt) == places ? 0 : tail;
        }
    }

    // Dropping

    /** Has nothing more be taken out of the queue, which is closed and will not be opened again. */
    void beginDrop(Drop drop) {
        dropped = true;
        drop.move(first);
    }

    boolean isDropped() {
        return dropped;
    }

    /**
     * Claims the next task of a queue that is dropped. For one thread at a time, which may be another one each time.
     *
     * @return the task, which no other thread can take any more and the drop keeps; null if there is none
     */
    @Nullable
    QueuedTask drop(Drop drop) {
        while (true) {
            Chunk chunk = drop.chunk;
            while (drop.at < CHUNK) {
                int at = drop.at;
                if ((chunk.number << SHIFT) + at >= closedAt) {
                    return null;
                }
                QueuedTask task = chunk.at(at);
                if (task == null || task == TAKEN) {
                    // An empty place is left to the thread it was given to.
                    if (task == null && drop.hole == null) {
                        drop.hole = chunk;
                    }
                    drop.at = at + 1;
                } else if (task == LOST) {
                    passLost(chunk, at);
                } else {
                    QueuedTask before = drop.last;
                    if (before == null) {
                        drop.from = chunk;
                    }
                    // Of its type: as an Object it would go another way, which converts it each time.
                    QueuedTask kept = before == null ? TAKEN : before;
                    if (PLACES.compareAndSet(chunk.tasks, at, task, kept)) {
                        CLAIMED.setRelease(drop, task);
                        drop.at = at + 1;
                        return task;
                    }
                }
            }
            Chunk next = chunk.next;
            if (next == null) {
                if (drop.hole == null) {
                    drop.hole = chunk;
                }
                return null;
            }
            if (next == chunk) {
                drop.move(first);
            } else {
                drop.move(next);
            }
        }
    }

    /**
     * Looks again for places that were empty when they were passed by a drop: counts those that are lost, and claims a task that
     * its submitter has left there. The caller keeps what it gets.
     */
    @Nullable
    QueuedTask sweep(Drop drop) {
        Chunk chunk = drop.hole;
        while (chunk != null) {
            for (int at = 0; at < CHUNK; at++) {
                QueuedTask task = chunk.at(at);
                if (task == LOST) {
                    passLost(chunk, at);
                } else if (task != null && Drop.isInPlace(task, chunk, at)
                        && PLACES.compareAndSet(chunk.tasks, at, task, TAKEN)) {
                    return task;
                }
            }
            chunk = chunk.next;
        }
        return null;
    }

    /** Passes over the lost places at the beginning, while no other thread does. */
    void sweep() {
        Cursor cursor = cursor();
        while (!dropped) {
            Chunk chunk = cursor.chunk;
            while (cursor.at < CHUNK) {
                QueuedTask task = chunk.at(cursor.at);
                if (task == LOST) {
                    passLost(chunk, cursor.at);
                } else if (task != TAKEN) {
                    return;
                }
                cursor.at++;
            }
            if (!pass(cursor)) {
                return;
            }
        }
    }

    private void passLost(Chunk chunk, int at) {
        if (PLACES.compareAndSet(chunk.tasks, at, LOST, TAKEN)) {
            var _ = (long) LOST_PLACES.getAndAdd(this, 1L);
        }
    }

    /** How far a drop has come, and what it keeps. Written by the thread that drops, read by all. */
    static final class Drop {
        private Chunk chunk = NO_CHUNK;
        private int at;
        /** Where the first task was claimed; written before {@link #last}. */
        private @Nullable Chunk from;
        /** The task that was claimed last; those before stand in the places up to its own. Released by the thread that claims. */
        @SuppressWarnings("UnusedVariable") // through CLAIMED
        private @Nullable QueuedTask last;
        /** Where the first place is that was still empty. */
        private @Nullable Chunk hole;

        private void move(Chunk to) {
            chunk = to;
            at = 0;
        }

        /** Whether a task stands in its own place: it was not claimed. */
        private static boolean isInPlace(QueuedTask task, Chunk chunk, int at) {
            return task != TAKEN && task != LOST && task.taskId() == (chunk.number << SHIFT) + at + 1;
        }

        /** Whether there were places to {@linkplain TaskQueue#sweep(Drop) look at again}. */
        boolean hasHoles() {
            return hole != null;
        }

        /** Goes along what is kept, from the first. Needs no memory but its own. For one thread at a time. */
        static final class Kept {
            private @Nullable Chunk chunk;
            private int at;
            private @Nullable QueuedTask last;

            /** Begins with the first; what is claimed from now on is not shown. */
            void begin(Drop drop) {
                last = lastClaimed(drop);
                chunk = drop.from;
                at = 0;
            }

            @Nullable
            QueuedTask next() {
                QueuedTask end = last;
                Chunk in = chunk;
                while (end != null && in != null && (in.number << SHIFT) + at < end.taskId()) {
                    if (at == CHUNK) {
                        in = in.next;
                        chunk = in;
                        at = 0;
                        continue;
                    }
                    QueuedTask task = in.at(at);
                    at++;
                    if (task != null && task != TAKEN && task != LOST && !isInPlace(task, in, at - 1)) {
                        return task;
                    }
                }
                last = null;
                return end;
            }
        }
    }
}
