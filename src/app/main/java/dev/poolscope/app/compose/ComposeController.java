package dev.poolscope.app.compose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.chart.arrivals.ArrivalCurve;
import dev.poolscope.app.chart.arrivals.ArrivalPreview;
import dev.poolscope.app.compose.form.CardList;
import dev.poolscope.app.compose.form.Draft;
import dev.poolscope.app.compose.form.FaultPlace;
import dev.poolscope.app.compose.form.Form;
import dev.poolscope.app.compose.form.FormPart;
import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.app.compose.form.ScrollToFocus;
import dev.poolscope.app.compose.form.ValueField;
import dev.poolscope.app.compose.form.ValueForms;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.run.OfferedLoad;

/** Fills the sections of the form, shows the draft in them, and says on top what is wrong with it. */
public final class ComposeController {
    private final ScenarioDocument document;
    private final RunModel run;
    private final Texts texts;
    private final Form form;
    private final PreviewPhrases previewPhrases;
    private final ArrivalPreview preview = new ArrivalPreview();
    private final List<FormPart> parts = new ArrayList<>();

    @FXML
    private VBox root;
    @FXML
    private ScrollPane scroll;
    @FXML
    private StackPane ready;
    @FXML
    private VBox faults;
    @FXML
    private TitledPane scenarioSection;
    @FXML
    private TitledPane poolSection;
    @FXML
    private TitledPane streamsSection;
    @FXML
    private VBox streams;
    @FXML
    private Button addStream;
    @FXML
    private TitledPane actionsSection;
    @FXML
    private VBox actions;
    @FXML
    private Button addAction;
    @FXML
    private TitledPane expectSection;
    @FXML
    private VBox expectations;
    @FXML
    private Button addExpectation;

    @FXML
    private VBox previewHolder;
    @FXML
    private Label previewSummary;
    @FXML
    private Label previewLoad;

    /** Is handed what it edits. */
    public ComposeController(ScenarioDocument document, RunModel run, Texts texts) {
        this.document = document;
        this.run = run;
        this.texts = texts;
        this.previewPhrases = new PreviewPhrases(texts);
        this.form = new Form(document, texts, new ValueForms(texts));
    }

    @FXML
    void initialize() {
        scenarioSection.setContent(part(ScenarioSection.of(form)));
        poolSection.setContent(part(PoolSection.of(form)));
        CardList<StreamSpec> streamCards = part(new CardList<>(form, ScenarioSlots.streams(), StreamSpec::name,
                it -> new StreamSpec(freeName(it.name()), it.arrivals(), it.from(), it.until(), it.task()),
                () -> new StreamCard(form)));
        streams.getChildren().addFirst(streamCards);
        addStream.setOnAction(_ -> streamCards.add(newStream()));
        CardList<TimedAction> actionCards = part(new CardList<>(form, ScenarioSlots.actions(),
                it -> it.action().key(), it -> it, () -> new ActionCard(form)));
        actions.getChildren().addFirst(actionCards);
        addAction.setOnAction(
                _ -> actionCards.add(ActionCard.another(scenario(), texts.of("compose.note.new"))));
        CardList<Expectation> expectationCards = part(new CardList<>(form, ScenarioSlots.expectations(),
                Expectation::text, it -> it, () -> new ExpectationCard(form, run)));
        expectations.getChildren().addFirst(expectationCards);
        addExpectation.setOnAction(_ -> expectationCards.add(ExpectationCard.USUAL));
        previewHolder.getChildren().add(preview);
        previewLoad.managedProperty().bind(previewLoad.visibleProperty());
        Tooltip moment = new Tooltip();
        moment.getStyleClass().add("facts");
        preview.setOnMouseMoved(event -> {
            ArrivalCurve curve = preview.curveProperty().get();
            moment.setText(curve == null ? "" : previewPhrases.at(curve, preview.momentAt(event.getX())));
        });
        Tooltip.install(preview, moment);
        ready.getChildren().add(new ReadyChoice(document, texts));
        FaultLinks links = new FaultLinks(texts, faults, this::reveal);
        document.draftProperty().subscribe(this::show);
        document.draftProperty().subscribe(now -> links.show(now));
        document.typedProperty().subscribe(now -> links.show(now));
        ScrollToFocus.install(scroll);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::history);
    }

    private <N extends Node & FormPart> N part(N part) {
        parts.add(part);
        return part;
    }

    private Scenario scenario() {
        return document.scenarioProperty().get();
    }

    private StreamSpec newStream() {
        return new StreamSpec(freeName(texts.of("compose.stream.new")),
                ArrivalsKind.CONSTANT.like(new Arrivals.Batch(1, Duration.ZERO)),
                Duration.ZERO, null, new TaskSpec(WorkKind.usual(), Percentage.ZERO, null));
    }

    // The name with the first number behind it that no stream has yet.
    private String freeName(String like) {
        List<String> taken = scenario().streams().stream().map(StreamSpec::name).toList();
        String stem = like.replaceFirst("-\\d+$", "");
        return Stream.concat(Stream.of(stem), Stream.iterate(2, n -> n + 1).map(n -> stem + "-" + n))
                .filter(name -> !taken.contains(name)).findFirst().orElseThrow();
    }

    private void show(Draft draft) {
        parts.forEach(part -> part.show(draft));
        streamsSection.setText(texts.of("compose.streams", draft.scenario().streams().size()));
        actionsSection.setText(texts.of("compose.actions", draft.scenario().actions().size()));
        expectSection.setText(texts.of("compose.expectations", draft.scenario().expectations().size()));
        ArrivalCurve curve = ArrivalCurve.of(draft.scenario());
        preview.curveProperty().set(curve);
        OfferedLoad load = PreviewPhrases.loadOf(draft.scenario(), curve);
        previewSummary.setText(previewPhrases.summary(draft.scenario(), curve, load));
        String busy = previewPhrases.load(draft.scenario(), load);
        previewLoad.setText(busy);
        previewLoad.setVisible(!busy.isEmpty());
        preview.setAccessibleText(previewPhrases.role(draft, curve, load));
    }

    /** Goes to where a fault can be mended. */
    private void reveal(FaultPlace place) {
        String where = place.part();
        TitledPane section = where.startsWith("streams")
                ? streamsSection
                : where.startsWith("actions")
                        ? actionsSection
                        : where.startsWith("expect")
                                ? expectSection
                                : where.startsWith("pool")
                                        ? poolSection
                                        : scenarioSection;
        section.setExpanded(true);
        for (FormPart part : parts) {
            if (part.reveal(place)) {
                return;
            }
        }
    }

    // While the user is typing, undo is about letters; else about edits, also from within a field.
    private void history(KeyEvent event) {
        WindowAction asked = WindowAction.of(event).filter(WindowAction::isAboutLetters).orElse(null);
        if (asked == null || typedInto(event).isPresent()) {
            return;
        }
        if (asked == WindowAction.UNDO) {
            document.undo();
        } else {
            document.redo();
        }
        event.consume();
    }

    private static Optional<ValueField<?>> typedInto(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl input && input.getParent() instanceof ValueField<?> field
                && field.isTyped()) {
            return Optional.of(field);
        }
        return Optional.empty();
    }
}
