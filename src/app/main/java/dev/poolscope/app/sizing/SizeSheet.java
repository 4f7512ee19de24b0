package dev.poolscope.app.sizing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.command.CardOverlay;
import dev.poolscope.app.command.Shell;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.sizing.SweepAnswer;
import dev.poolscope.sizing.SweepPoint;
import dev.poolscope.sizing.SweepResult;
import dev.poolscope.sizing.SweepTable;
import dev.poolscope.stats.LegibleSentence;
import dev.poolscope.workload.format.ScenarioEdit;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import org.jspecify.annotations.Nullable;

/** The sheet that asks how large: what varies, towards which goal; the answer on top, the curve below it. A sweep begins when it opens. */
public final class SizeSheet extends CardOverlay {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
    private static final String WORKERS = "pool.maxWorkers";
    private static final String DEFAULT_GOAL = "wait.p99 < 100ms";
    private static final double VARY = 190;
    private static final double MOST_VARY = 260;
    private static final double POINT = 150;
    private static final Insets AROUND = new Insets(0, 12, 6, 0);

    private final BooleanProperty open;
    private final WindowModels models;
    private final Texts texts;
    private final SizeModel model;
    private final ChoiceBox<String> vary = new ChoiceBox<>();
    private final TextField values = new TextField();
    private final TextField goal = new TextField();
    private final Label answer = new Label();
    private final Label progress = new Label();
    private final VBox remarks = new VBox(2);
    private final Button calibrate = new Button();
    private final Button openRun = new Button();
    private final Button check = new Button();
    private final ChoiceBox<String> points = new ChoiceBox<>();
    private final SizeCurve curve;
    private @Nullable SweepResult shown;
    /** Which opened scenario was asked about last: what was typed is about that one. */
    private int askedOf;
    private String suggestedValues = "";
    private String suggestedGoal = "";
    private @Nullable String suggestedPoint;

    /** A sheet that is shown while the layout says so. */
    public SizeSheet(WindowModels models, Shell shell) {
        super(shell.layout().sizingProperty(), models.texts(), "size.title");
        this.open = shell.layout().sizingProperty();
        this.models = models;
        texts = models.texts();
        model = new SizeModel(models, shell.around().background(), shell.comparisons());
        curve = new SizeCurve(point -> choose(point, false));
        setId("size");
        vary.setId("size-vary");
        values.setId("size-values");
        goal.setId("size-goal");
        answer.setId("size-answer");
        progress.setId("size-progress");
        points.setId("size-point");
        model.resultProperty().subscribe(this::take);
        model.problemProperty().subscribe(this::tell);
        open.subscribe(now -> {
            if (now) {
                begin();
            } else {
                model.stop();
            }
        });
    }

    @Override
    protected Node content() {
        Button start = new Button(texts.of("size.start"));
        start.setId("size-start");
        start.setOnAction(_ -> start());
        calibrate.setText(texts.of("size.calibrate"));
        calibrate.setId("size-calibrate");
        calibrate.setTooltip(new Tooltip(texts.of("size.calibrate.hint")));
        calibrate.setOnAction(_ -> calibrate());
        values.setOnAction(_ -> start());
        goal.setOnAction(_ -> start());
        values.setPrefColumnCount(12);
        goal.setPrefColumnCount(13);
        // What is chosen is longer than what there is to choose from at first.
        vary.setMinWidth(VARY);
        // A stream in it may have a name of any length.
        vary.setMaxWidth(MOST_VARY);
        points.setMinWidth(POINT);
        vary.setOnAction(_ -> suggestValues());
        FlowPane asked = new FlowPane(8, 6, named("size.vary", vary), vary, named("size.values", values), values,
                named("size.goal", goal), goal, start);
        asked.setAlignment(Pos.CENTER_LEFT);
        answer.getStyleClass().add("size-answer");
        answer.setWrapText(true);
        openRun.setText(texts.of("size.open"));
        openRun.setId("size-open");
        openRun.setOnAction(_ -> chosen(false));
        check.setText(texts.of("size.check"));
        check.setId("size-check");
        check.setOnAction(_ -> chosen(true));
        FlowPane chosen = new FlowPane(8, 6, named("size.point", points), points, openRun, check,
                calibrate);
        chosen.setAlignment(Pos.CENTER_LEFT);
        Label legend = new Label(texts.of("size.legend"));
        legend.setWrapText(true);
        VBox all = new VBox(8, asked, answer, progress, curve, legend, chosen, remarks);
        all.setPadding(AROUND);
        return all;
    }

    // ---------------------------------------------------------------- what is asked

