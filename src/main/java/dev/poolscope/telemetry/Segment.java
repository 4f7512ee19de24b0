package dev.poolscope.telemetry;

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
public record Segment(WorkerLife worker, SegmentKind kind, long from, long to, boolean open, @Nullable TaskLife task) {

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
        void segment(WorkerLife worker, SegmentKind kind, long from, long to, boolean open, @Nullable TaskLife task);
    }
}
