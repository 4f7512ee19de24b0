package dev.poolscope.app.chart.lanes;

import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/** What the lanes show. Asked at every picture, for the visible part only; answers must be quick and need no lock. */
public interface LaneSource {

    /** How many lanes there are. */
    int laneCount();

    /** The name of a lane, from 0. */
    String title(int lane);

    /** What is in the lane at the moment that is looked at, in a few words; empty if nothing is. */
    String detail(int lane);

    /**
     * What is in the lane at a moment, in a few words; empty if nothing is.
     *
     * @param nanos the moment, in nanoseconds from the start of the run
     */
    default String detailAt(int lane, long nanos) {
        return detail(lane);
    }

    /**
     * Tells of every segment of a lane that touches a stretch of time, in time order.
     *
     * @param from the first moment, in nanoseconds from the start of the run
     * @param to the first moment after it
     */
    void segments(int lane, long from, long to, SegmentVisitor visitor);

    /**
     * Stands for everything in a lane from a moment on that has ended: as long as this is equal to what it was, for this moment or an
     * earlier one, so is every segment that was not open then. Null if that is not known.
     *
     * @param from the moment, in nanoseconds from the start of the run
     */
    default @Nullable Object past(int lane, long from) {
        return null;
    }

    /** {@return when a task failed; {@link Long#MIN_VALUE} if it did not, or if that is not known} */
    default long failedNanos(long taskId) {
        return Long.MIN_VALUE;
    }

    /**
     * {@return when the lanes end, in nanoseconds from the start of the run; {@link Long#MAX_VALUE}, the default, if they have no end of their
     * own}
     */
    default long endNanos() {
        return Long.MAX_VALUE;
    }

    /** {@return the moment that is looked at, from which idle timeouts are counted} */
    default long lookedAtNanos() {
        return 0;
    }

    /**
     * Returns when the idle timeout is due of the worker that is idle in a lane at the moment that is looked at.
     *
     * @param lane which lane, from 0
     * @return nanoseconds from the start of the run; {@link Long#MIN_VALUE} if no worker is idle there, or if it never retires
     */
    default long reapNanos(int lane) {
        return Long.MIN_VALUE;
    }

    /** Visits every spawn and retirement in a stretch of time, in time order. */
    void turns(int lane, long from, long to, TurnVisitor visitor);

    /**
     * Tells what is left of a lane from before the detail, as far as it touches a stretch of time: bucket by bucket, in time
     * order. Nothing if everything is kept.
     */
    default void history(int lane, long from, long to, BucketVisitor visitor) {}

    /** Takes stretches of which only totals are kept. */
    interface BucketVisitor {
        /**
         * One bucket.
         *
         * @param from its begin
         * @param to its end
         * @param nanos for how long a kind lasted in it
         * @param failures whether tasks failed in it
         */
        void bucket(long from, long to, ToLongFunction<LaneState> nanos, boolean failures);
    }

    /** Takes segments, one after the other; there is no object for each, since there may be many. */
    interface SegmentVisitor {
        /**
         * One segment.
         *
         * @param from its begin
         * @param to its end; the newest known moment while it lasts
         * @param open whether it still lasts
         * @param taskId the task that ran, or 0
         * @param workerId the worker whose segment it is
         */
        void segment(LaneState kind, long from, long to, boolean open, long taskId, int workerId);

        /** Whether the task of a segment that has ended does not matter; then it is told as 0. */
        default boolean isBrief(long from, long to) {
            return false;
        }
    }

    /** Takes where workers come and go. */
    interface TurnVisitor {
        /**
         * One spawn or retirement.
         *
         * @param spawn true where a worker begins, false where one is gone
         * @param caption the worker's number, or why it retired; made only when it is asked for, since there may be many more
         *            turns than there is room for words
         */
        void turn(long nanos, boolean spawn, Supplier<String> caption);
    }
}
