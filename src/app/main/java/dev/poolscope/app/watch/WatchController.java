package dev.poolscope.app.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

import dev.poolscope.app.chart.curves.RunOverview;
import dev.poolscope.app.chart.curves.StepChart;
import dev.poolscope.app.chart.lanes.LaneHighlight;
import dev.poolscope.app.chart.lanes.LaneSegment;
import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.chart.time.TimeRuler;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;
import dev.poolscope.app.watch.series.WatchChart;
import dev.poolscope.story.MomentPhrases;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.Moment;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Puts the charts together and binds them to the model. */
public final class WatchController {
    private final WatchModel model;
    private final Texts texts;
    private final TimeRuler ruler;
    private final LanesChart lanes;
    private final List<StepChart> curves = new ArrayList<>();
    private final RunOverview overview;
    private final VBox tools = new VBox();
    private final PointerTips tips = new PointerTips();
    private int laneCount;
    private final VBox upper = new VBox();
    private final LanesSplit split;

    @FXML
    private Label held;
    @FXML
    private Label simulated;
    @FXML
    private Label missing;
    @FXML
    private VBox charts;
    @FXML
    private FlowPane legend;
    @FXML
    private HBox transport;
    @FXML
    private Region empty;

    public WatchController(WatchModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        ruler = new TimeRuler(model.viewport(), model.cursor(), model.marks());
        lanes = new LanesChart(model.viewport(), model.cursor(), model.lanes(), model.marks());
        for (WatchChart chart : WatchChart.values()) {
            curves.add(curveChart(chart));
        }
        split = new LanesSplit(upper, lanes, () -> model.lanes().laneCount(), new CurveRoom(curves),
                model.lanesShareProperty());
        overview = new RunOverview(model.viewport(), model.cursor(), model.whole().alive(), model.whole().busy(),
                model.whole().blocked(),
                model.marks());
    }

    private StepChart curveChart(WatchChart which) {
        StepChart chart = new StepChart(model.viewport(), model.cursor(), model.marks(),
                model.series().measure(which), model.series().curves(which));
        chart.setId(which.key());
        chart.titleProperty().set(model.series().title(which, chart.toldMoment()));
        chart.openProperty().bindBidirectional(model.openProperty(which));
        chart.stillProperty().bind(model.stillProperty());
        chart.focusedProperty().addListener(_ -> accessibleTexts());
        chart.setOnEnlarge(() -> model.enlargedProperty().set(model.enlargedProperty().get() == which ? null : which));
        chart.setOnMoment(this::ask);
        VBox.setVgrow(chart, Priority.ALWAYS);
        return chart;
    }

    @FXML
    void initialize() {
        name();
        tell();
        arrange();
        keepInside();
        listen();
        answerThePointer();
        accessibleTexts();
    }

    private void name() {
        ruler.setId("ruler");
        ruler.setHeadOfValues(nanos -> texts.of("ruler.values", TimeText.moment(nanos)));
        lanes.setId("lanes");
        overview.setId("overview");
        overview.titleProperty().set(texts.of("overview.title"));
        lanes.gapTextProperty().set(texts.of("lanes.noThread"));
        lanes.forecastTextProperty().set(texts.of("lanes.retiresIn"));
        tools.getStyleClass().add("view-tools");
    }

    // What the zone says of the run beside its charts.
    private void tell() {
        shownWhile(model.run().pausedProperty(), held);
        held.textProperty().bind(Bindings.createStringBinding(
                () -> texts.of("pause.behind", TimeText.clock(model.run().behindProperty().get())),
                model.run().behindProperty()));
        simulated.textProperty().bind(model.run().shownProperty()
                .map(run -> run.simulation().isEmpty()
                        ? ""
                        : texts.of("watch.simulated", run.simulation(), run.scenario().overheads().words()))
                .orElse(""));
        shownWhile(simulated.textProperty().isNotEmpty(), simulated);
        shownWhile(model.run().lostProperty().add(model.run().unkeptProperty()).greaterThan(0), missing);
        missing.textProperty().bind(Bindings.createStringBinding(this::whatIsMissing, model.run().lostProperty(),
                model.run().unkeptProperty()));
        ruler.thinnedTextProperty().bind(Bindings.createStringBinding(
                () -> model.isLoading()
                        ? texts.of("watch.loading")
                        : texts.of("watch.thinned", TimeText.clock(model.totalsUntil())),
                model.viewport().versionProperty(), model.run().detail().loadingProperty(),
                model.run().shownProperty(), model.run().revisionProperty()));
        empty.visibleProperty().bind(Bindings.createBooleanBinding(this::isEmpty, model.run().phaseProperty()));
    }

