package dev.poolscope.app.watch;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.PopupWindow;

import dev.poolscope.app.chart.LaneSegment;
import dev.poolscope.app.chart.LanesChart;
import dev.poolscope.app.chart.Overview;
import dev.poolscope.app.chart.SegmentKind;
import dev.poolscope.app.chart.StepChart;
import dev.poolscope.app.chart.TimeRuler;
import dev.poolscope.app.chart.TimeText;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Texts;
import org.jspecify.annotations.Nullable;

/** Puts the charts together and binds them to the model. */
public final class WatchController {
    private static final double POINTER_DISTANCE = 16;

    private final WatchModel model;
    private final Texts texts;
    private final TimeRuler ruler;
    private final LanesChart lanes;
    private final StepChart depth;
    private final Overview overview;
    private final Tooltip facts = new Tooltip();
    private @Nullable LaneSegment told;

    @FXML
    private Label held;
    @FXML
    private VBox charts;
    @FXML
    private FlowPane legend;
    @FXML
    private Region empty;

    public WatchController(WatchModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        ruler = new TimeRuler(model.viewport(), model.cursor(), model.marks());
        lanes = new LanesChart(model.viewport(), model.cursor(), model.lanes(), model.marks());
        depth = new StepChart(model.viewport(), model.cursor(), model.depth(), model.marks());
        overview = new Overview(model.viewport(), model.cursor(), model.alive(), model.busy(), model.marks());
    }

    @FXML
    void initialize() {
        ruler.setId("ruler");
        lanes.setId("lanes");
        depth.setId("depth");
        overview.setId("overview");
        overview.titleProperty().set(texts.of("overview.title"));
        held.visibleProperty().bind(model.run().pausedProperty());
        held.managedProperty().bind(held.visibleProperty());
        held.textProperty().bind(Bindings.createStringBinding(
                () -> texts.of("pause.behind", TimeText.clock(model.run().behindProperty().get())),
                model.run().behindProperty()));
        lanes.gapTextProperty().set(texts.of("lanes.noThread"));
        depth.titleProperty().set(texts.of("depth.title"));
        depth.unitProperty().set(texts.of("depth.unit"));
        VBox.setVgrow(lanes, Priority.SOMETIMES);
        VBox.setVgrow(depth, Priority.ALWAYS);
        charts.getChildren().setAll(ruler, lanes, depth, overview);
        charts.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        for (SegmentKind kind : SegmentKind.values()) {
            legend.getChildren().add(new LegendEntry(kind, texts));
        }
        empty.visibleProperty().bind(Bindings.createBooleanBinding(this::isEmpty, model.run().phaseProperty()));
        lanes.hoveredProperty().addListener((_, _, segment) -> tell(segment));
        facts.getStyleClass().add("facts");
        facts.setAnchorLocation(PopupWindow.AnchorLocation.CONTENT_TOP_LEFT);
        lanes.setOnMouseMoved(event -> placeFacts(event.getScreenX(), event.getScreenY()));
        model.run().revisionProperty().addListener(_ -> refresh());
        accessibleTexts();
    }

    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.P && !event.isShortcutDown() && !event.isAltDown()) {
            model.run().setPaused(!model.run().pausedProperty().get());
            event.consume();
        }
    }

    private boolean isEmpty() {
        RunPhase phase = model.run().phaseProperty().get();
        return phase == RunPhase.EMPTY || phase == RunPhase.READY;
    }

    private void refresh() {
        ruler.refresh();
        lanes.refresh();
        depth.refresh();
        overview.refresh();
        if (lanes.isFocused() || depth.isFocused()) {
            accessibleTexts();
        }
    }

    private void accessibleTexts() {
        ruler.setAccessibleText(texts.of("ruler.role"));
        lanes.setAccessibleText(
                texts.of("lanes.role", model.lanes().laneCount(), model.run().countsProperty().get().alive()));
        overview.setAccessibleText(texts.of("overview.role", TimeText.clock(model.viewport().horizon())));
        depth.setAccessibleText(texts.of("depth.role", model.depth().valueAt(model.viewport().horizon())));
    }

    private void tell(@Nullable LaneSegment segment) {
        told = segment;
        if (segment == null) {
            facts.hide();
        } else {
            facts.setText(model.facts().of(segment));
        }
    }

    private void placeFacts(double screenX, double screenY) {
        if (told != null && lanes.getScene() != null) {
            facts.show(lanes, screenX + POINTER_DISTANCE, screenY + POINTER_DISTANCE);
        }
    }
}
