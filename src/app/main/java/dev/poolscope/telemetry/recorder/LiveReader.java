package dev.poolscope.telemetry.recorder;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.poolscope.telemetry.event.EventBatch;
import org.jspecify.annotations.Nullable;

/**
 * Hands over the events of a live run to one thread that polls, such as that of a screen. Neither side ever waits for the
 * other. A reader that does not poll costs no more memory than its backlog may hold: when that is full it is thrown away,
 * and what comes after the next poll starts anew with everything that the log has.
 */
public final class LiveReader {

    private final int limit;
    private final Runnable whenAllIsRead;
    private final Queue<Unread> batches = new ConcurrentLinkedQueue<>();
    private final AtomicLong backlog = new AtomicLong();
    /** Set by a poll that found nothing, so that no log is copied for a reader that does not read. */
    private volatile boolean waiting;
    private volatile boolean closed;
    /** Only for the collector: whether the reader has missed something, or everything. */
    private boolean behind = true;

    /** What a batch is held against the reader: less than its size if its events are kept anyway. */
    private record Unread(EventBatch batch, int cost) {}

    public LiveReader(int limit) {
        this(limit, () -> {});
    }

    /** @param whenAllIsRead told, in the thread that reads, when it has read all there is */
    LiveReader(int limit, Runnable whenAllIsRead) {
        this.limit = limit;
        this.whenAllIsRead = whenAllIsRead;
    }

    /**
     * Takes the next batch. There is one at least every few dozen milliseconds while the run lasts, even if nothing happens,
     * because time goes on.
     *
     * @return the batch, or null if there is none yet
     */
    public @Nullable EventBatch poll() {
        Unread next = batches.poll();
        if (next == null) {
            waiting = true;
            whenAllIsRead.run();
            return null;
        }
        backlog.addAndGet(-next.cost);
        return next.batch;
    }

    /** Ends the reading: nothing more is kept for this reader. */
    public void close() {
        closed = true;
        batches.clear();
    }

    boolean isClosed() {
        return closed;
    }

    /** Takes what is new, in the collector's thread, which also knows all there was before. */
    public void publish(EventBatch batch, Supplier<EventBatch> everything) {
        if (closed) {
            return;
        }
        if (!behind && backlog.get() + costOf(batch) > limit) {
            throwAway();
        }
        if (!behind) {
            add(batch, costOf(batch));
        } else if (waiting) {
            behind = false;
            add(everything.get(), 0);
        }
    }

    /** Takes the end of the run. All there was is kept elsewhere, so that it costs nothing to have it wait here. */
    public void publishLast(EventBatch batch, EventBatch everything) {
        add(behind ? everything : batch, 0);
    }

    private void throwAway() {
        behind = true;
        waiting = false;
        for (Unread next = batches.poll(); next != null; next = batches.poll()) {
            backlog.addAndGet(-next.cost);
        }
    }

    private void add(EventBatch batch, int cost) {
        backlog.addAndGet(cost);
        batches.add(new Unread(batch, cost));
    }

    /** An empty batch takes some memory too. */
    private static int costOf(EventBatch batch) {
        return 4 + batch.events().size();
    }
}
