package dev.poolscope.app.watch;

import javafx.beans.property.DoubleProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;

import dev.poolscope.app.chart.lanes.LanesChart;

/**
 * Lanes above, curves below, and a divider between them. The lanes have what they want, but no more than half, until the user
 * drags the divider; from then on it stays where it was dragged to.
 */
final class LanesSplit extends SplitPane {
    private static final double MOST_OF_LANES = 0.5;
    private static final double DIVIDER = 5;

    private final Node upper;
    private final CurveRoom curves;
    private final LanesChart lanes;
    private boolean placing;
    /** As it was dragged; 0 if it never was. */
    private final DoubleProperty wanted;

    LanesSplit(Node upper, LanesChart lanes, CurveRoom curves, DoubleProperty wanted) {
        super(upper, curves);
        this.upper = upper;
        this.lanes = lanes;
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
        return wanted.get() > 0 ? wanted.get() : Math.min(MOST_OF_LANES, (lanes.prefHeight(-1) + DIVIDER / 2) / height);
    }

    private boolean isDragging() {
        Node divider = lookup(".split-pane-divider");
        return divider != null && divider.isPressed();
    }
}
