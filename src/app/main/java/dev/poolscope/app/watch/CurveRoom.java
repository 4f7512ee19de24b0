package dev.poolscope.app.watch;

import java.util.List;

import javafx.scene.layout.VBox;

import dev.poolscope.app.chart.curves.StepChart;

/**
 * The charts below the lanes. Where there is no room for all that are open, the last ones are folded to a line of values, so
 * that a curve is never lower than it can be read.
 */
final class CurveRoom extends VBox {
    private final List<StepChart> charts;

    CurveRoom(List<StepChart> charts) {
        this.charts = charts;
        getChildren().setAll(charts);
        setMinHeight(0);
    }

    /** Whether any chart is to show its curves. */
    boolean isAnyOpen() {
        return charts.stream().anyMatch(chart -> chart.isManaged() && chart.openProperty().get());
    }

    /** How much room all of them need as lines of values. */
    double closedHeight() {
        return charts.stream().mapToDouble(StepChart::closedHeight).sum();
    }

    /** How much of some room they need at least, so that as many show their curves as do in all of it. */
    double leastHeight(double room) {
        List<StepChart> shown = charts.stream().filter(StepChart::isManaged).toList();
        double needed = shown.stream().mapToDouble(StepChart::closedHeight).sum();
        for (StepChart chart : shown) {
            double more = chart.leastHeight() - chart.closedHeight();
            needed += chart.openProperty().get() && needed + more <= room ? more : 0;
        }
        return needed;
    }

    /** How much room they need so that one of those that are to show their curves does. */
    double leastHeightOfOne() {
        return closedHeight()
                + charts.stream().filter(chart -> chart.isManaged() && chart.openProperty().get()).findFirst()
                        .map(chart -> chart.leastHeight() - chart.closedHeight()).orElse(0.0);
    }

    @Override
    protected void layoutChildren() {
        fold();
        super.layoutChildren();
    }

    private void fold() {
        List<StepChart> shown = charts.stream().filter(StepChart::isManaged).toList();
        double room = getHeight() - shown.stream().mapToDouble(StepChart::closedHeight).sum();
        for (StepChart chart : shown) {
            double more = chart.leastHeight() - chart.closedHeight();
            boolean fits = !chart.openProperty().get() || more <= room;
            chart.squeezedProperty().set(!fits);
            room -= chart.openProperty().get() && fits ? more : 0;
        }
    }
}
