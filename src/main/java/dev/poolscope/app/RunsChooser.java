package dev.poolscope.app;

import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;

import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;

/** Chooses which of the window's runs is looked at; not there as long as there is nothing to choose. */
final class RunsChooser {
    private final MenuButton button;
    private final RunModel run;
    private final Texts texts;

    private RunsChooser(MenuButton button, RunModel run, Texts texts) {
        this.button = button;
        this.run = run;
        this.texts = texts;
    }

    static void bind(MenuButton button, RunModel run, Texts texts) {
        RunsChooser chooser = new RunsChooser(button, run, texts);
        button.managedProperty().bind(button.visibleProperty());
        button.setTooltip(new Tooltip(texts.of("runs.hint")));
        button.setAccessibleHelp(texts.of("runs.hint"));
        InvalidationListener update = _ -> chooser.update();
        run.runs().addListener((ListChangeListener<ShownRun>) _ -> chooser.update());
        run.shownProperty().addListener(update);
        run.activeProperty().addListener(update);
        run.phaseProperty().addListener(update);
        chooser.update();
    }

    private void update() {
        ShownRun shown = run.shownProperty().get();
        button.setVisible(run.runs().size() > 1 || (!run.runs().isEmpty() && shown == null));
        button.setText(shown == null ? texts.of("runs.none") : texts.of("runs.one", shown.number()));
        button.getItems().setAll(run.runs().reversed().stream().map(one -> {
            RadioMenuItem item = new RadioMenuItem(texts.of("runs.item", one.number(), one.scenario().name(),
                    texts.of(one == run.activeProperty().get() ? "runs.goesOn" : "runs.over")));
            item.setMnemonicParsing(false);
            item.setSelected(one == shown);
            item.setOnAction(_ -> run.show(one));
            return item;
        }).toList());
    }
}
