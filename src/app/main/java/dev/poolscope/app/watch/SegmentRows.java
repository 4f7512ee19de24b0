package dev.poolscope.app.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.poolscope.app.chart.lanes.LaneState;
import dev.poolscope.telemetry.timeline.Timeline;

/**
 * The segments that are visible, as rows.
 *
 * @param rows in the order of time; the first ones, if there are too many
 * @param total how many segments are visible
 */
record SegmentRows(List<SegmentRow> rows, int total) {
    /** More rows than that are not read: a closer look has fewer. */
    static final int MOST = 5_000;

    static SegmentRows visible(WatchModel model) {
        Timeline timeline = model.run().timeline();
        List<SegmentRow> rows = new ArrayList<>();
        int[] total = {0};
        for (int slot = 1; slot <= timeline.lanes().count(); slot++) {
            int lane = slot;
            int before = rows.size();
            timeline.lanes().lane(slot).visit(model.viewport().start(), model.viewport().end(), timeline.horizonNanos(),
                    (worker, kind, from, to, open, task) -> {
                        total[0]++;
                        // Each lane gives its first ones: the first of all are among them.
                        if (rows.size() - before < MOST) {
                            LaneState looks = TimelineLanes.look(kind, task);
                            rows.add(new SegmentRow(lane, worker.id(), looks, task == null ? 0 : task.id(),
                                    task == null ? null : task.stream(), from, to, open));
                        }
                    });
        }
        rows.sort(Comparator.comparingLong(SegmentRow::from).thenComparingInt(SegmentRow::slot));
        return new SegmentRows(List.copyOf(rows.subList(0, Math.min(MOST, rows.size()))), total[0]);
    }
}
