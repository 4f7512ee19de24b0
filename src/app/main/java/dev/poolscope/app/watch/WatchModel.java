package dev.poolscope.app.watch;

import java.util.EnumMap;
import java.util.Map;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.poolscope.app.chart.lanes.LaneSource;
import dev.poolscope.app.chart.time.MarkSource;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.watch.series.WatchChart;
import dev.poolscope.app.watch.series.WatchSeries;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** What the watch zone shows of the run: which part of the time, and what is in it. */
public final class WatchModel {
    private static final long DEFAULT_SPAN = 10_000_000_000L;
    /** Where the cursor of a run that is played stands at most, as a part of the width: what comes next is seen as well. */
    private static final double PLAYED_AT = 0.8;

    private final RunModel run;
    private final Selection selection;
    private final Transport transport;
    private final RunCursor placed;
    private final TimeViewport viewport = new TimeViewport(DEFAULT_SPAN);
    private final TimeCursor cursor = new TimeCursor();
    private final LaneOrder order;
    private final TaskLook tasks;
    private final LaneSource lanes;
    private final ReadOnlyLongWrapper laneChanges = new ReadOnlyLongWrapper(this, "laneChanges");
    private final WatchSeries series;
    private final WatchSeries whole;
    private final MarkSource marks;
    private final SegmentFacts facts;
    private final SelectionOnScreen onScreen = new SelectionOnScreen(this);
    private final ObjectProperty<@Nullable WatchChart> enlarged = new SimpleObjectProperty<>(this, "enlarged");
    private final DoubleProperty lanesShare = new SimpleDoubleProperty(this, "lanesShare");
    private final BooleanProperty still = new SimpleBooleanProperty(this, "still");
    private final BooleanProperty table = new SimpleBooleanProperty(this, "table");
    private final Map<WatchChart, BooleanProperty> open = new EnumMap<>(WatchChart.class);

    public WatchModel(RunModel run, Selection selection, RunCursor placed, Texts texts) {
        this.run = run;
        this.selection = selection;
        this.placed = placed;
        order = new LaneOrder(run::timeline, this::visible, viewport, () -> laneChanges.set(laneChanges.get() + 1));
        tasks = new TaskLook(run.scenarioProperty()::get);
        lanes = new TimelineLanes(this::visible, order, tasks, placed, texts, run::timeline,
                nanos -> run.detail().timelineAt(run.timeline(), nanos));
        tasks.colorsProperty().addListener(_ -> laneChanges.set(laneChanges.get() + 1));
        series = new WatchSeries(run::timeline,
                () -> run.detail().timelineOfCounts(run.timeline(), viewport.start(), viewport.end()), placed, texts);
        whole = new WatchSeries(run::timeline, texts);
        marks = new TimelineMarks(() -> run.timeline().marks(), texts);
        facts = new SegmentFacts(this::visible, texts);
        for (WatchChart chart : WatchChart.values()) {
            open.put(chart, new SimpleBooleanProperty(this, chart.key(), chart.isOpenAtFirst()));
        }
        viewport.tellEvery(RunModel.WORDS_NANOS);
        run.horizonProperty().addListener((_, _, horizon) -> viewport.advance(horizon.longValue()));
        // All that is told is of one moment, also when nothing comes any more.
        run.wordsProperty().addListener(_ -> viewport.tell());
        run.revisionProperty().addListener(_ -> {
            seekDetail();
            order.told();
        });
        viewport.versionProperty().addListener(_ -> seekDetail());
        run.detail().versionProperty().addListener(_ -> {
            seekDetail();
            order.learned();
            laneChanges.set(laneChanges.get() + 1);
        });
        run.shownProperty().addListener((_, before, shown) -> look(before, shown));
        run.phaseProperty().addListener((_, _, phase) -> fillAtEnd(phase));
        transport = new Transport(this, texts);
        placed.pointProperty().addListener((_, _, point) -> place(point));
        viewport.followingProperty().addListener((_, _, follows) -> {
            if (follows) {
                placed.clear();
            }
        });
    }

    /** What is drawn of lanes and counts: the run, or the stretch of its recording that was read for this part of the time. */
    Timeline visible() {
        return run.detail().timeline(run.timeline(), viewport.start(), viewport.end());
    }

    /** Before which time only totals are there, of what is visible; 0 if all of it is there in detail. */
    long totalsUntil() {
        long kept = Math.max(0, run.timeline().completeness().detailFromNanos());
        return viewport.end() <= kept ? kept : viewport.detailFrom();
    }

    /** Whether tasks are being read that are looked at. */
    boolean isLoading() {
        ShownRun shown = run.shownProperty().get();
        return run.detail().loadingProperty().get() || (shown != null && shown.isBeingRead());
    }

