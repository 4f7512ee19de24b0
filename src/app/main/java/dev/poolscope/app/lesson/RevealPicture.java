package dev.poolscope.app.lesson;

import java.util.Objects;
import java.util.function.BooleanSupplier;

import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.AskedPlace;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Moves the picture to what a lesson reveals, and hides what comes after it: picture, log, table and ledger are made of the events
 * up to the moment alone, so that nothing tells the answer to a later question.
 */
public final class RevealPicture {
    private final RunModel runs;
    private final RunCursor cursor;
    private final TimeViewport viewport;
    private final Texts texts;
    private final BooleanSupplier beside;
    private @Nullable ShownRun shown;
    private @Nullable FinishedRun last;
    private String words = "";

    /**
     * Makes one for the picture of a window.
     *
     * @param beside whether the lesson stands beside it: otherwise something else does, and that is what is run and shown
     */
    public RevealPicture(RunModel runs, RunCursor cursor, TimeViewport viewport, Texts texts, BooleanSupplier beside) {
        this.texts = texts;
        this.beside = beside;
        this.runs = runs;
        this.cursor = cursor;
        this.viewport = viewport;
    }

    /**
     * Shows what will be run, and nothing of it yet: a lesson begins.
     *
     * @param whyNot why it is not run yet
     */
    void hide(Scenario scenario, String whyNot) {
        replace(null, null);
        runs.open(scenario);
        hold(scenario, whyNot);
    }

    /** Says what will be run, and why it is not run yet. */
    void hold(Scenario scenario, String whyNot) {
        if (isBeside()) {
            runs.prepare(scenario, whyNot);
        }
    }

    /** {@return whether the lesson stands beside it} */
    boolean isBeside() {
        return beside.getAsBoolean();
    }

    /** {@return whether what it showed last, if anything, is what is shown} */
    boolean isThere() {
        return Objects.equals(runs.shownProperty().get(), shown);
    }

    /** The scenario may be run on real threads now: no question about it is open. */
    void release(Scenario scenario) {
        hold(scenario, "");
    }

    /** Shows a moment, with all that happened before it. */
    void show(RevealView reveal) {
        FinishedRun run = reveal.run();
        words = "";
        if (run == null) {
            return;
        }
        cursor.asked().end();
        long until = reveal.moment() < 0 ? run.wholeLength().toNanos() : reveal.until();
        replace(run, ShownRun.until(run, until));
        viewport.showAll();
        cursor.showMoment(reveal.moment() < 0 ? until : reveal.moment(), reveal.selected());
        words = PicturePhrases.of(cursor.state(), texts);
    }

    /** What it shows at the moment of the last reveal, in words; empty if that has no picture. */
    String inWords() {
        return words;
    }

    /** The place that may be pointed at. */
    AskedPlace asked() {
        return cursor.asked();
    }

    /**
     * Lets a place be pointed at: shows a run as far as it is known, and room for what is not.
     *
     * @param run which run
     * @param until as far as it was shown, in nanoseconds; 0 for not at all
     */
    void point(FinishedRun run, long until) {
        replace(run, ShownRun.until(run, until));
        long length = run.length().toNanos();
        viewport.show(-length / 50, length + length / 25);
        cursor.showMoment(until, null);
        viewport.show(-length / 50, length + length / 25);
        cursor.asked().ask();
    }

    /** No place is to be pointed at any more. */
    void endPointing() {
        cursor.asked().end();
    }

    /** Shows the whole of the run that was shown last: the lesson is over. */
    void whole() {
        FinishedRun run = last;
        if (run != null) {
            replace(run, ShownRun.of(run));
            last = null;
        }
        shown = null;
    }

    /** Another part of the same run has its number; another run has one of its own. */
    private void replace(@Nullable FinishedRun run, @Nullable ShownRun now) {
        ShownRun before = shown;
        boolean same = Objects.equals(last, run);
        shown = now;
        last = run;
        if (now != null) {
            runs.insert(now, same ? before : null);
        }
        if (before != null) {
            runs.forget(before);
        }
    }
}
