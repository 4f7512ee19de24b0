package dev.poolscope.app.comparison;

import java.util.List;
import java.util.function.BiConsumer;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import dev.poolscope.app.command.Shell;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.workload.format.EditableValues;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Asks for the one value in which a twin of the shown run differs, and begins it: with the same seed, on threads or simulated as that run was. */
public final class TwinSheet extends ChangeSheet {
    private final ComboBox<EditableValues.Value> fields = new ComboBox<>();
    private final TextField value = new TextField();

    /**
     * A sheet that is shown while the layout says so.
     *
     * @param begin begins the twin of a run with the changed scenario, and opens both when it is over
     */
    public TwinSheet(WindowModels models, Shell shell, BiConsumer<ShownRun, Scenario> begin) {
        super(shell.layout().twinProperty(), models, "twin", begin);
    }

    @Override
    protected Node content() {
        fields.setId("twin-field");
        fields.setConverter(new StringConverter<>() {
            @Override
            public String toString(EditableValues.@Nullable Value field) {
                return field == null ? "" : texts().of("twin.field", field.path(), field.value());
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
        return new VBox(GAP, about(), row(named("twin.change", fields), fields, named("twin.to", value),
                checked(value, "value", 12), start()), fault());
    }

    @Override
    protected Node first() {
        return value;
    }

    @Override
    protected void ask(ShownRun run) {
        String before = fields.getValue() == null ? EditableValues.MAX_WORKERS : fields.getValue().path();
        List<EditableValues.Value> values = EditableValues.of(run.scenario());
        fields.getItems().setAll(values);
        fields.setValue(values.stream().filter(each -> each.path().equals(before)).findFirst()
                .orElse(values.getFirst()));
        String again = texts().of(run.simulation().isEmpty() ? "twin.aboutRun" : "twin.aboutSimulated", run.number(),
                run.scenario().name(), Long.toString(run.scenario().seed()));
        LiveRun live = run.live();
        about().setText(live == null || live.performed().isEmpty()
                ? again
                : again + " " + texts().of("twin.byHand", run.number()));
        start().setText(texts().of(run.simulation().isEmpty() ? "twin.run" : "twin.simulate"));
        check();
        value.selectAll();
    }

    /** With the same value there is no fault and no twin. */
    @Override
    protected FieldCheck changed(ShownRun run) {
        EditableValues.Value field = fields.getValue();
        return field == null || value.getText().strip().equals(field.value())
                ? new FieldCheck(null, "")
                : FieldCheck.of(run.scenario(), field.path(), value.getText());
    }
}