    private void begin() {
        Scenario scenario = models.document().scenarioProperty().get();
        List<String> paths = new ArrayList<>(List.of(WORKERS));
        for (StreamSpec stream : scenario.streams()) {
            if (ScenarioEdit.valueAt(scenario, "streams." + stream.name() + ".rate") != null) {
                paths.add("streams." + stream.name() + ".rate");
            }
        }
        paths.addAll(List.of("pool.idleTimeout", "pool.maxTasksPerWorker"));
        boolean another = askedOf != models.document().openingsProperty().get();
        askedOf = models.document().openingsProperty().get();
        String before = vary.getValue();
        String typed = values.getText();
        vary.getItems().setAll(paths);
        vary.setValue(!another && before != null && paths.contains(before) ? before : WORKERS);
        if (!another && vary.getValue().equals(before) && isTyped(typed, suggestedValues)) {
            values.setText(typed);
        } else {
            suggestValues();
        }
        if (another || !isTyped(goal.getText(), suggestedGoal)) {
            suggestedGoal = scenario.expectations().stream().map(Expectation::text)
                    .filter(text -> text.startsWith("wait.") || text.startsWith("total.")).findFirst()
                    .orElse(DEFAULT_GOAL);
            goal.setText(suggestedGoal);
        }
        start();
    }

    private static boolean isTyped(String text, String suggested) {
        return !text.isEmpty() && !text.equals(suggested);
    }

    private void suggestValues() {
        String path = vary.getValue();
        if (path == null) {
            return;
        }
        suggestedValues = switch (path) {
            case WORKERS -> "1..16";
            case "pool.idleTimeout" -> "100ms,500ms,2s,10s,never";
            case "pool.maxTasksPerWorker" -> "1,10,100,1000";
            default -> rates(path);
        };
        values.setText(suggestedValues);
    }

    /** Around the rate that is composed. */
    private String rates(String path) {
        String now = ScenarioEdit.valueAt(models.document().scenarioProperty().get(), path);
        if (now == null || !now.matches("[0-9.]+/(s|min)")) {
            return "10/s..100/s:10/s";
        }
        double rate = Double.parseDouble(now.substring(0, now.indexOf('/')));
        String unit = now.substring(now.indexOf('/'));
        return List.of(0.5, 0.75, 1.0, 1.25, 1.5, 2.0).stream()
                .map(part -> BigDecimal.valueOf(rate * part).setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros().toPlainString() + unit)
                .distinct().reduce((one, other) -> one + "," + other).orElse(now);
    }

    private void start() {
        if (models.document().scenarioProperty().get().duration() == null) {
            tell(texts.of("size.endless"));
            return;
        }
        model.start(String.valueOf(vary.getValue()), values.getText(), goal.getText());
    }

    /** Measures this machine, puts what it adds into the composed scenario, and begins anew. */
    private void calibrate() {
        calibrate.setDisable(true);
        progress.setText(texts.of("size.calibrating"));
        model.calibrate(measured -> {
            calibrate.setDisable(false);
            models.document().edit(texts.of("size.calibrate.edit"), it -> it.withOverheads(measured.overheads()));
            if (open.get()) {
                start();
            }
        }, problem -> {
            calibrate.setDisable(false);
            tell(problem);
        });
    }

    // ---------------------------------------------------------------- what came of it

    private void tell(String problem) {
        if (!problem.isEmpty()) {
            answer.setText(problem);
            answer.pseudoClassStateChanged(ERROR, true);
            progress.setText("");
        }
    }

    private void take(@Nullable SweepResult result) {
        shown = result;
        answer.pseudoClassStateChanged(ERROR, false);
        curve.show(result);
        boolean none = result == null || result.done() == 0;
        openRun.setDisable(none);
        check.setDisable(none);
        if (result == null) {
            answer.setText("");
            progress.setText("");
            remarks.getChildren().clear();
            points.getItems().clear();
            return;
        }
        List<String> sentences = SweepAnswer.of(result);
        answer.setText(LegibleSentence.of(sentences.getFirst()));
        progress.setText(result.isComplete()
                ? texts.of("size.done", result.done())
                : texts.of("size.going", result.done(), result.plan().runs()));
        remarks.getChildren().clear();
        List<String> rest = new ArrayList<>(sentences.subList(1, sentences.size()));
        rest.addAll(SweepTable.remarks(result, true));
        for (String remark : rest) {
            Label label = new Label(LegibleSentence.of(remark));
            label.setWrapText(true);
            remarks.getChildren().add(label);
        }
        choices(result);
    }

    private void choices(SweepResult result) {
        List<String> names = result.points().stream()
                .map(point -> result.plan().variations().getFirst().describe(point.values().getFirst())).toList();
        if (!points.getItems().equals(names)) {
            points.getItems().setAll(names);
        }
        if (points.getValue() == null || points.getValue().equals(suggestedPoint)) {
            points.getSelectionModel()
                    .select(SweepAnswer.point(result).map(result.points()::indexOf).orElse(names.size() - 1));
            suggestedPoint = points.getValue();
        }
    }

    private void chosen(boolean real) {
        int index = points.getSelectionModel().getSelectedIndex();
        if (shown != null && index >= 0 && index < shown.points().size()) {
            choose(shown.points().get(index), real);
        }
    }

    private void choose(SweepPoint point, boolean real) {
        model.open(point, real);
        open.set(false);
    }
}
