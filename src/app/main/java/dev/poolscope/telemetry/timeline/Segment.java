package dev.poolscope.telemetry.timeline;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a lane in which one worker did one thing.
 *
 * @param worker which worker
 * @param kind what it did
 * @param from the beginning, in nanoseconds from the start of the run
 * @param to the end; of an open segment the present
 * @param open whether it has not ended yet
 * @param task the task that runs, leaves or has just ended; null if there is none
 */
public record Segment(WorkerTrace worker, SegmentKind kind, long from, long to, boolean open,
        @Nullable TaskTrace task) {

    /** Receives segments one by one, so that drawing makes no garbage. The parameters are those of {@link Segment}. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Receives one.
         *
         * @param worker which worker
         * @param kind what it did
         * @param from the beginning
         * @param to the end, or the present
         * @param open whether it has not ended yet
         * @param task the task concerned, or null
         */
        void segment(WorkerTrace worker, SegmentKind kind, long from, long to, boolean open, @Nullable TaskTrace task);

        /**
         * Returns whether a segment that has ended goes to {@link #brief} instead: of a hundred thousand, the task of each
         * is not needed, and to look at each task takes longer than everything else.
         *
         * @param from its beginning
         * @param to its end
         * @return true if its task does not matter
         */
        default boolean isBrief(long from, long to) {
            return false;
        }

        /**
         * Receives one whose task does not matter.
         *
         * @param worker which worker
         * @param kind what it did
         * @param from the beginning
         * @param to the end
         * @param failed whether it ran a task that failed
         */
        default void brief(WorkerTrace worker, SegmentKind kind, long from, long to, boolean failed) {}
    }
}
