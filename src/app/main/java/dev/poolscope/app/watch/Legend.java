package dev.poolscope.app.watch;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.Pane;

import dev.poolscope.app.chart.lanes.KindFilter;
import dev.poolscope.app.chart.lanes.LaneState;
import dev.poolscope.app.fx.GlossaryEvent;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.timeline.RunCounts;
import dev.poolscope.telemetry.timeline.Timeline;

/** Explains the colours of the lanes, lets some of them stand out, and lets others be chosen. */
final class Legend {
    private final WatchModel model;
    private final Texts texts;
    private final Pane pane;
    private final ObjectProperty<KindFilter> filter;
    private final Set<LaneState> chosen = EnumSet.noneOf(LaneState.class);

    Legend(WatchModel model, Texts texts, Pane pane, ObjectProperty<KindFilter> filter) {
        this.model = model;
        this.texts = texts;
        this.pane = pane;
        this.filter = filter;
        model.laneColorsProperty().subscribe(_ -> fill());
        model.run().scenarioProperty().addListener(_ -> fill());
    }

    private void fill() {
        chosen.clear();
        filter.set(KindFilter.ALL);
        pane.getChildren().setAll(ViewMenus.colors(model, texts));
        for (LaneState kind : LaneState.values()) {
            if (kind == LaneState.RUNNING && model.laneColorsProperty().get() != LaneColors.STATE) {
                tasks().forEach(this::add);
            } else if (kind.isState()) {
                add(kind);
            }
        }
        Hyperlink words = new Hyperlink(texts.of("glossary.link"));
        words.getStyleClass().add("glossary-link");
        words.managedProperty().bind(words.visibleProperty());
        words.setOnAction(_ -> pane.fireEvent(new GlossaryEvent()));
        pane.getChildren().add(words);
    }

    private void add(LaneState kind) {
        LegendEntry entry = new LegendEntry(kind, texts);
        add(entry, kind);
        switch (kind) {
            case BLOCKED -> shownWhile(has(RunCounts::hasBlocked), entry);
            case NOT_RECORDED -> {
                shownWhile(has(RunCounts::hasUnrecorded), entry);
                entry.textProperty().bind(Bindings.createStringBinding(
                        () -> entry.isVisible() ? howManyAreRecorded() : "", model.run().wordsProperty(),
                        model.viewport().versionProperty(), entry.visibleProperty()));
            }
            default -> {
                // every run has those
            }
        }
    }

    private void add(LegendEntry entry) {
        add(entry, entry.kind());
    }

    private void add(LegendEntry entry, LaneState kind) {
        entry.selectedProperty().addListener((_, _, selected) -> {
            if (selected) {
                chosen.add(kind);
            } else {
                chosen.remove(kind);
            }
            filter.set(new KindFilter(chosen));
        });
        pane.getChildren().add(entry);
    }

    private List<LegendEntry> tasks() {
        List<LegendEntry> entries = new ArrayList<>();
        if (model.laneColorsProperty().get() == LaneColors.WAIT) {
            for (LaneState kind : List.of(LaneState.WAIT_1, LaneState.WAIT_2, LaneState.WAIT_3,
                    LaneState.WAIT_4)) {
                entries.add(new LegendEntry(kind, texts.of("kind." + kind), texts.of("kind.wait.about"), texts));
            }
            return entries;
        }
        List<String> streams = model.tasks().streams();
        LaneState others = TaskLook.ofStream(-1);
        for (int i = 0; i < streams.size() && TaskLook.ofStream(i) != others; i++) {
            entries.add(new LegendEntry(TaskLook.ofStream(i), streams.get(i), texts.of("kind.stream.about"), texts));
        }
        if (streams.size() > entries.size()) {
            entries.add(new LegendEntry(others, texts.of("kind.otherStreams"), texts.of("kind.stream.about"), texts));
        }
        return entries;
    }

    private String howManyAreRecorded() {
        Timeline timeline = model.run().timeline();
        long from = model.viewport().start();
        long to = model.viewport().end();
        return texts.of("watch.legend.recorded", timeline.tasks().endedBetween(from, to),
                timeline.counts().endedBetween(from, to));
    }

    /** Whether there is, or has been, something of a kind that few runs have: what is not there needs no explanation. */
    private ObservableBooleanValue has(Predicate<RunCounts> kind) {
        return Bindings.createBooleanBinding(() -> kind.test(model.run().timeline().counts()),
                model.run().wordsProperty());
    }

    private static void shownWhile(ObservableBooleanValue condition, LegendEntry entry) {
        entry.visibleProperty().bind(condition);
        entry.managedProperty().bind(condition);
    }
}
