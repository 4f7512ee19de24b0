package dev.poolscope.telemetry.recorder;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Where one thread at a time reports events: their {@link Totals}, and a {@link DetailRing} for their details. A buffer is
 * a worker's until that has retired, and then another's; or it is claimed for each event, by a thread that finds it free.
 * What it has stays in it when its worker changes.
 *
 * <p>All methods that report wait for no other thread, and allocate nothing but, now and then, room to grow.
 */
final class EventBuffer {

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int APART = 16;
    private static final int CLAIMED = APART;
    // Of the worker's own thread: the task that it has in hand, or had last, and when that was due.
    private static final int TASK = APART + 1;
    private static final int DUE = APART + 2;
    /**
     * The stamp of the first event that has lost its detail since the last one that has not; {@link #NONE} if there is none.
     */
    private static final int LOST_SINCE = APART + 3;
    /** 1 if the reader of the details knows of that. */
    private static final int LOSS_TOLD = APART + 4;
    /** Since when the task in hand is blocked; {@link #NONE} if it is not. */
    private static final int BLOCKED_SINCE = APART + 5;
    /** For how long it was blocked before. */
    private static final int BLOCKED = APART + 6;
    private static final long NONE = Long.MIN_VALUE;

    private final Totals totals;
    private final StreamTotals streams;
    private final DetailRing details;
    private final long[] hand = new long[BLOCKED + 1 + APART];
    /** The buffer that was there before this one; written before this one can be found. */
    @Nullable
    EventBuffer older;

    // Whose it is. Only that thread finds both to be its own, because it has written them itself.
    private int worker;
    private @Nullable Thread owner;
    /** Of the stream of the task in hand; null if that has none. */
    private @Nullable Totals ofHand;

    EventBuffer(int largestRing, DetailRing.Room room, StreamTotals sharedStreams) {
        totals = new Totals(false, sharedStreams.room());
        streams = StreamTotals.ofTrack(sharedStreams);
        details = new DetailRing(largestRing, room);
        hand[LOST_SINCE] = NONE;
        hand[BLOCKED_SINCE] = NONE;
    }

    Totals totals() {
        return totals;
    }

    StreamTotals streams() {
        return streams;
    }

    DetailRing details() {
        return details;
    }

    /** Becomes the buffer of a worker, in that worker's thread. */
    void give(int workerId) {
        worker = workerId;
        owner = Thread.currentThread();
        hand[TASK] = 0;
        hand[LOST_SINCE] = NONE;
    }

    /** Is no worker's any more. */
    void take() {
        owner = null;
    }

    boolean isOf(int workerId) {
        return worker == workerId;
    }

    /** Whether the calling thread is the one to which it was given. */
    @SuppressWarnings("ReferenceEquality") // a thread is itself
    boolean isMine() {
        return owner == Thread.currentThread();
    }

    /** Whether only the calling thread can report anything to it now. */
    boolean isLeft() {
        Thread last = owner;
        return last == null || isMine() || !last.isAlive();
    }

    boolean claim() {
        return (long) CELL.getOpaque(hand, CLAIMED) == 0 && CELL.compareAndSet(hand, CLAIMED, 0L, 1L);
    }

    void release() {
        CELL.setRelease(hand, CLAIMED, 0L);
    }

    // ---------------------------------------------------------------- reported by the thread that has claimed it

    void submitted(long nanos, long taskId, long due, @Nullable String stream, boolean detailed) {
        totals.submitted(nanos, taskId, due);
        detail(detailed, nanos, EventType.SUBMITTED, taskId, 0, due, stream);
        if (stream != null) {
            streams.of(stream).submitted(nanos, taskId, due);
        }
    }

    void refused(long nanos, long due, @Nullable String stream, boolean detailed) {
        totals.refused(nanos, due);
        detail(detailed, nanos, EventType.REJECTED, 0, 0, due, stream);
        if (stream != null) {
            streams.of(stream).refused(nanos, due);
        }
    }

    void cancelled(long nanos, long taskId, int workerId, CancelCause cause, boolean detailed) {
        totals.cancelled(nanos, workerId == 0, cause.by().isPool());
        detail(detailed, nanos, EventType.CANCELLED, taskId, workerId, 0, cause);
    }

    // ---------------------------------------------------------------- reported by its worker