    /** Which events are missing: those that never were recorded, and those that are not kept. */
    private String whatIsMissing() {
        long lost = model.run().lostProperty().get();
        long unkept = model.run().unkeptProperty().get();
        return lost > 0 && unkept > 0
                ? texts.of("watch.lostAndUnkept", lost, unkept)
                : lost > 0 ? texts.of("watch.lost", lost) : texts.of("watch.unkept", unkept);
    }

    private void arrange() {
        tools.getChildren().setAll(new HBox(ViewMenus.charts(model, texts), ViewMenus.table(model, texts)),
                ViewMenus.order(model, texts));
        tools.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(tools, Pos.TOP_LEFT);
        shownWhile(model.tableProperty().not(), lanes);
        VBox.setVgrow(lanes, Priority.ALWAYS);
        VBox.setVgrow(split, Priority.ALWAYS);
        upper.getChildren().setAll(lanes);
        // Made when it is asked for the first time: the first picture need not wait for it.
        model.tableProperty().subscribe(asked -> {
            if (asked && upper.getChildren().size() == 1) {
                SegmentTable table = new SegmentTable(model, texts);
                VBox.setVgrow(table, Priority.ALWAYS);
                upper.getChildren().add(table);
                shownWhile(model.tableProperty(), table);
            }
        });
        charts.getChildren().setAll(new StackPane(ruler, tools), split, overview);
        TransportBar.fill(transport, model.transport(), model.placed(), texts);
        Legend _ = new Legend(model, texts, legend, lanes.filterProperty());
    }

    // In a window that is too low for all charts, the last ones are cut off: nothing is ever drawn over the rest of it.
    private void keepInside() {
        Rectangle visible = new Rectangle();
        visible.widthProperty().bind(charts.widthProperty());
        visible.heightProperty().bind(charts.heightProperty());
        charts.setClip(visible);
        charts.setMinHeight(0);
    }

    private void listen() {
        model.laneChangesProperty().addListener(_ -> refresh(true));
        model.run().detail().loadingProperty().addListener(_ -> ruler.refresh());
        model.run().revisionProperty()
                .addListener(_ -> refresh(model.run().phaseProperty().get() != RunPhase.RUNNING));
        model.run().wordsProperty().addListener(_ -> {
            titles();
            curves.forEach(StepChart::refresh);
        });
        model.placed().pointProperty().addListener(_ -> {
            tips.hideAnswer();
            refresh(true);
        });
        model.enlargedProperty().addListener(_ -> enlarge());
        model.run().scenarioProperty().subscribe(_ -> expectations());
        model.selection().selectedProperty().addListener(_ -> selected());
        curves.forEach(chart -> chart.openProperty().addListener(_ -> split.requestLayout()));
        charts.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        charts.addEventFilter(KeyEvent.KEY_PRESSED, this::toEnds);
        lanes.focusedProperty().addListener(_ -> accessibleTexts());
        lanes.reachedProperty().addListener(_ -> accessibleTexts());
    }

