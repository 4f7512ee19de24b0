package dev.poolscope.app.watch;

import dev.poolscope.app.chart.lanes.LaneState;
import org.jspecify.annotations.Nullable;

/**
 * One segment as a row of the table.
 *
 * @param slot the number of its lane
 * @param taskId the task, or 0
 * @param stream the task's stream; null if it has none
 * @param open whether it still lasted when the row was made
 */
record SegmentRow(int slot, int workerId, LaneState kind, long taskId, @Nullable String stream, long from, long to,
        boolean open) {}