    void started(long nanos, long taskId, int workerId, long due, @Nullable String stream,
            boolean detailed) {
        hand[TASK] = taskId;
        hand[DUE] = due;
        hand[BLOCKED_SINCE] = NONE;
        hand[BLOCKED] = 0;
        ofHand = null;
        totals.started(nanos, due);
        ownDetail(detailed, nanos, EventType.STARTED, taskId, workerId, null);
        if (stream != null) {
            Totals ofStream = streams.of(stream);
            ofStream.started(nanos, due);
            ofHand = ofStream;
        }
    }

    /** A task waits, or waits no more. */
    void waits(EventType type, long nanos, long taskId, int workerId, @Nullable Awaited awaited, boolean detailed) {
        goOn(nanos);
        if (type == EventType.TASK_BLOCKED) {
            hand[BLOCKED_SINCE] = nanos;
        }
        totals.told(type);
        ownDetail(detailed, nanos, type, taskId, workerId, awaited);
    }

    private void goOn(long nanos) {
        if (hand[BLOCKED_SINCE] != NONE) {
            hand[BLOCKED] += nanos - hand[BLOCKED_SINCE];
            hand[BLOCKED_SINCE] = NONE;
        }
    }

    /** A task has completed or failed. */
    void ended(EventType type, long nanos, long taskId, int workerId, long submitted, long runNanos,
            @Nullable Throwable failure, boolean detailed) {
        boolean inHand = hand[TASK] == taskId;
        if (inHand) {
            goOn(nanos);
            if (hand[BLOCKED] > 0) {
                totals.blocked(hand[BLOCKED]);
            }
        }
        totals.ended(type, nanos, inHand ? hand[DUE] : submitted, runNanos);
        ownDetail(detailed, nanos, type, taskId, workerId, failure);
        Totals ofStream = ofHand;
        if (inHand && ofStream != null) {
            ofStream.ended(type, nanos, hand[DUE], runNanos);
        }
    }

    void left(long nanos, long taskId, int workerId, boolean detailed) {
        totals.told(EventType.TASK_LEFT_WORKER);
        ownDetail(detailed, nanos, EventType.TASK_LEFT_WORKER, taskId, workerId, null);
    }

    /** Idling belongs to the task before it: without that it would be of a worker that never was busy. */
    void idle(long nanos, int workerId, Sampling sampling) {
        totals.told(EventType.WORKER_IDLE);
        ownDetail(sampling.has(hand[TASK]), nanos, EventType.WORKER_IDLE, 0, workerId, null);
    }

    /**
     * An event of the worker was reported elsewhere.
     *
     * @param lost whether it was lost there; if not, one that is lost after it leaves a remark of its own
     */
    void elsewhere(boolean lost, long nanos, int workerId) {
        if (lost) {
            lose(nanos, workerId);
        } else if (hand[LOST_SINCE] != NONE && tellLoss(workerId)) {
            hand[LOST_SINCE] = NONE;
        }
    }

    private void lose(long nanos, int workerId) {
        if (hand[LOST_SINCE] == NONE) {
            hand[LOST_SINCE] = nanos;
            hand[LOSS_TOLD] = 0;
        }
        tellLoss(workerId);
    }

    /**
     * Reports an event of the worker itself. Where details are lost, the first of them leaves a remark: what comes before
     * it and what comes after it must not look as if nothing had been between them.
     */
    private void ownDetail(boolean detailed, long nanos, EventType type, long taskId, int workerId,
            @Nullable Object payload) {
        if (detailed && (hand[LOST_SINCE] == NONE || tellLoss(workerId))
                && details.writeSparingTwo(nanos, type, taskId, workerId, payload)) {
            hand[LOST_SINCE] = NONE;
        } else {
            totals.lost(type, nanos);
            lose(nanos, workerId);
        }
    }

    /**
     * Whether the reader of the details knows of the loss. There is room for that: each detail before has spared two places, and after the last of
     * them there may be two losses, before the worker is told to retire and when it is gone.
     */
    private boolean tellLoss(int workerId) {
        if (hand[LOSS_TOLD] == 0
                && details.write(hand[LOST_SINCE], EventType.NOT_RECORDED, 0, workerId, 0, null)) {
            hand[LOSS_TOLD] = 1;
        }
        return hand[LOSS_TOLD] == 1;
    }

    private void detail(boolean detailed, long nanos, EventType type, long taskId, int workerId, long due,
            @Nullable Object payload) {
        if (!detailed || !details.write(nanos, type, taskId, workerId, due, payload)) {
            totals.lost(type, nanos);
        }
    }
}
