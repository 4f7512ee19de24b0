package dev.poolscope.app.watch;

import dev.poolscope.app.chart.LaneSource;
import dev.poolscope.app.chart.MarkSource;
import dev.poolscope.app.chart.StepSource;
import dev.poolscope.app.chart.TimeCursor;
import dev.poolscope.app.chart.TimeViewport;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import org.jspecify.annotations.Nullable;

/** What the watch zone shows of the run: which part of the time, and what is in it. */
public final class WatchModel {
    private static final long DEFAULT_SPAN = 10_000_000_000L;

    private final RunModel run;
    private final Selection selection;
    private final TimeViewport viewport = new TimeViewport(DEFAULT_SPAN);
    private final TimeCursor cursor = new TimeCursor();
    private final LaneSource lanes;
    private final StepSource depth;
    private final MarkSource marks;
    private final SegmentFacts facts;

    public WatchModel(RunModel run, Selection selection, Texts texts) {
        this.run = run;
        this.selection = selection;
        lanes = new TimelineLanes(run::timeline, texts);
        depth = new TimelineDepth(() -> run.timeline().pending());
        marks = new TimelineMarks(run::timeline, texts);
        facts = new SegmentFacts(run::timeline, texts);
        run.horizonProperty().addListener((_, _, horizon) -> viewport.advance(horizon.longValue()));
        run.shownProperty().addListener((_, _, shown) -> look(shown));
    }

    // A run that goes on is followed, and one that is over is seen whole.
    private void look(@Nullable ShownRun shown) {
        viewport.reset();
        viewport.setSpan(DEFAULT_SPAN);
        if (shown != null) {
            viewport.advance(shown.timeline().horizonNanos());
            if (shown.phase() == RunPhase.OVER) {
                viewport.showAll();
            }
        }
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

    TimeCursor cursor() {
        return cursor;
    }

    LaneSource lanes() {
        return lanes;
    }

    StepSource depth() {
        return depth;
    }

    StepSource alive() {
        return new TimelineDepth(() -> run.timeline().alive());
    }

    StepSource busy() {
        return new TimelineDepth(() -> run.timeline().busy());
    }

    MarkSource marks() {
        return marks;
    }

    SegmentFacts facts() {
        return facts;
    }
}
