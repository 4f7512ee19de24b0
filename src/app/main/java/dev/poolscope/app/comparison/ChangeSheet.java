package dev.poolscope.app.comparison;

import java.util.function.BiConsumer;

import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;

import dev.poolscope.app.command.CardOverlay;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Asks for what is to be changed of the run that is shown when it opens, checks it while it is typed, and begins the changed scenario. */
abstract class ChangeSheet extends CardOverlay {
    static final double GAP = 8;
    /** As wide as the card is in all but the narrowest windows. */
    private static final double WIDE = 840;

    private final BooleanProperty open;
    private final WindowModels models;
    private final Texts texts;
    private final BiConsumer<ShownRun, Scenario> begin;
    private final String name;
    private final Label about = new Label();
    private final Label fault = new Label();
    private final Button start = new Button();
    private @Nullable ShownRun original;

    /**
     * A sheet that is shown while the layout says so.
     *
     * @param name what its parts and texts are called by
     * @param begin gets the run and the changed scenario
     */
    ChangeSheet(BooleanProperty open, WindowModels models, String name, BiConsumer<ShownRun, Scenario> begin) {
        super(open, models.texts(), name + ".title");
        this.open = open;
        this.models = models;
        this.begin = begin;
        this.name = name;
        texts = models.texts();
        setId(name);
        about.setId(name + "-about");
        about.setWrapText(true);
        fault.setId(name + "-fault");
        fault.getStyleClass().add("sheet-fault");
        fault.setWrapText(true);
        start.setId(name + "-start");
        start.setOnAction(_ -> go());
        open.addListener((_, _, now) -> {
            if (now) {
                original = models.run().shownProperty().get();
                if (original != null) {
                    ask(original);
                }
            }
        });
    }

    /** Fills the fields in for a run. */
    protected abstract void ask(ShownRun run);

    /** What the fields say of a run: its scenario with the change, or why there is none. */
    protected abstract FieldCheck changed(ShownRun run);

    final WindowModels models() {
        return models;
    }

    final Texts texts() {
        return texts;
    }

    /** What is asked, in a sentence. */
    final Label about() {
        return about;
    }

    /** What is wrong with what was typed. */
    final Label fault() {
        return fault;
    }

    final Button start() {
        return start;
    }

    /** Whether it is still this run that is asked about. */
    final boolean isAbout(ShownRun run) {
        return run.equals(original);
    }

    /** A field whose text is checked as it is typed, and which begins the change when it is entered. */
    final TextField checked(TextField field, String id, int columns) {
        field.setId(name + "-" + id);
        field.setPrefColumnCount(columns);
        field.textProperty().addListener(_ -> check());
        field.setOnAction(_ -> go());
        return field;
    }

    final FlowPane row(Node... parts) {
        FlowPane row = new FlowPane(GAP, GAP, parts);
        row.setPrefWrapLength(WIDE);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    final @Nullable Scenario check() {
        ShownRun run = original;
        if (run == null) {
            return null;
        }
        FieldCheck found = changed(run);
        fault.setText(found.fault());
        start.setDisable(found.scenario() == null);
        return found.scenario();
    }

    final void go() {
        ShownRun run = original;
        Scenario scenario = check();
        if (run != null && scenario != null) {
            open.set(false);
            begin.accept(run, scenario);
        }
    }
}
