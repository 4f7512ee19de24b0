package dev.poolscope.app;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

import dev.poolscope.app.chart.TimeViewport;
import dev.poolscope.app.fx.RunCommands;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.watch.WatchModel;

/** Binds the frame of the window: what is run, how it is looked at, and which zones are open. */
public final class MainWindowController {
    private static final double ZOOM = 1.6;
    private static final double COMPOSE_WIDTH = 300;
    private static final double EXPLAIN_WIDTH = 292;

    private final RunModel model;
    private final RunCommands commands;
    private final TimeViewport viewport;
    private final ThemeModel theme;
    private final Texts texts;

    private boolean placed;

    @FXML
    private StackPane runHolder;
    @FXML
    private Button runButton;
    @FXML
    private StackPane stopHolder;
    @FXML
    private Button stopButton;
    @FXML
    private StackPane pauseHolder;
    @FXML
    private ToggleButton pauseButton;
    @FXML
    private Label scenarioName;
    @FXML
    private Label scenarioDescription;
    @FXML
    private ToggleButton followButton;
    @FXML
    private Button fitButton;
    @FXML
    private Button zoomInButton;
    @FXML
    private Button zoomOutButton;
    @FXML
    private Button themeButton;
    @FXML
    private ToggleButton explainButton;
    @FXML
    private Label problem;
    @FXML
    private SplitPane zones;
    @FXML
    private Parent compose;
    @FXML
    private Parent explain;

    MainWindowController(RunModel model, RunCommands commands, WatchModel watchModel, ThemeModel theme, Texts texts) {
        this.model = model;
        this.commands = commands;
        this.viewport = watchModel.viewport();
        this.theme = theme;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        CommandButtons.bind(runButton, runHolder, commands.run());
        CommandButtons.bind(stopButton, stopHolder, commands.stop());
        CommandButtons.bind(pauseButton, pauseHolder, commands.pause());
        // The button shows what is, and not only what was clicked.
        model.pausedProperty().subscribe(pauseButton::setSelected);
        model.scenarioProperty().subscribe(scenario -> {
            scenarioName.setText(scenario == null ? texts.of("app.title") : scenario.name());
            scenarioDescription
                    .setText(scenario == null ? texts.of("empty.noScenario") : scenario.description().strip());
        });
        Tooltip description = new Tooltip();
        description.textProperty().bind(scenarioDescription.textProperty());
        scenarioDescription.setTooltip(description);
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        viewButtons();
        SplitPane.setResizableWithParent(compose, false);
        SplitPane.setResizableWithParent(explain, false);
        zones.widthProperty().subscribe((_, width) -> placeDivider(width.doubleValue()));
        explainButton.selectedProperty().addListener((_, _, open) -> showExplain(open));
        named(explainButton, texts.of("explain.toggle"));
    }

    private void viewButtons() {
        viewport.followingProperty().subscribe(followButton::setSelected);
        followButton.setOnAction(_ -> {
            if (followButton.isSelected()) {
                viewport.follow();
            } else {
                viewport.hold();
            }
        });
        fitButton.setOnAction(_ -> viewport.showAll());
        zoomInButton.setOnAction(_ -> viewport.zoom(1 / ZOOM, middle()));
        zoomOutButton.setOnAction(_ -> viewport.zoom(ZOOM, middle()));
        named(followButton, texts.of("follow.hint"));
        named(fitButton, texts.of("fit.hint"));
        named(zoomInButton, texts.of("zoomIn.hint"));
        named(zoomOutButton, texts.of("zoomOut.hint"));
        themeButton.setOnAction(_ -> theme.change(theme.themeProperty().get().other()));
        Tooltip hint = new Tooltip();
        hint.textProperty().bind(Bindings.createStringBinding(
                () -> texts.of(theme.themeProperty().get() == Theme.LIGHT ? "theme.toDark" : "theme.toLight"),
                theme.themeProperty()));
        themeButton.setTooltip(hint);
        themeButton.accessibleTextProperty().bind(hint.textProperty());
    }

    private static void named(ButtonBase button, String hint) {
        button.setTooltip(new Tooltip(hint));
        if (button.getText().isEmpty()) {
            button.setAccessibleText(hint);
        } else {
            button.setAccessibleHelp(hint);
        }
    }

    private long middle() {
        return viewport.start() + viewport.span() / 2;
    }

    // As wide as it likes to be at first; once somebody has moved the divider, it stays where it is.
    private void placeDivider(double width) {
        if (width > EXPLAIN_WIDTH && zones.getItems().contains(explain) && !placed) {
            placed = zones.getScene() != null && zones.getScene().getWindow() != null
                    && zones.getScene().getWindow().isShowing();
            zones.setDividerPositions(COMPOSE_WIDTH / width, 1 - EXPLAIN_WIDTH / width);
        }
    }

    private void showExplain(boolean open) {
        if (open && !zones.getItems().contains(explain)) {
            zones.getItems().add(explain);
            placeDivider(zones.getWidth());
        } else if (!open) {
            zones.getItems().remove(explain);
        }
    }
}
