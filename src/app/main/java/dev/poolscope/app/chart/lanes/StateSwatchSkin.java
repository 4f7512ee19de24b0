package dev.poolscope.app.chart.lanes;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.Raster;
import dev.poolscope.app.chart.time.RectBatch;
import dev.poolscope.app.chart.time.TimeChartSkin;

/** Draws the sample as one segment that fills the control. */
final class StateSwatchSkin extends TimeChartSkin<StateSwatch> {
    private static final double WIDTH = 26;
    private static final double HEIGHT = 16;

    private final SegmentDetails details = new SegmentDetails(pen());

    StateSwatchSkin(StateSwatch swatch) {
        super(swatch);
    }

    @Override
    protected boolean hasGutter() {
        return false;
    }

    @Override
    public void paint(ChartPen pen) {
        LaneState kind = getSkinnable().kind();
        Raster ground = pen.wholeGround();
        ground.ink(pen.color(ChartColor.LANE), 1);
        ground.fillAll();
        ground.ink(pen.color(kind.color()), 1);
        if (kind == LaneState.NOT_RECORDED) {
            RectBatch all = new RectBatch();
            all.add(0, 0, pen.width(), pen.height());
            SegmentPainter.fill(ground, kind, all, pen.color(kind.color()), 1);
        } else if (kind == LaneState.IDLE) {
            double thin = 3;
            ground.fill(0, Math.rint((pen.height() - thin) / 2), pen.width(), thin);
        } else {
            ground.fillAll();
        }
        details.begin();
        details.add(kind, 0, 0, pen.width(), pen.height(), 0);
        details.finish(ground);
        pen.draw(ground);
        details.captions();
    }

    @Override
    protected double computePrefWidth(double height, double top, double right, double bottom, double left) {
        return WIDTH;
    }

    @Override
    protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
        return HEIGHT;
    }

    @Override
    protected double computeMaxWidth(double height, double top, double right, double bottom, double left) {
        return WIDTH;
    }
}
