package dev.poolscope.telemetry.timeline;

import java.util.List;

import dev.poolscope.stats.PercentileSeries;

/**
 * What is left of a run without its tasks: what lanes and percentiles did, in buckets of time. A {@link Timeline} that is given one
 * tells of the time before its detail by it.
 *
 * @param endNanos where it ends, from the start of the run
 * @param lanes of each slot, from the first
 * @param waitTimes the points of how long tasks waited, in the order of time
 * @param runTimes the points of how long tasks ran, in the order of time
 */
public record Past(long endNanos, List<LaneHistory> lanes, List<PercentileSeries.Point> waitTimes,
        List<PercentileSeries.Point> runTimes) {

    /** Copies the lists. */
    public Past {
        lanes = List.copyOf(lanes);
        waitTimes = List.copyOf(waitTimes);
        runTimes = List.copyOf(runTimes);
    }
}
