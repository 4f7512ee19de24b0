package dev.poolscope.app.shell;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.ActionLateness;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.Verdict;
import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolState;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.moment.StateAt;
import dev.poolscope.telemetry.timeline.RunCounts;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Says in words and numbers how the pool stands. */
public final class StatusBarController {
    /** Less is what any machine is late by now and then. */
    private static final long LATE_ENOUGH = 20_000_000;
    private static final int STEPS = 5;
    /** Stands for a number before there is a run of which it could be. */
    private static final String NONE = "–";
    private static final long LEFT_OUT_NANOS = 3_000_000_000L;
    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");
    private static final PseudoClass PASSING = PseudoClass.getPseudoClass("passing");
    private static final PseudoClass BROKEN = PseudoClass.getPseudoClass("broken");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final RunModel model;
    private final RunCursor cursor;
    private final Texts texts;
    private final ActionLateness actions;
    private final List<Figure> always;
    private final Figure pending;
    /** Are shown only while there are some. */
    private final List<Figure> sometimes;
    private final Tooltip lateHint = new Tooltip();
    private String fittedRoom = "";
    private String fittedWords = "";
    /** How much is left out: nothing at 0, the most at {@link #STEPS}. */
    private int step;
    private final NanoClock clock = NanoClock.SYSTEM;
    private long shownAt;
    /** When it was last tried whether nothing need be left out, in nanoseconds from the start of the run. */
    private long fittedAt;

    @FXML
    private HBox bar;
    @FXML
    private Region stateDot;
    @FXML
    private Label state;
    @FXML
    private HBox figures;
    @FXML
    private Label late;
    @FXML
    private Label expectations;
    @FXML
    private Label oldest;
    @FXML
    private Label time;

    /** A number with its name. */
    private static final class Figure extends HBox {
        private final ToLongFunction<Counts> value;
        private final Label number = new Label("0");
        private final Label label = new Label();
        private final String one;
        private final String many;
        private final String brief;

        Figure(String one, String many, String brief, String style, ToLongFunction<Counts> value) {
            this.value = value;
            this.one = one;
            this.many = many;
            this.brief = brief;
            label.setText(many);
            label.getStyleClass().add("figure-name");
            label.setMinWidth(USE_PREF_SIZE);
            number.getStyleClass().addAll("number", style);
            // Part of a number is another number: it is shown whole.
            number.setMinWidth(USE_PREF_SIZE);
            Tooltip.install(this, new Tooltip(many));
            getStyleClass().add("figure");
            getChildren().setAll(number, label);
            managedProperty().bind(visibleProperty());
        }

        void show(@Nullable Counts counts) {
            number.setText(counts == null ? NONE : LegibleCount.of(value.applyAsLong(counts)));
        }

        boolean isZero() {
            return "0".equals(number.getText()) || NONE.equals(number.getText());
        }

        /** What its room depends on. */
        String form() {
            String text = number.getText();
            return text.length() + (isZero() ? "z" : "1".equals(text) ? "1" : "n");
        }

        void brief(boolean shortened) {
            label.setText(shortened ? brief : "1".equals(number.getText()) ? one : many);
        }
    }

    public StatusBarController(RunModel model, RunCursor cursor, Texts texts) {
        this.model = model;
        this.cursor = cursor;
        this.texts = texts;
        actions = new ActionLateness(model);
        pending = figure("pending", Counts::pending);
        always = List.of(figure("alive", Counts::alive), figure("busy", Counts::busy), figure("free", Counts::free),
                pending, figure("completed", Counts::completed),
                figure("failed", Counts::failed), figure("cancelled", Counts::cancelled));
        sometimes = List.of(figure("rejected", Counts::rejected), events("lost", _ -> model.lostProperty().get()),
                events("unkept", _ -> model.unkeptProperty().get()),
                events("unwritten", _ -> model.unwrittenProperty().get()));
    }

    private Figure figure(String name, ToLongFunction<Counts> value) {
        return figure(name, texts.of("status." + name), value);
    }

