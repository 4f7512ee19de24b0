package dev.poolscope.app.comparison;

import java.util.List;
import java.util.function.BiConsumer;

import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import dev.poolscope.app.command.CardOverlay;
import dev.poolscope.app.command.Shell;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.format.EditableValues;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Asks for the one value in which a twin of the shown run differs, and begins it: with the same seed, on threads or simulated as that run was. */
public final class TwinSheet extends CardOverlay {
    private static final double GAP = 8;
    /** As wide as the card is in all but the narrowest windows. */
    private static final double WIDE = 840;

    private final BooleanProperty open;
    private final WindowModels models;
    private final Texts texts;
    private final BiConsumer<ShownRun, Scenario> begin;
    private final Label about = new Label();
    private final ComboBox<EditableValues.Value> fields = new ComboBox<>();
    private final TextField value = new TextField();
    private final Label fault = new Label();
    private final Button start = new Button();
    private @Nullable ShownRun original;

    /**
     * A sheet that is shown while the layout says so.
     *
     * @param begin begins the twin of a run with the changed scenario, and opens both when it is over
     */
    public TwinSheet(WindowModels models, Shell shell, BiConsumer<ShownRun, Scenario> begin) {
        super(shell.layout().twinProperty(), models.texts(), "twin.title");
        open = shell.layout().twinProperty();
        this.models = models;
        texts = models.texts();
        this.begin = begin;
        setId("twin");
        open.addListener((_, _, now) -> {
            if (now) {
                ask();
            }
        });
    }

    @Override
    protected Node content() {
        fields.setId("twin-field");
        fields.setConverter(new StringConverter<>() {
            @Override
            public String toString(EditableValues.@Nullable Value field) {
                return field == null ? "" : texts.of("twin.field", field.path(), field.value());
            }

            @Override
            public EditableValues.@Nullable Value fromString(String never) {
                return null;
            }
        });
        fields.valueProperty().addListener((_, _, field) -> {
            if (field != null) {
                value.setText(field.value());
                value.selectAll();
                check();
            }
        });
        value.setId("twin-value");
        value.setPrefColumnCount(12);
        value.textProperty().addListener(_ -> check());
        value.setOnAction(_ -> go());
        fault.setId("twin-fault");
        fault.getStyleClass().add("sheet-fault");
        fault.setWrapText(true);
        about.setWrapText(true);
        about.setId("twin-about");
        start.setId("twin-start");
        start.setOnAction(_ -> go());
        FlowPane asked = new FlowPane(GAP, GAP, named("twin.change", fields), fields, named("twin.to", value), value,
                start);
        asked.setPrefWrapLength(WIDE);
        asked.setAlignment(Pos.CENTER_LEFT);
        return new VBox(GAP, about, asked, fault);
    }

    @Override
    protected Node first() {
        return value;
    }

    private Label named(String key, Node field) {
        Label name = new Label(texts.of(key));
        name.setLabelFor(field);
        return name;
    }

    private void ask() {
        ShownRun run = models.run().shownProperty().get();
        original = run;
        if (run == null) {
            return;
        }
        String before = fields.getValue() == null ? EditableValues.MAX_WORKERS : fields.getValue().path();
        List<EditableValues.Value> values = EditableValues.of(run.scenario());
        fields.getItems().setAll(values);
        fields.setValue(values.stream().filter(each -> each.path().equals(before)).findFirst()
                .orElse(values.getFirst()));
        String again = texts.of(run.simulation().isEmpty() ? "twin.aboutRun" : "twin.aboutSimulated", run.number(),
                run.scenario().name(), Long.toString(run.scenario().seed()));
        LiveRun live = run.live();
        about.setText(live == null || live.performed().isEmpty()
                ? again
                : again + " " + texts.of("twin.byHand", run.number()));
        start.setText(texts.of(run.simulation().isEmpty() ? "twin.run" : "twin.simulate"));
        check();
        value.selectAll();
    }

    private @Nullable Scenario check() {
        ShownRun run = original;
        EditableValues.Value field = fields.getValue();
        if (run == null || field == null) {
            return null;
        }
        FieldCheck found = FieldCheck.of(run.scenario(), field.path(), value.getText());
        boolean same = value.getText().strip().equals(field.value());
        fault.setText(same ? "" : found.fault());
        start.setDisable(same || found.scenario() == null);
        return same ? null : found.scenario();
    }

    private void go() {
        ShownRun run = original;
        Scenario changed = check();
        if (run != null && changed != null) {
            open.set(false);
            begin.accept(run, changed);
        }
    }
}
