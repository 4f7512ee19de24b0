package dev.poolscope.app.watch;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.chart.curves.ChartMeasure;
import dev.poolscope.app.chart.curves.Curve;
import dev.poolscope.app.chart.curves.StepChart;
import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.MarkSource;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeRuler;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.watch.series.WatchChart;
import dev.poolscope.app.watch.series.WatchSeries;

/**
 * Two runs that are over on one time axis with one zoom: their lanes one below the other, their curves over each other, those of the
 * first with a whole line, those of the second with a dashed one.
 */
public final class ComparedCharts extends VBox {
    private static final long FIRST_SPAN = 10_000_000_000L;
    private static final double CURVES = 84;
    private static final double GAP = 8;
    private static final MarkSource NO_MARKS = (_, _, _) -> {};

    private final Texts texts;
    private final TimeViewport viewport = new TimeViewport(FIRST_SPAN);
    private final TimeCursor cursor = new TimeCursor();
    private final ComparedLanes a;
    private final ComparedLanes b;
    private final TimeRuler ruler;
    private final FlowPane told = new FlowPane(GAP, 0);

    /** Shows the whole of both. */
    public ComparedCharts(ShownRun a, ShownRun b, String titleA, String titleB, Texts texts) {
        this.texts = texts;
        viewport.advance(Math.max(a.timeline().horizonNanos(), b.timeline().horizonNanos()));
        viewport.showAll();
        ruler = new TimeRuler(viewport, cursor);
        this.a = new ComparedLanes(a, viewport, cursor, texts);
        this.b = new ComparedLanes(b, viewport, cursor, texts);
        WatchSeries one = new WatchSeries(a::timeline, this.a::visibleCounts, texts);
        WatchSeries other = new WatchSeries(b::timeline, this.b::visibleCounts, texts);
        this.a.chart().setId("compare-lanes-a");
        this.b.chart().setId("compare-lanes-b");
        getChildren().setAll(ruler, title(texts.of("compare.a", titleA)), this.a.chart(),
                title(texts.of("compare.b", titleB)), this.b.chart(), told,
                curves("queue", ChartMeasure.COUNT, this.a.whileItRan(one.pending()),
                        this.b.whileItRan(other.pending())),
                curves("busy", ChartMeasure.COUNT, this.a.whileItRan(one.busy()), this.b.whileItRan(other.busy())),
                curves("waiting", ChartMeasure.DURATION, this.a.whileItRan(waiting(one)),
                        this.b.whileItRan(waiting(other))));
        viewport.versionProperty().addListener(_ -> seekDetail());
        this.a.detail().versionProperty().addListener(_ -> redraw());
        this.b.detail().versionProperty().addListener(_ -> redraw());
        this.a.detail().problemProperty().addListener(_ -> redraw());
        this.b.detail().problemProperty().addListener(_ -> redraw());
        seekDetail();
    }

    // What is not kept of the visible part is read from the recording, if there is one.
    private void seekDetail() {
        a.seekDetail();
        b.seekDetail();
        tellDetail();
    }

    private void redraw() {
        seekDetail();
        getChildren().stream().filter(TimeChart.class::isInstance).forEach(chart -> ((TimeChart) chart).refresh());
    }

    private void tellDetail() {
        viewport.setDetailFrom(Math.max(0,
                Math.max(a.visible().completeness().detailFromNanos(), b.visible().completeness().detailFromNanos())));
        String ofA = a.detail().problemProperty().get();
        String why = ofA.isEmpty() ? b.detail().problemProperty().get() : ofA;
        ruler.thinnedTextProperty().set(a.isLoading() || b.isLoading()
                ? texts.of("watch.loading")
                : why.isEmpty()
                        ? texts.of("watch.thinned", TimeText.clock(viewport.detailFrom()))
                        : texts.of("watch.unreadable", why));
    }

    private static StepSource waiting(WatchSeries series) {
        return series.curves(WatchChart.WAITING).get(1).source();
    }

    private static Label title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("shortcuts-group-title");
        return title;
    }

    /** What hears of each click into the lanes of the first: on which task it was; empty if on none. */
    public void setOnPickedInA(Consumer<OptionalLong> consumer) {
        onPicked(a, consumer);
    }

    /** What hears of each click into the lanes of the second. */
    public void setOnPickedInB(Consumer<OptionalLong> consumer) {
        onPicked(b, consumer);
    }

    private static void onPicked(ComparedLanes lanes, Consumer<OptionalLong> consumer) {
        lanes.chart().setOnPicked(segment -> consumer.accept(segment == null || segment.taskId() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(segment.taskId())));
    }

    /** Lets a task of each stand out. */
    public void highlight(OptionalLong inA, OptionalLong inB) {
        a.highlight(inA);
        b.highlight(inB);
    }

    /** {@return what stands between the lanes and the curves: room for what is to be said of the task that stands out} */
    public Pane told() {
        return told;
    }

    private StepChart curves(String what, ChartMeasure measure, StepSource a, StepSource b) {
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
