package dev.poolscope.app.watch;

import java.util.List;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import dev.poolscope.app.chart.curves.Curve;
import dev.poolscope.app.chart.curves.Measure;
import dev.poolscope.app.chart.curves.StepChart;
import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.MarkSource;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeRuler;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.timeline.Timeline;

/**
 * Two runs that are over on one time axis with one zoom: their lanes one below the other, their curves over each other, those of the
 * first with a whole line, those of the second with a dashed one.
 */
public final class ComparedCharts extends VBox {
    private static final long FIRST_SPAN = 10_000_000_000L;
    private static final double LANE = 30;
    private static final double LEAST_LANES = 46;
    private static final double MOST_LANES = 190;
    private static final double RULER = 30;
    private static final double CURVES = 84;
    private static final MarkSource NO_MARKS = (_, _, _) -> {};

    private final Texts texts;
    private final TimeViewport viewport = new TimeViewport(FIRST_SPAN);
    private final TimeCursor cursor = new TimeCursor();

    /** Shows the whole of both. */
    public ComparedCharts(ShownRun a, ShownRun b, String titleA, String titleB, Texts texts) {
        this.texts = texts;
        WatchSeries one = new WatchSeries(a::timeline, texts);
        WatchSeries other = new WatchSeries(b::timeline, texts);
        viewport.advance(Math.max(a.timeline().horizonNanos(), b.timeline().horizonNanos()));
        viewport.setDetailFrom(Math.max(one.detailFrom(), other.detailFrom()));
        viewport.showAll();
        TimeRuler ruler = new TimeRuler(viewport, cursor, NO_MARKS);
        ruler.setMaxHeight(RULER);
        ruler.setPrefHeight(RULER);
        ruler.setMinHeight(RULER);
        getChildren().setAll(ruler, title(texts.of("compare.a", titleA)), lanes(a),
                title(texts.of("compare.b", titleB)), lanes(b),
                curves("queue", Measure.COUNT, one.pending(), other.pending()),
                curves("busy", Measure.COUNT, one.busy(), other.busy()),
                curves("waiting", Measure.DURATION, waiting(one), waiting(other)));
    }

    private static StepSource waiting(WatchSeries series) {
        return series.curves(WatchChart.WAITING).get(1).source();
    }

    private static Label title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("shortcuts-group-title");
        return title;
    }

    private LanesChart lanes(ShownRun run) {
        LaneOrder order = new LaneOrder(run::timeline, viewport, () -> {});
        Timeline timeline = run.timeline();
        LanesChart chart = new LanesChart(viewport, cursor,
                new TimelineLanes(run::timeline, order, new TaskLook(run::scenario), texts),
                new TimelineMarks(run::timeline, texts));
        chart.gapTextProperty().set(texts.of("lanes.noThread"));
        double height = Math.clamp(timeline.laneCount() * LANE, LEAST_LANES, MOST_LANES);
        chart.setMinHeight(height);
        chart.setPrefHeight(height);
        return chart;
    }

    private StepChart curves(String what, Measure measure, StepSource a, StepSource b) {
        StepChart chart = new StepChart(viewport, cursor, NO_MARKS, measure,
                List.of(new Curve(texts.of("compare.curveA"), a, ChartColor.SERIES, 0.1),
                        new Curve(texts.of("compare.curveB"), b, ChartColor.P99, 0, true)));
        chart.setId("compare-" + what);
        chart.titleProperty().set(texts.of("compare." + what));
        chart.setMinHeight(CURVES);
        chart.setPrefHeight(CURVES);
        return chart;
    }
}
