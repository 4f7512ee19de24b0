package dev.poolscope.stats;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Room for the samples that {@link LiveHistogram}s keep as they are, shared by those of one run. When it is used up, or closed, none
 * of them keeps any more.
 *
 * <p>Safe for use by several threads; no method waits.
 */
public final class SampleRoom {
    /** Waiting, running, both together and lateness, in all and of the task's stream. */
    private static final int SAMPLES_OF_TASK = 8;
    /** A histogram has at most two places for each sample beyond its first few: so much is enough for {@link Histogram#KEPT} tasks. */
    private static final long PLACES = (LiveHistogram.FIRST_KEPT + 2L) * SAMPLES_OF_TASK * Histogram.KEPT;

    private final AtomicLong left;
    private volatile boolean closed;

    private SampleRoom(long places) {
        left = new AtomicLong(places);
        closed = places == 0;
    }

    /** {@return room for the samples of {@value Histogram#KEPT} tasks, whatever histograms they go to} */
    public static SampleRoom ofRun() {
        return new SampleRoom(PLACES);
    }

    /** {@return no room} */
    public static SampleRoom none() {
        return new SampleRoom(0);
    }

    /** Takes some places; false if there are not so many any more, or if it is closed. */
    boolean take(int places) {
        if (!closed && left.getAndAdd(-places) < places) {
            closed = true;
        }
        return !closed;
    }

    /** Has no histogram keep samples from now on. */
    public void close() {
        closed = true;
    }

    /** {@return whether no samples are kept any more} */
    public boolean isClosed() {
        return closed;
    }
}