    private Figure figure(String name, String many, ToLongFunction<Counts> value) {
        Figure figure = new Figure(texts.of("status." + name), many, texts.of("status." + name + ".brief"),
                "figure-" + name, value);
        figure.setId("figure-" + name);
        return figure;
    }

    /** A number of things, of which one is named otherwise than many. */
    private Figure events(String name, ToLongFunction<Counts> value) {
        return figure(name, texts.of("status." + name + ".many"), value);
    }

    @FXML
    void initialize() {
        figures.getChildren().setAll(always);
        figures.getChildren().addAll(sometimes);
        late.managedProperty().bind(late.visibleProperty());
        late.setTooltip(lateHint);
        expectations.managedProperty().bind(expectations.visibleProperty());
        oldest.managedProperty().bind(oldest.visibleProperty());
        bar.widthProperty().addListener(_ -> fit());
        // Larger type for an audience needs more room for the same words.
        state.fontProperty().addListener(_ -> fit());
        bar.sceneProperty().addListener(_ -> fit());
        model.wordsProperty().addListener(_ -> show());
        model.phaseProperty().addListener(_ -> show());
        cursor.pointProperty().addListener(_ -> follow());
        cursor.playingProperty().addListener(_ -> show());
        show();
    }

    // While it plays, words that change with each picture cannot be read.
    private void follow() {
        if (!cursor.playingProperty().get() || clock.nanoTime() - shownAt >= RunModel.WORDS_NANOS) {
            show();
        }
    }

    /** How everything stood at the cursor; null if there is none, or if that is not known any more. */
    private @Nullable StateAt pointedAt() {
        StateAt then = cursor.moment().isPresent() ? cursor.state() : null;
        return then == null || then.knowledge() == StateAt.Knowledge.NOTHING ? null : then;
    }

    private void show() {
        shownAt = clock.nanoTime();
        StateAt then = pointedAt();
        Counts counts = model.phaseProperty().get().isBeforeRun()
                ? null
                : then == null ? model.countsProperty().get() : then.counts();
        always.forEach(figure -> figure.show(counts));
        sometimes.forEach(figure -> figure.show(counts));
        showState(then);
        showTimes(then);
        showExpectations();
        fit();
    }

    /**
     * Leaves out, step by step, what is least missed, until all that is left stands there whole: first what is zero, then the
     * ends of names, then what the chart of waiting times and the summary tell as well. What is left out while a run goes on stays left
     * out for some seconds, unless there is more room: words that come and go cannot be read.
     */
    private void fit() {
        if (bar.getWidth() <= 0 || bar.getScene() == null) {
            return;
        }
        RunPhase phase = model.phaseProperty().get();
        String room = Math.rint(bar.getWidth()) + " " + state.getFont().getSize() + " " + phase;
        // Digits are as wide as each other: a moment that moves on needs no other room.
        String words = state.getText().replaceAll("\\d", "0") + bar.getChildrenUnmodifiable().stream()
                .map(child -> child instanceof Label label ? label.getText().length() + "," : "").toList()
                + Stream.concat(always.stream(), sometimes.stream())
                        .map(Figure::form).toList();
        boolean sameRoom = room.equals(fittedRoom);
        if (sameRoom && words.equals(fittedWords)) {
            return;
        }
        fittedRoom = room;
        fittedWords = words;
        long now = model.horizonProperty().get();
        if (!sameRoom || phase == RunPhase.OVER || Math.abs(now - fittedAt) >= LEFT_OUT_NANOS) {
            fittedAt = now;
            step = 0;
        }
        fit(step);
        bar.applyCss();
        while (step < STEPS && bar.prefWidth(-1) > bar.getWidth()) {
            step++;
            fit(step);
            bar.applyCss();
        }
    }

