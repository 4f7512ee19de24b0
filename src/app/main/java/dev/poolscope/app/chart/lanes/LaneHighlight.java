package dev.poolscope.app.chart.lanes;

import dev.poolscope.app.chart.time.TimeSpan;

/**
 * What stands out in the lanes because it is selected: a task, or a worker.
 *
 * @param lane in which lane, from 0
 * @param taskId the task whose segments are framed; 0 if a worker is selected, whose whole life is
 * @param span how long the task waited, or the worker lived
 */
public record LaneHighlight(int lane, long taskId, TimeSpan span) {}
