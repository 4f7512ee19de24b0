package dev.poolscope.simulation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen, in the order of virtual time; and the virtual clock, which stands where the last of it happened.
 *
 * <p>Timers of one instant happen in the order of their kind ({@link Timer#ARRIVAL} and so on), of the order they are given
 * within it, and of their setting. Wake-ups happen at the instant that causes them, after all that ends then and before idle
 * timeouts, first in, first out.
 *
 * <p>A machine that is late changes that by its {@link Delays}. Arrivals, actions and cancellations are started by one thread, in the
 * order in which they are due: none before one that was due earlier. If the delays say so, what happens at one instant
 * happens in a random order.
 *
 * <p>A binary heap that knows where each timer stands, so that setting, moving and dropping one costs logarithmic time and
 * no memory.
 */
final class Agenda {
    private static final int KIND_SHIFT = 60;
    private static final int ORDER_SHIFT = 44;
    private static final long LARGEST_ORDER = (1L << (KIND_SHIFT - ORDER_SHIFT)) - 1;
    private static final long SEQUENCE = (1L << ORDER_SHIFT) - 1;

    private Timer[] heap = new Timer[64];
    private int size;
    private long set;
    private long now;
    private final Queue<Runnable> wakeUps = new ArrayDeque<>();
    private final Delays delays;
    private final @Nullable UniformRandomProvider ties;
    private final ArrivalThread arrivals = new ArrivalThread();

    Agenda(Delays delays) {
        this.delays = delays;
        ties = delays.ties();
    }

    /** A timer that is due, and when the thread that starts arrivals and actions gets to it. */
    private record Due(Timer timer, long moment) {}

    /** The thread that starts arrivals and actions, and may be late. As a timer it is the moment when it gets to the next of them. */
    private final class ArrivalThread extends Timer {
        private final Queue<Due> queue = new ArrayDeque<>();
        private long last;

        void add(Timer timer, boolean submits) {
            long moment = Math.max(last, now + delays.arrival()) + (submits ? delays.submission() : 0);
            if (moment == now && queue.isEmpty() && ties == null) {
                timer.happen();
                return;
            }
            last = moment;
            timer.overdue = true;
            queue.add(new Due(timer, moment));
            plan();
        }

        private void plan() {
            Due next = queue.peek();
            if (next != null && !isSet()) {
                set(this, next.moment, END);
            }
        }

        @Override
        void happen() {
            Timer next = queue.remove().timer;
            plan();
            // Otherwise it was dropped or moved meanwhile.
            if (next.overdue) {
                next.overdue = false;
                next.happen();
            }
        }
    }

    /** Whether what is due may happen later than that. */
    boolean isLate() {
        return delays.areArrivalsLate();
    }

    Delays delays() {
        return delays;
    }

    /** The virtual time, in nanoseconds from the start of the run. */
    long now() {
        return now;
    }

    /** Sets a timer, or moves it. One that is set for a moment that has passed happens now. */
    void set(Timer timer, long nanos, int kind, int order) {
        timer.overdue = false;
        timer.nanos = Math.max(now, nanos);
        timer.rank = ties == null || isStartedInOrder(kind)
                ? (long) kind << KIND_SHIFT | Math.min(order, LARGEST_ORDER) << ORDER_SHIFT | (++set & SEQUENCE)
                : (long) Timer.END << KIND_SHIFT | ties.nextLong() >>> (Long.SIZE - KIND_SHIFT);
        int place = timer.place;
        if (place < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            place = size++;
        }
        if (!up(timer, place)) {
            down(timer, place);
        }
    }

    /** As {@link #set(Timer, long, int, int)}; within its kind, in the order of setting. */
    void set(Timer timer, long nanos, int kind) {
        set(timer, nanos, kind, 0);
    }

    /** Sees to it that a timer does not happen. */
    void drop(Timer timer) {
        timer.overdue = false;
        int place = timer.place;
        if (place < 0) {
            return;
        }
        timer.place = -1;
        Timer last = heap[--size];
        if (place < size && !up(last, place)) {
            down(last, place);
        }
    }

    private static boolean isStartedInOrder(int kind) {
        return kind <= Timer.CANCELLATION || kind == Timer.END_OF_RUN;
    }

    /** Does something at this instant, after all that ends at it. */
    void wake(Runnable wakeUp) {
        wake(wakeUp, 0);
    }

    /** Does something after so many nanoseconds, after all that ends then. */
    void wake(Runnable wakeUp, long nanos) {
        if (nanos == 0 && ties == null) {
            wakeUps.add(wakeUp);
            return;
        }
        set(new Timer() {
            @Override
            void happen() {
                wakeUp.run();
            }
        }, now + nanos, Timer.WAKE_UP);
    }

    /** Lets the next thing happen; false if there is none. */
    boolean advance() {
        Timer first = first();
        if (!wakeUps.isEmpty() && (first == null || first.nanos > now || first.rank >>> KIND_SHIFT > Timer.WAKE_UP)) {
            wakeUps.remove().run();
            return true;
        }
        if (first == null) {
            return false;
        }
        now = first.nanos;
        drop(first);
        int kind = (int) (first.rank >>> KIND_SHIFT);
        if (isStartedInOrder(kind)) {
            arrivals.add(first.due(), kind == Timer.ARRIVAL);
        } else {
            first.happen();
        }
        return true;
    }

    private @Nullable Timer first() {
        return size == 0 ? null : heap[0];
    }

    private boolean up(Timer timer, int from) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            Timer above = heap[parent];
            if (!timer.isBefore(above)) {
                break;
            }
            put(above, place);
            place = parent;
        }
        put(timer, place);
        return place != from;
    }

    private void down(Timer timer, int from) {
        int place = from;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(timer)) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(timer, place);
    }

    private void put(Timer timer, int place) {
        heap[place] = timer;
        timer.place = place;
    }
}
