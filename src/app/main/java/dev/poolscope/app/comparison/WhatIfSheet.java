package dev.poolscope.app.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.command.Shell;
import dev.poolscope.app.environment.BackgroundTask;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Replay;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.workload.format.EditableValues;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;

/**
 * Asks on what the recorded load of the shown run is to be replayed: on another pool from the beginning, or on the same one with one more action,
 * at the cursor if nothing else is said. What the recording lacks is said before.
 */
public final class WhatIfSheet extends ChangeSheet {
    private static final int NANO_DIGITS = 9;
    private static final int MILLI_DIGITS = 3;
    private static final Insets INDENT = new Insets(0, 0, 0, 24);
    private static final List<String> POOL = List.of(EditableValues.MAX_WORKERS, EditableValues.IDLE_TIMEOUT,
            EditableValues.MAX_TASKS);

    private final Shell shell;
    private final RadioButton otherPool = new RadioButton();
    private final RadioButton action = new RadioButton();
    private final Map<String, TextField> pool = new LinkedHashMap<>();
    private final Map<String, String> poolNow = new LinkedHashMap<>();
    private final TextField at = new TextField();
    private final ComboBox<AddedAction> kinds = new ComboBox<>();
    private final TextField value = new TextField();
    private final Map<AddedAction, String> typed = new EnumMap<>(AddedAction.class);
    private final Label lacks = new Label();

    /**
     * A sheet that is shown while the layout says so.
     *
     * @param begin replays the load of a run on the changed scenario, and opens both when that is over
     */
    public WhatIfSheet(WindowModels models, Shell shell, BiConsumer<ShownRun, Scenario> begin) {
        super(shell.layout().whatIfProperty(), models, "whatIf", begin);
        this.shell = shell;
        POOL.forEach(path -> pool.put(path, new TextField()));
    }

    @Override
    protected Node content() {
        ToggleGroup either = new ToggleGroup();
        otherPool.setToggleGroup(either);
        otherPool.setText(texts().of("whatIf.pool"));
        otherPool.setId("whatIf-pool");
        action.setToggleGroup(either);
        action.setText(texts().of("whatIf.action"));
        action.setId("whatIf-action");
        either.selectedToggleProperty().addListener(_ -> check());
        FlowPane its = indented();
        pool.forEach((path, field) -> its.getChildren().addAll(named("whatIf." + path, field),
                checked(field, path.substring(path.indexOf('.') + 1), 7)));
        its.disableProperty().bind(otherPool.selectedProperty().not());
        FlowPane done = indented(named("whatIf.at", at), at, named("whatIf.do", kinds), kinds, value);
        done.disableProperty().bind(action.selectedProperty().not());
        kinds.setId("whatIf-kind");
        kinds.getItems().setAll(AddedAction.values());
        kinds.setConverter(new AddedAction.Names(texts()));
        kinds.valueProperty().addListener((_, _, kind) -> {
            value.setVisible(kind.takesValue());
            value.setText(typed.getOrDefault(kind, kind.suggested()));
        });
        kinds.setValue(AddedAction.SET_IDLE_TIMEOUT);
        checked(at, "at", 9);
        checked(value, "value", 7);
        lacks.setId("whatIf-lacks");
        lacks.setWrapText(true);
        start().setText(texts().of("whatIf.start"));
        otherPool.setSelected(true);
        return new VBox(GAP, about(), otherPool, its, action, done, fault(), lacks, start());
    }

    @Override
    protected TextField first() {
        return action.isSelected() ? at : pool.values().iterator().next();
    }

    private FlowPane indented(Node... parts) {
        FlowPane row = row(parts);
        row.setPadding(INDENT);
        return row;
    }

    @Override
    protected void ask(ShownRun run) {
        FinishedRun done = run.finished();
        if (done == null) {
            return;
        }
        about().setText(texts().of("whatIf.about", run.number(), run.scenario().name()));
        for (EditableValues.Value now : EditableValues.of(run.scenario())) {
            TextField field = pool.get(now.path());
            if (field != null) {
                poolNow.put(now.path(), now.value());
                field.setText(now.value());
            }
        }
        at.setText(atTheCursor());
        check();
        tellWhatIsFilledIn(run, done);
        first().selectAll();
    }

    /** In seconds: of an event to the nanosecond, of a place on the axis to the millisecond. */
    private String atTheCursor() {
        EventPoint point = models().cursor().pointProperty().get();
        BigDecimal seconds = point == null ? BigDecimal.ZERO : BigDecimal.valueOf(point.nanos(), NANO_DIGITS);
        BigDecimal told = point == null || point.last() == null
                ? seconds.setScale(MILLI_DIGITS, RoundingMode.DOWN)
                : seconds;
        return told.stripTrailingZeros().toPlainString() + "s";
    }

    // To read a long run takes a while.
    private void tellWhatIsFilledIn(ShownRun run, FinishedRun done) {
        lacks.setText(texts().of("whatIf.reads"));
        new BackgroundTask<>(() -> Replay.of(done).filledIn(), filled -> {
            if (isAbout(run)) {
                lacks.setText(filled.isEmpty()
                        ? texts().of("whatIf.nothingFilledIn")
                        : texts().of("whatIf.fillsIn", String.join("; ", filled)));
            }
        }, why -> lacks.setText(texts().of("whatIf.unreadable", why))).start(shell.around().background());
    }

    /** With nothing changed it tells how near to the run its replay is. */
    @Override
    protected FieldCheck changed(ShownRun run) {
        return otherPool.isSelected() ? withPool(run.scenario()) : withAction(run);
    }

    private FieldCheck withPool(Scenario scenario) {
        FieldCheck so = new FieldCheck(scenario, "");
        for (Map.Entry<String, TextField> each : pool.entrySet()) {
            String text = each.getValue().getText().strip();
            if (so.scenario() != null && !text.equals(poolNow.get(each.getKey()))) {
                so = FieldCheck.of(so.scenario(), each.getKey(), text);
                if (so.scenario() == null) {
                    return new FieldCheck(null, texts().of("whatIf." + each.getKey()) + ": " + so.fault());
                }
            }
        }
        return so;
    }

    private FieldCheck withAction(ShownRun run) {
        Scenario scenario = run.scenario();
        AddedAction kind = kinds.getValue();
        typed.put(kind, value.getText());
        try {
            Duration when = DurationText.parse(at.getText().strip());
            FinishedRun done = run.finished();
            if (done != null && when.compareTo(done.length()) > 0) {
                return new FieldCheck(null, texts().of("whatIf.late", DurationText.format(done.length())));
            }
            List<TimedAction> actions = new ArrayList<>(scenario.actions());
            actions.add(new TimedAction(when, kind.action(value.getText().strip())));
            return new FieldCheck(
                    new Scenario(scenario.name(), scenario.description(), scenario.seed(), scenario.duration(),
                            scenario.pool(), scenario.streams(), actions, scenario.expectations(),
                            scenario.overheads()),
                    "");
        } catch (IllegalArgumentException invalid) {
            return new FieldCheck(null, String.valueOf(invalid.getMessage()));
        }
    }
}
