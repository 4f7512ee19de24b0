package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Tasks, of one pool or of several, in the order in which they end, for threads that wait for whichever ends next. No
 * callbacks: a task with callbacks keeps its worker busy until they have returned, and waiting for a task must not
 * change what its pool does.
 *
 * <p>A task arrives under the lock of its pool, in the moment in which it ends; a waiter is woken without the lock.
 * Tasks know where they are to arrive only until they have; what has arrived is known only until it is taken.
 *
 * <p><b>The queue</b> of what has arrived is linked through the {@link Arrival}s, which are made when the waiting begins:
 * so arriving needs no memory and cannot fail. It is the queue of Michael and Scott ("Simple, Fast, and Practical
 * Non-Blocking and Blocking Concurrent Queue Algorithms", 1996); no Arrival is ever used twice.
 */
final class CompletionQueue {
    private static final VarHandle HEAD;
    private static final VarHandle TAIL;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(CompletionQueue.class, "head", Arrival.class);
            TAIL = lookup.findVarHandle(CompletionQueue.class, "tail", Arrival.class);
            NEXT = lookup.findVarHandle(Arrival.class, "next", Arrival.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        Linking.link(2, CompletionQueue::use);
    }

    /** Every way in which the handles are used, on nothing: see {@link Linking}. */
    private static void use(int which) {
        switch (which) {
            case 0 -> TAIL.compareAndSet((CompletionQueue) null, (Arrival) null, (Arrival) null);
            default -> NEXT.compareAndSet((Arrival) null, (Arrival) null, (Arrival) null);
        }
    }

    /** That a task is to arrive, then that it has. */
    static final class Arrival extends Attached {
        private final CompletionQueue to;
        /** Taken out when the task is taken. */
        private @Nullable PoolTask<?> task;
        private volatile @Nullable Arrival next;

        private Arrival(CompletionQueue to, @Nullable PoolTask<?> task) {
            this.to = to;
            this.task = task;
        }

        CompletionQueue to() {
            return to;
        }

        /** Notes that the task has ended; called under the lock of its pool. */
        void arrive() {
            to.add(this);
        }
    }

    /** The one before the first that has arrived. */
    private volatile Arrival head = new Arrival(this, null);
    /** The last that has arrived, or one before it. */
    private volatile Arrival tail = head;
    private final ConcurrentLinkedQueue<Thread> sleepers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger outstanding = new AtomicInteger();
    /** The pool of the first task: its clock measures time limits. */
    private final AtomicReference<@Nullable TaskContext> first = new AtomicReference<>();
    /** Whether tasks of more than one pool are or were among these. */
    private volatile boolean mixed;

    /** How many workers of the first task's pool are counted as waiting for these; guarded by that pool's lock. */
    int ownWaiters;
    /** Rises whenever all of {@link #ownWaiters} are taken off the count at once; guarded like them. */
    long ownEpisode;

    /** Waits for one more task; if it has ended it has arrived. */
    void watch(PoolTask<?> task) {
        Stack.require();
        TaskContext before = first.compareAndExchange(null, task.context);
        if (before != null && before != task.context && !mixed) {
            mixed = true;
            // From now on another pool may be the one to end the wait.
            before.starvation.forget(this);
        }
        Arrival arrival = new Arrival(this, task);
        outstanding.incrementAndGet();
        if (!task.context.starvation.watch(task, arrival)) {
            add(arrival);
            wake();
        }
    }

    /** Waits for a task no more; if it has arrived it can still be taken. */
    void unwatch(PoolTask<?> task) {
        if (task.context.starvation.unwatch(task, this) && outstanding.decrementAndGet() == 0) {
            wake();
        }
    }

    private void add(Arrival arrival) {
        while (true) {
            Arrival last = tail;
            Arrival behind = last.next;
            if (behind != null) {
                TAIL.compareAndSet(this, last, behind);
            } else if (NEXT.compareAndSet(last, (Arrival) null, arrival)) {
                TAIL.compareAndSet(this, last, arrival);
                return;
            }
        }
    }

    private @Nullable PoolTask<?> remove() {
        while (true) {
            Arrival before = head;
            Arrival first = before.next;
            if (first == null) {
                return null;
            }
            Arrival last = tail;
            if (before == last) {
                TAIL.compareAndSet(this, last, first);
            } else if (HEAD.compareAndSet(this, before, first)) {
                PoolTask<?> task = first.task;
                first.task = null;
                return task;
            }
        }
    }

    /** Unparks the waiting threads; called without a lock. */
    void wake() {
        // Going over them like this needs no memory.
        sleepers.forEach(LockSupport::unpark);
    }

    /** Whether there is nothing to wait for: something has arrived, or nothing more will. */
    boolean needNoWait() {
        return head.next != null || outstanding.get() == 0;
    }

    /** Whether the first task belongs to this pool, whose lock then guards how many of its workers wait. */
    boolean isFirst(CoreState one) {
        TaskContext context = first.get();
        return context != null && context.pool == one;
    }

    /** Whether all tasks, now and before, belong to one pool. */
    boolean areAllOf(CoreState one) {
        return !mixed && isFirst(one);
    }

    /** The clock by which time limits are measured. */
    NanoClock clock() {
        TaskContext context = first.get();
        return context == null ? NanoClock.SYSTEM : context.pool.clock;
    }

    /** Takes a task that has ended, if there is one. */
    @Nullable
    PoolTask<?> poll() {
        PoolTask<?> task = remove();
        if (task != null && outstanding.decrementAndGet() == 0) {
            // Other waiting threads have nothing left to wait for.
            wake();
        }
        return task;
    }

    /**
     * Takes the next task that ends.
     *
     * @return the task; null if there is none to wait for
     */
    @Nullable
    PoolTask<?> take(Deadline deadline) throws InterruptedException, TimeoutException {
        PoolTask<?> task = poll();
        if (task != null || outstanding.get() == 0) {
            return task;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        CurrentWorker worker = CurrentWorker.get();
        TaskContext context = first.get();
        RosterEntry own = worker != null && context != null && areAllOf(worker.pool) ? worker.entry : null;
        long counted = StarvationDetector.NOT_COUNTED;
        Thread self = Thread.currentThread();
        try {
            // Enlisted before the next look: what arrives in between wakes this thread or is seen.
            sleepers.add(self);
            while (true) {
                long left = deadline.left();
                if (left == Signal.FOREVER && context != null && own != null) {
                    counted = context.starvation.beginWaiting(own, this, counted);
                }
                // Looked at last, with nothing between this and parking that could use up the permit of an arrival.
                task = poll();
                if (task != null || outstanding.get() == 0) {
                    return task;
                }
                if (left == Signal.FOREVER) {
                    LockSupport.park(this);
                } else if (left > 0) {
                    clock().parkNanos(this, left);
                } else {
                    throw new TimeoutException("None of " + outstanding + " unfinished tasks has ended in time");
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            sleepers.remove(self);
            if (context != null && own != null) {
                context.starvation.stopWaiting(own, this, counted);
            }
        }
    }
}