    private void fit(int leftOut) {
        for (Figure figure : always) {
            figure.setVisible(leftOut < 1 || !figure.isZero() || figure == pending);
            figure.brief(leftOut >= 2);
        }
        for (Figure figure : sometimes) {
            figure.setVisible(!figure.isZero());
            figure.brief(leftOut >= 2);
        }
        oldest.setVisible(!oldest.getText().isEmpty() && leftOut < 3);
        late.setVisible(!late.getText().isEmpty() && leftOut < 4);
        expectations.setVisible(!expectations.getText().isEmpty() && leftOut < 5);
    }

    // While the run goes on, only what cannot change any more is worth a word.
    private void showExpectations() {
        List<Expectation.Outcome> outcomes = model.outcomesProperty().get();
        boolean over = model.phaseProperty().get() == RunPhase.OVER;
        long failed = outcomes.stream().filter(each -> Verdict.of(each, over) == Verdict.FAILED).count();
        boolean told = !outcomes.isEmpty() && (over || failed > 0);
        expectations.setText(!told
                ? ""
                : failed > 0
                        ? texts.of("status.expectations.failed", failed, outcomes.size())
                        : texts.of("status.expectations.held", outcomes.size()));
        expectations.pseudoClassStateChanged(FAILED, failed > 0);
    }

    /** Says of which moment the numbers are, unless it is the only one that is looked at. */
    private String ofWhen(@Nullable StateAt then, String stands) {
        if (cursor.moment().isEmpty()) {
            return stands;
        }
        return then != null
                ? texts.of("status.at", TimeText.moment(then.point().nanos()), stands)
                : texts.of(model.phaseProperty().get() == RunPhase.OVER ? "status.atEnd" : "status.now", stands);
    }

    private void showState(@Nullable StateAt then) {
        boolean before = model.phaseProperty().get().isBeforeRun();
        PoolState now = then == null ? model.poolStateProperty().get() : then.pool();
        // Also when it is over: the first thing to know on coming back to the window is that it broke.
        boolean broken = !before && (then == null ? model.timeline().counts().isBroken() : then.broken());
        String stands = before
                ? texts.of("state.none")
                : now == null
                        ? texts.of("state.unknown")
                        : broken && now != PoolState.BROKEN
                                ? texts.of("state.afterBreaking", texts.of("state." + now))
                                : texts.of("state." + now);
        state.setText(ofWhen(then, stands));
        stateDot.pseudoClassStateChanged(OPEN, !before && now == PoolState.OPEN);
        stateDot.pseudoClassStateChanged(PASSING,
                !before && !broken && (now == PoolState.JOINING || now == PoolState.CLOSING));
        stateDot.pseudoClassStateChanged(BROKEN, broken);
    }

    private void showTimes(@Nullable StateAt then) {
        long horizon = model.horizonProperty().get();
        long at = then == null ? horizon : then.point().nanos();
        RunCounts counts = model.timeline().counts();
        StateAt whole = then != null && then.knowledge() == StateAt.Knowledge.WHOLE ? then : null;
        long age = whole == null
                ? counts.oldestPendingAge(at)
                : whole.queue().isEmpty() ? -1 : at - whole.queue().getFirst().dueNanos();
        String words = whole == null && counts.isOldestPendingCounted(at) ? "status.oldestAtLeast" : "status.oldest";
        oldest.setText(age < 0 ? "" : texts.of(words, TimeText.duration(age)));
        long arrivals = model.timeline().counts().mostLateNanos();
        long acted = actions.now().mostLateNanos();
        long mostLate = Math.max(arrivals, acted);
        late.setText(mostLate < LATE_ENOUGH ? "" : texts.of("status.late", TimeText.duration(mostLate)));
        lateHint.setText(texts.of(acted < LATE_ENOUGH ? "status.late.hint" : "status.late.hintBoth",
                TimeText.duration(arrivals), TimeText.duration(acted)));
        Scenario scenario = model.scenarioProperty().get();
        String now = TimeText.clock(horizon);
        time.setText(scenario == null || scenario.duration() == null || model.phaseProperty().get() == RunPhase.OVER
                ? texts.of("status.time", now)
                : texts.of("status.timeOf", now, TimeText.clock(scenario.duration().toNanos())));
    }
}
