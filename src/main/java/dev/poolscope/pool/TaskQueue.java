package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The queue: unbounded, first in first out, for any number of threads at either end, without a lock.
 *
 * <p><b>Places.</b> One fetch-and-add on the tail gives a task its place, which is also its number less one, and tells
 * whether the queue is open: the sign bit of the tail says that it is not. Places that are asked for while it is
 * closed are nobody's, and are given again when it is opened; so numbers have no gaps. A task taken at the head is
 * won by a compare-and-set on the head. Places live in chunks of fixed size, linked in one direction.
 *
 * <p><b>Between place and task.</b> A thread may be held up after it was given its place and before it has put its
 * task there. Until then the queue is neither empty nor does it give a task: order goes before haste. Nobody spins for
 * it; whoever puts the task there then looks for a worker to wake.
 *
 * <p><b>Memory.</b> A place that was taken is cleared, and so is that of a task that was cancelled in the queue; what
 * is left of the latter is a reference's worth of memory until the head has passed it. A chunk that is passed links
 * to itself, so that it keeps no later one alive, and whoever still stands there begins again.
 *
 * <p><b>Order of memory.</b> The fetch-and-add and every look at the tail and the head are volatile. So of a thread that
 * adds a task and then looks whether somebody sleeps, and another that says that it sleeps and then looks whether the
 * queue {@link #isEmpty() is empty}, at least one sees the other.
 */
final class TaskQueue extends TaskQueuePads.Last {
    /** What {@link #offer} gives when the queue is closed. */
    static final long REFUSED = -1;

    private static final int SHIFT = 9;
    private static final int CHUNK = 1 << SHIFT;
    private static final long CLOSED = Long.MIN_VALUE;
    private static final long RETRY_NANOS = 1_000_000;
    /** Stands where a task was cancelled. */
    private static final QueuedTask GONE = new ExecutedTask(() -> {}, 0);

    private static final VarHandle TAIL;
    private static final VarHandle HEAD;
    private static final VarHandle FIRST;
    private static final VarHandle LAST;
    private static final VarHandle NEXT;
    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(QueuedTask[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TAIL = lookup.findVarHandle(TaskQueuePads.Tail.class, "tail", long.class);
            HEAD = lookup.findVarHandle(TaskQueuePads.Head.class, "head", long.class);
            FIRST = lookup.findVarHandle(TaskQueue.class, "first", Chunk.class);
            LAST = lookup.findVarHandle(TaskQueue.class, "last", Chunk.class);
            NEXT = lookup.findVarHandle(Chunk.class, "next", Chunk.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Some places in a row. */
    static final class Chunk {
        private final long number;
        private final @Nullable QueuedTask[] tasks = new QueuedTask[CHUNK];
        private volatile @Nullable Chunk next;

        Chunk(long number) {
            this.number = number;
        }
    }

    /** How many places had been given when the queue was closed. */
    private volatile long closedAt;
    /** The chunk of the head; moves on when the next one is needed and there. */
    private volatile Chunk first = new Chunk(0);
    /** A chunk near the tail: never before {@link #first}, never after that of the last place given. */
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
        Chunk chunk = last;
        if (chunk.number != place >>> SHIFT) {
            chunk = chunkOf(place);
        }
        task.accept(place + 1, chunk);
        int at = (int) place & (CHUNK - 1);
        PLACES.setRelease(chunk.tasks, at, task);
        if (at == CHUNK / 2) {
            prepareNext(chunk);
        }
        return place;
    }

    /** Makes the next chunk before it is needed, so that there is time to fail. */
    private static void prepareNext(Chunk chunk) {
        if (chunk.next == null) {
            try {
                NEXT.compareAndSet(chunk, (Chunk) null, new Chunk(chunk.number + 1));
            } catch (OutOfMemoryError later) {
                // Whoever needs it tries again.
            }
        }
    }

    private Chunk chunkOf(long place) {
        long number = place >>> SHIFT;
        while (true) {
            Chunk chunk = last;
            if (chunk.number > number) {
                // Others are further on; but the head cannot have passed a place without a task.
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
    private static @Nullable Chunk walk(Chunk from, long number) {
        Chunk chunk = from;
        while (chunk.number < number) {
            Chunk next = chunk.next;
            if (next == null) {
                NEXT.compareAndSet(chunk, (Chunk) null, newChunk(chunk.number + 1));
                next = chunk.next;
            }
            if (next == chunk || next == null) {
                return null;
            }
            chunk = next;
        }
        return chunk;
    }

    /** Makes a chunk. The place in it is given and must be filled, or all would wait for ever: so this does not fail. */
    private static Chunk newChunk(long number) {
        while (true) {
            try {
                return new Chunk(number);
            } catch (OutOfMemoryError later) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void moveLast(Chunk to) {
        Chunk seen = last;
        while (seen.number < to.number && !LAST.compareAndSet(this, seen, to)) {
            seen = last;
        }
    }

    /** Takes the first task; null if there is none, or if it is only about to be put there. */
    @Nullable
    QueuedTask poll() {
        while (true) {
            long place = head;
            Chunk chunk = chunkOfHead(place);
            if (chunk == null) {
                if (head == place) {
                    return null;
                }
                continue;
            }
            int at = (int) place & (CHUNK - 1);
            QueuedTask task = (QueuedTask) PLACES.getAcquire(chunk.tasks, at);
            if (task == null) {
                if (head == place) {
                    return null;
                }
            } else if (HEAD.compareAndSet(this, place, place + 1)) {
                chunk.tasks[at] = null;
                if (task != GONE) {
                    return task;
                }
            }
        }
    }

    /** The chunk of the head when the head is there; null if there is none yet, or the head is no longer there. */
    private @Nullable Chunk chunkOfHead(long place) {
        long number = place >>> SHIFT;
        Chunk chunk = first;
        if (chunk.number == number) {
            return chunk;
        }
        if (chunk.number > number) {
            return null;
        }
        Chunk next = chunk.next;
        if (next == null || next == chunk) {
            return null;
        }
        if (FIRST.compareAndSet(this, chunk, next)) {
            moveLast(next);
            chunk.next = chunk;
        }
        return next.number == number ? next : null;
    }

    /** Forgets a task that was cancelled here. Its place is passed over. */
    static void remove(QueuedTask task, Chunk chunk) {
        int at = (int) (task.taskId() - 1) & (CHUNK - 1);
        PLACES.compareAndSet(chunk.tasks, at, task, GONE);
    }

    /** Forgets a task, wherever it stands. */
    void remove(QueuedTask task) {
        long number = (task.taskId() - 1) >>> SHIFT;
        Chunk chunk = first;
        while (chunk != null && chunk.number < number) {
            Chunk next = chunk.next;
            chunk = next == chunk ? null : next;
        }
        if (chunk != null && chunk.number == number) {
            remove(task, chunk);
        }
    }

    /** Whether every place that was given has been passed. What was cancelled at the head is passed on the way. */
    boolean isEmpty() {
        while (true) {
            long place = head;
            if (accepted() <= place) {
                return true;
            }
            Chunk chunk = chunkOfHead(place);
            if (chunk == null) {
                if (head == place) {
                    return false;
                }
                continue;
            }
            int at = (int) place & (CHUNK - 1);
            if (PLACES.getAcquire(chunk.tasks, at) != GONE) {
                if (head == place) {
                    return false;
                }
            } else if (HEAD.compareAndSet(this, place, place + 1)) {
                chunk.tasks[at] = null;
            }
        }
    }

    /** How many tasks were ever accepted. */
    long accepted() {
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

    /** Takes everything out of the closed queue, what is only about to be put there too. */
    @SuppressWarnings("ThreadPriorityCheck") // who is about to put a task there has only a few instructions to go
    List<QueuedTask> drain() {
        List<QueuedTask> drained = new ArrayList<>();
        while (true) {
            QueuedTask task = poll();
            if (task != null) {
                drained.add(task);
            } else if (isEmpty()) {
                return drained;
            } else {
                Thread.yield();
            }
        }
    }
}