    private void answerThePointer() {
        CursorDrag.install(ruler, model);
        CursorDrag.install(overview, model);
        tips.follow(charts);
        // An answer would lie over whatever opens above the picture.
        charts.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.focusOwnerProperty().addListener(_ -> tips.hideAnswer());
            }
        });
        model.cursor().changesProperty().addListener(_ -> titles());
        model.viewport().toldVersionProperty().addListener(_ -> titles());
        ruler.setOnMoment(this::askOfMark);
        ruler.hoveredProperty().addListener((_, _, text) -> tips.caption(ruler, text));
        lanes.hoveredProperty()
                .addListener((_, _, segment) -> tips.facts(segment == null ? null : model.facts().of(segment)));
        lanes.setOnMouseMoved(event -> tips.placeFacts(lanes, event.getScreenX(), event.getScreenY()));
        lanes.setOnPicked(this::picked);
        new Pointing(model, lanes).install();
    }

    // What a starving pool waits for is drawn where what is selected is explained.
    private void askOfMark(long nanos) {
        for (RunEvent event : model.run().timeline().marks().between(nanos, nanos + 1)) {
            if (event instanceof PoolEvent.Starved && event.nanos() == nanos) {
                model.selection().select(new Selected.Event(event));
                return;
            }
        }
        ask(nanos);
    }

    private void ask(long nanos) {
        Moment moment = nanos < 0 || nanos > model.viewport().horizon()
                ? null
                : model.run().timeline().explanations().moment(nanos);
        tips.hideAnswer();
        if (model.transport().isOffered()) {
            model.placed().showMoment(nanos);
        }
        if (moment != null) {
            tips.answer(charts, new MomentPhrases(texts.story()).of(moment));
        }
    }

    private void expectations() {
        Scenario scenario = model.run().scenarioProperty().get();
        for (WatchChart which : WatchChart.values()) {
            curve(which).thresholdsProperty().set(ExpectedValues.of(scenario, which));
        }
    }

    private StepChart curve(WatchChart which) {
        return curves.stream().filter(chart -> which.key().equals(chart.getId())).findFirst().orElseThrow();
    }

    private void enlarge() {
        tips.hideAnswer();
        WatchChart large = model.enlargedProperty().get();
        for (WatchChart which : WatchChart.values()) {
            StepChart chart = curve(which);
            chart.setVisible(large == null || large == which);
            chart.setManaged(chart.isVisible());
        }
        split.showLanes(large == null);
        if (large != null) {
            model.openProperty(large).set(true);
            curve(large).requestFocus();
        }
    }

    private static void shownWhile(ObservableBooleanValue condition, Node node) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    private void keyPressed(KeyEvent event) {
        if (ZoneKey.ALL_CHARTS.matches(event) && model.enlargedProperty().get() != null) {
            model.enlargedProperty().set(null);
            event.consume();
        }
    }

    // The picture goes there as well, by the same keys.
    private void toEnds(KeyEvent event) {
        if (model.placed().moment().isPresent()) {
            if (ZoneKey.TO_START.matches(event)) {
                model.placed().toStart();
            } else if (ZoneKey.TO_END.matches(event)) {
                model.placed().toEnd();
            }
        }
    }

    private void picked(@Nullable LaneSegment segment) {
        if (model.placed().asked().askedProperty().get()) {
            return;
        }
        tips.hideFacts();
        model.selection().select(segment == null
                ? null
                : segment.taskId() == 0
                        ? new Selected.Worker(segment.workerId())
                        : new Selected.Task(segment.taskId()));
    }

    private void selected() {
        model.onScreen().reveal();
        highlight();
        LaneHighlight highlight = lanes.highlightProperty().get();
        if (highlight != null) {
            lanes.reveal(highlight.lane());
        }
        accessibleTexts();
    }

    // Anew with every change: what is selected may still go on.
    private void highlight() {
        lanes.highlightProperty().set(model.onScreen().highlight());
        for (StepChart chart : curves) {
            if (WatchChart.QUEUE.key().equals(chart.getId())) {
                chart.markedProperty().set(model.onScreen().waiting());
            }
        }
    }

    private boolean isEmpty() {
        RunPhase phase = model.run().phaseProperty().get();
        return phase == RunPhase.EMPTY || phase == RunPhase.READY;
    }

    /** @param all whether more than the picture is another one, of which the words have a pace of their own */
    private void refresh(boolean all) {
        highlight();
        if (laneCount != model.lanes().laneCount()) {
            // Another run may have other lanes, and they want another height.
            laneCount = model.lanes().laneCount();
            lanes.requestLayout();
            split.requestLayout();
        }
        ruler.refresh();
        lanes.refresh();
        curves.stream().filter(chart -> all || chart.isPlotted()).forEach(StepChart::refresh);
        if (all) {
            titles();
            overview.refresh();
        }
        if (lanes.isFocused() || curves.stream().anyMatch(StepChart::isFocused)) {
            accessibleTexts();
        }
    }

    private String framed() {
        LaneSegment framed = lanes.reachedProperty().get();
        return framed == null
                ? ""
                : " " + texts.of("lanes.framed",
                        model.facts().of(framed).lines().collect(Collectors.joining(", ")));
    }

    /** Of which time the values of each chart are, which goes with the moment whose values are told. */
    private void titles() {
        for (WatchChart which : WatchChart.values()) {
            StepChart chart = curve(which);
            chart.titleProperty().set(model.series().title(which, chart.toldMoment()));
        }
    }

    private void accessibleTexts() {
        ruler.setAccessibleText(texts.of("ruler.role"));
        lanes.setAccessibleText(
                (isEmpty()
                        ? texts.of("lanes.role.none", model.lanes().laneCount())
                        : texts.of("lanes.role", model.lanes().laneCount(),
                                model.run().countsProperty().get().alive()))
                        + " " + texts.of("watch.lanes.visible", TimeText.clock(model.viewport().visibleFrom()),
                                TimeText.clock(model.viewport().visibleUntil()))
                        + framed());
        overview.setAccessibleText(texts.of("overview.role", TimeText.clock(model.viewport().horizon())));
        for (StepChart chart : curves) {
            long moment = chart.toldMoment();
            String values = chart.curves().stream().map(curve -> curve.name() + " " + chart.told(curve, moment))
                    .collect(Collectors.joining(", "));
            chart.setAccessibleText(texts.of("watch.chart.role", chart.titleProperty().get(),
                    TimeText.clock(model.viewport().visibleFrom()), TimeText.clock(model.viewport().visibleUntil()),
                    TimeText.clock(moment), values));
        }
    }
}
