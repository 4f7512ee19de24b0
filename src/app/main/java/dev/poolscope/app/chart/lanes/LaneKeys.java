package dev.poolscope.app.chart.lanes;

import javafx.scene.input.KeyEvent;

import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.key.ZoneKey;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the lanes by keys: a frame moves from lane to lane, and along a lane from segment to segment; another key does there
 * what a click would do.
 */
final class LaneKeys {
    /** Of the visible time so much is looked through first. */
    private static final long NEAR = 40;

    private final LanesChart chart;
    /** Where the frame was put; from lane to lane it stays near it. */
    private long moment;

    LaneKeys(LanesChart chart) {
        this.chart = chart;
    }

    void pressed(KeyEvent event) {
        ZoneKey.of(ZoneKey.Place.LANES, event).ifPresent(key -> {
            LaneSegment at = current();
            if (at == null) {
                begin();
            } else {
                perform(key, at);
            }
            event.consume();
        });
    }

    private void perform(ZoneKey key, LaneSegment at) {
        switch (key) {
            case LANE_ABOVE -> vertically(at.lane(), -1);
            case LANE_BELOW -> vertically(at.lane(), 1);
            case SEGMENT_BEFORE -> along(at, false);
            case SEGMENT_AFTER -> along(at, true);
            case SELECT_SEGMENT -> {
                chart.pick(at);
                chart.point(new LanePin(at.lane(), moment));
            }
            default -> {
                // none of the lanes
            }
        }
    }

    /** The frame goes where it was clicked, so that the keys go on from there. */
    void clicked(@Nullable LaneSegment segment, long nanos) {
        moment = nanos;
        chart.reach(segment);
    }

    /** What is framed, as it is now: it may have grown, or be in another lane, where it is not found again. */
    @Nullable
    LaneSegment current() {
        LaneSegment known = chart.reachedProperty().get();
        if (known == null || known.lane() >= chart.source().laneCount()) {
            return null;
        }
        NearestSegment again = new NearestSegment(known.lane(), known.from());
        chart.source().segments(known.lane(), known.from(), known.from() + 1, again);
        LaneSegment now = again.found();
        return now != null && now.workerId() == known.workerId() && now.from() == known.from() ? now : null;
    }

    // At what is selected, or else in the first lane, at the cursor, if that is in sight.
    private void begin() {
        TimeViewport viewport = chart.viewport();
        moment = chart.cursor().placed().stream().filter(at -> at >= viewport.start() && at < viewport.end())
                .findFirst()
                .orElse((viewport.visibleFrom() + viewport.visibleUntil()) / 2);
        LaneHighlight selected = chart.highlightProperty().get();
        int lane = selected == null ? 0 : Math.clamp(selected.lane(), 0, Math.max(0, chart.source().laneCount() - 1));
        if (!to(lane)) {
            vertically(lane, 1);
        }
    }

    private void vertically(int lane, int step) {
        int next = lane + step;
        while (next >= 0 && next < chart.source().laneCount() && !to(next)) {
            next += step;
        }
    }

    /** {@return whether anything was in sight in that lane} */
    private boolean to(int lane) {
        TimeViewport viewport = chart.viewport();
        long near = viewport.span() / NEAR;
        NearestSegment nearest = new NearestSegment(lane, moment);
        chart.source().segments(lane, moment - near, moment + near, nearest);
        if (nearest.found() == null) {
            chart.source().segments(lane, viewport.start(), viewport.end(), nearest);
        }
        LaneSegment found = nearest.found();
        if (found == null) {
            return false;
        }
        chart.reach(found);
        chart.reveal(lane);
        return true;
    }

    private void along(LaneSegment at, boolean later) {
        TimeViewport viewport = chart.viewport();
        Beside beside = new Beside(at, later);
        if (later) {
            chart.source().segments(at.lane(), at.to(), Math.max(at.to(), viewport.end()) + viewport.span(), beside);
        } else {
            chart.source().segments(at.lane(), Math.min(at.from(), viewport.start()) - viewport.span(), at.from(),
                    beside);
        }
        LaneSegment found = beside.found;
        if (found != null) {
            moment = found.from() + (found.to() - found.from()) / 2;
            chart.reach(found);
            if (found.to() <= viewport.start() || found.from() >= viewport.end()) {
                viewport.show(found.from() - viewport.span() / 2, viewport.span());
            }
        }
    }

    /** The segment before another one, or after it. */
    private static final class Beside implements LaneSource.SegmentVisitor {
        private final LaneSegment one;
        private final boolean later;
        private @Nullable LaneSegment found;

        Beside(LaneSegment one, boolean later) {
            this.one = one;
            this.later = later;
        }

        @Override
        public void segment(LaneState kind, long from, long to, boolean open, long taskId, int workerId) {
            LaneSegment other = new LaneSegment(one.lane(), kind, from, to, open, taskId, workerId);
            LaneSegment best = found;
            boolean beside = later ? from >= one.to() : to <= one.from();
            boolean nearer = best == null || (later ? from < best.from() : to > best.to());
            if (beside && nearer && !other.equals(one)) {
                found = other;
            }
        }
    }
}
