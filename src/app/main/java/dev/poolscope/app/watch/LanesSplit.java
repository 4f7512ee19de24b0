package dev.poolscope.app.watch;

import java.util.function.IntSupplier;

import javafx.beans.property.DoubleProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;

import dev.poolscope.app.chart.lanes.LanesChart;

/**
 * Lanes above, curves below, and a divider between them. The lanes have what they want, but no more than half, until the user
 * drags the divider; from then on it stays where it was dragged to. High lanes are lower where the curves that are open would
 * else not fit, but not lower than their names and captions need; and where not even the first of these curves would fit, a line of
 * type is all that a lane needs.
 */
final class LanesSplit extends SplitPane {
    private static final double MOST_OF_LANES = 0.5;
    private static final double DIVIDER = 5;
    /** With a line each for the slot and its worker, and captions above the bars. */
    private static final double LEGIBLE_LANE = 38;

    private final Node upper;
    private final CurveRoom curves;
    private final LanesChart lanes;
    private final IntSupplier laneCount;
    private boolean placing;
    /** As it was dragged; 0 if it never was. */
    private final DoubleProperty wanted;

    LanesSplit(Node upper, LanesChart lanes, IntSupplier laneCount, CurveRoom curves, DoubleProperty wanted) {
        super(upper, curves);
        this.upper = upper;
        this.lanes = lanes;
        this.laneCount = laneCount;
        this.curves = curves;
        this.wanted = wanted;
        wanted.addListener(_ -> requestLayout());
        setOrientation(Orientation.VERTICAL);
        getStyleClass().add("lanes-split");
        setMinHeight(0);
        watchDivider();
    }

    private void watchDivider() {
        getDividers().getFirst().positionProperty().addListener((_, _, position) -> {
            if (!placing && isDragging()) {
                wanted.set(position.doubleValue());
            }
        });
    }

    /** Whether the lanes are there at all; else the curves have all the room. */
    void showLanes(boolean shown) {
        if (shown == getItems().contains(upper)) {
            return;
        }
        if (shown) {
            getItems().setAll(upper, curves);
            watchDivider();
            place();
        } else {
            getItems().setAll(curves);
        }
    }

    /** Divides anew: another run may have other lanes. */
    void place() {
        if (getHeight() <= 0 || getDividers().isEmpty()) {
            return;
        }
        placing = true;
        setDividerPositions(share());
        placing = false;
    }

    @Override
    protected void layoutChildren() {
        if (!getDividers().isEmpty() && Math.abs(getDividerPositions()[0] - share()) > 0.003 && !isDragging()) {
            place();
        }
        super.layoutChildren();
    }

    private double share() {
        double height = Math.max(1, getHeight());
        boolean curvesAreOpen = curves.isAnyOpen();
        // When all of the charts are lines of values, nothing else could use the room.
        lanes.setMaxHeight(curvesAreOpen ? USE_COMPUTED_SIZE : Double.MAX_VALUE);
        if (!curvesAreOpen) {
            return 1 - (curves.closedHeight() + DIVIDER) / height;
        }
        if (wanted.get() > 0) {
            return wanted.get();
        }
        double most = Math.min(MOST_OF_LANES * height, lanes.prefHeight(-1) + DIVIDER / 2);
        if (!lanes.isVisible()) {
            return most / height;
        }
        double room = height - DIVIDER;
        double legible = laneCount.getAsInt() * LEGIBLE_LANE * lanes.magnification();
        double least = Math.min(Math.min(most, legible),
                Math.max(lanes.leastHeight(), room - curves.leastHeightOfOne()));
        return Math.clamp(room - curves.leastHeight(room - least), least, most) / height;
    }

    private boolean isDragging() {
        Node divider = lookup(".split-pane-divider");
        return divider != null && divider.isPressed();
    }
}