    // What is not kept of the visible part is read from the recording, if there is one.
    private void seekDetail() {
        run.detail().want(run.shownProperty().get(), viewport.start(), viewport.end());
        viewport.setDetailFrom(Math.max(0, visible().completeness().detailFromNanos()));
    }

    // All charts show the cursor, and the part of the run that is visible goes with it.
    private void place(@Nullable EventPoint point) {
        if (point == null) {
            cursor.lift();
            return;
        }
        long nanos = point.nanos();
        cursor.place(nanos);
        if (viewport.isFollowing()) {
            viewport.hold();
        }
        boolean moves = placed.playingProperty().get();
        long ahead = Math.round(viewport.span() * PLAYED_AT);
        if (nanos < viewport.start() || nanos >= viewport.end()) {
            viewport.show(nanos - viewport.span() / 2, viewport.span());
        } else if (moves && nanos > viewport.start() + ahead && viewport.end() < viewport.horizon()) {
            viewport.show(nanos - ahead, viewport.span());
        }
    }

    // A run that goes on is followed, and one that is over is seen whole; but from one run to another of the same scenario that is over, the
    // part that is looked at stays, so that both can be seen at the same place; its end, too, which was followed until it was over.
    private void look(@Nullable ShownRun before, @Nullable ShownRun shown) {
        if (shown != null && shown.isWholeOf(before)) {
            // The same run, of which more is known now: it stays at the place that is looked at.
            viewport.advance(shown.timeline().horizonNanos());
            return;
        }
        long start = viewport.start();
        long span = viewport.span();
        boolean over = before != null && before.phase() == RunPhase.OVER;
        boolean part = (over || !viewport.isFollowing()) && (start > 0 || viewport.end() < viewport.horizon());
        viewport.reset();
        viewport.setSpan(DEFAULT_SPAN);
        if (shown != null) {
            viewport.advance(shown.timeline().horizonNanos());
            if (shown.phase() == RunPhase.OVER && before != null && part && isOfSameScenario(before, shown)) {
                viewport.show(start, span);
            } else if (shown.phase() == RunPhase.OVER) {
                viewport.showAll();
            }
        }
    }

    private static boolean isOfSameScenario(ShownRun one, ShownRun other) {
        return one.scenario().name().equals(other.scenario().name());
    }

    // Nothing comes any more for which room was left: a run that is shorter than what is visible fills it.
    private void fillAtEnd(RunPhase phase) {
        if (phase == RunPhase.OVER && viewport.isFollowing() && viewport.horizon() <= viewport.span()) {
            viewport.showAll();
        }
    }

    /** What moves that moment. */
    public Transport transport() {
        return transport;
    }

    /** The moment of the run at which the whole window looks. */
    RunCursor placed() {
        return placed;
    }

    /** What is selected in the whole window. */
    Selection selection() {
        return selection;
    }

    RunModel run() {
        return run;
    }

    /** Which part of the run is visible. */
    public TimeViewport viewport() {
        return viewport;
    }

    /** Whether a chart shows its curves, or is folded to a line of values. */
    public BooleanProperty openProperty(WatchChart chart) {
        BooleanProperty property = open.get(chart);
        if (property == null) {
            throw new IllegalArgumentException("no chart " + chart);
        }
        return property;
    }

    /** Whether all of it is a picture that is kept: without handles, and without values of a moment. */
    public BooleanProperty stillProperty() {
        return still;
    }

    /** The chart that has all the room; null if none has. */
    public ObjectProperty<@Nullable WatchChart> enlargedProperty() {
        return enlarged;
    }

    /** The share of the lanes in the height that they have with the curves, as the divider was dragged; 0 if it never was. */
    public DoubleProperty lanesShareProperty() {
        return lanesShare;
    }

    /** Whether the lanes are a table. */
    public BooleanProperty tableProperty() {
        return table;
    }

    /** Shows just what is selected, with some room on either side; does nothing if nothing is. */
    public void fitSelection() {
        onScreen.fit();
    }

    SelectionOnScreen onScreen() {
        return onScreen;
    }

    /** In which order the lanes stand. */
    public ObjectProperty<LaneSort> laneSortProperty() {
        return order.sortProperty();
    }

    /** What the colours of tasks stand for. */
    public ObjectProperty<LaneColors> laneColorsProperty() {
        return tasks.colorsProperty();
    }

    TaskLook tasks() {
        return tasks;
    }

    LaneOrder order() {
        return order;
    }

    /** Rises when the lanes stand in another order. */
    ReadOnlyLongProperty laneChangesProperty() {
        return laneChanges.getReadOnlyProperty();
    }

    public TimeCursor cursor() {
        return cursor;
    }

    LaneSource lanes() {
        return lanes;
    }

    /** Of the whole run, however little of it is visible. */
    WatchSeries whole() {
        return whole;
    }

    WatchSeries series() {
        return series;
    }

    MarkSource marks() {
        return marks;
    }

    SegmentFacts facts() {
        return facts;
    }
}
