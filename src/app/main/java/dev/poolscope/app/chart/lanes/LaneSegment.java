package dev.poolscope.app.chart.lanes;

/**
 * One segment of a lane.
 *
 * @param lane which lane, from 0
 * @param from its begin, in nanoseconds from the start of the run
 * @param to its end; the newest known moment while it lasts
 * @param open whether it still lasted when it was looked up
 * @param taskId the task that ran, or 0
 * @param workerId whose segment it is
 */
public record LaneSegment(int lane, LaneState kind, long from, long to, boolean open, long taskId, int workerId) {}
