package dev.poolscope.app.chart.lanes;

/**
 * A place in the lanes that was pointed at.
 *
 * @param lane in which lane, from 0
 * @param nanos when, from the start of the run
 */
public record LanePin(int lane, long nanos) {}
