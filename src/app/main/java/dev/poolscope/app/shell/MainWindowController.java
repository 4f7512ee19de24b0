package dev.poolscope.app.shell;

import java.util.List;

import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.command.CommandButtons;
import dev.poolscope.app.command.Shell;
import dev.poolscope.app.command.WindowMenus;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.environment.WindowSubject;
import dev.poolscope.app.fx.RunCommands;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.app.settings.ThemeChoice;

/** Binds the frame of the window: what is run, how it is looked at, and which zones are open. */
public final class MainWindowController {
    private static final double ROOMY = 1160;

    private final WindowModels models;
    private final Shell shell;
    private final ZonePlaceholders later;
    private final RunModel model;
    private final RunCommands commands;
    private final ThemeModel theme;
    private final Texts texts;
    private final WindowSubject subject;

    @FXML
    private VBox top;
    @FXML
    private HBox poolControls;
    @FXML
    private ToggleButton composeButton;
    @FXML
    private MenuButton runsButton;
    @FXML
    private Parent watch;
    @FXML
    private StackPane runHolder;
    @FXML
    private Button runButton;
    @FXML
    private StackPane simulateHolder;
    @FXML
    private Button simulateButton;
    @FXML
    private StackPane sizeHolder;
    @FXML
    private Button sizeButton;
    @FXML
    private StackPane stopHolder;
    @FXML
    private Button stopButton;
    @FXML
    private StackPane pauseHolder;
    @FXML
    private ToggleButton pauseButton;
    @FXML
    private HBox titleBar;
    @FXML
    private VBox scenario;
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
    private StackPane centre;
    @FXML
    private SplitPane zones;

    MainWindowController(WindowModels models, Shell shell, ZonePlaceholders later) {
        this.models = models;
        this.shell = shell;
        this.later = later;
        this.model = models.run();
        this.commands = models.commands();
        this.theme = models.theme();
        this.texts = models.texts();
        this.subject = new WindowSubject(models);
    }

    @FXML
    void initialize() {
        // Without a pool there is nothing to act on; and what is not in the window when its first picture is made need not be dressed for it.
        top.getChildren().remove(poolControls);
        commands.poolLivesProperty().subscribe(lives -> {
            if (lives && !top.getChildren().contains(poolControls)) {
                top.getChildren().add(poolControls);
            }
        });
        CommandButtons.bind(runButton, runHolder, commands.run());
        CommandButtons.bind(simulateButton, simulateHolder, shell.command(WindowAction.SIMULATE));
        CommandButtons.bind(sizeButton, sizeHolder, shell.command(WindowAction.SIZE));
        CommandButtons.bind(stopButton, stopHolder, commands.stop());
        CommandButtons.bind(pauseButton, pauseHolder, commands.pause());
        // The button shows what is, and not only what was clicked.
        model.pausedProperty().subscribe(pauseButton::setSelected);
        pauseButton.setOnAction(_ -> {
            commands.pause().run();
            pauseButton.setSelected(model.pausedProperty().get());
        });
        MenuBar menus = WindowMenus.bar(models, shell);
        menus.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(menus, Priority.ALWAYS);
        HBox first = new HBox(menus, new OfferBar(shell.notices(), texts));
        first.getStyleClass().add("first-row");
        top.getChildren().addFirst(first);
        first.visibleProperty().bind(shell.layout().presentationProperty().not());
        first.managedProperty().bind(first.visibleProperty());
        menus.visibleProperty().bind(first.visibleProperty());
        RunsChooser.bind(runsButton, model, texts);
        subject.causes().forEach(cause -> cause.addListener((InvalidationListener) _ -> showTitle()));
        showTitle();
        ScenarioTitle.bind(scenario, scenarioName, scenarioDescription);
        notices();
        viewButtons();
        zones();
    }

    private void showTitle() {
        scenarioName.setText(subject.name());
        ShownRun other = subject.other();
        scenarioDescription.setText(other == null
                ? subject.description()
                : texts.of("shown.other", other.number(), other.scenario().name()));
    }

    private void notices() {
        // What went wrong may have been before this was made.
        if (!model.problemProperty().get().isEmpty()) {
            shell.notices().problem(model.problemProperty().get());
        }
        model.problemProperty().addListener((_, _, text) -> shell.notices().problem(text));
        centre.getChildren().add(new NoticeBar(shell.notices(), texts));
    }

    private void zones() {
        new SideZones(zones, later.compose(), watch, later.explain(), shell.layout(), shell.around().settings());
        DoubleProperty lanes = models.watch().lanesShareProperty();
        lanes.set(shell.around().settings().get().lanes());
        lanes.addListener((_, _, share) -> shell.around().settings()
                .change(all -> all.withLanes(Math.rint(1000 * share.doubleValue()) / 1000)));
        toggle(composeButton, shell.layout().composeProperty(), "compose.toggle");
        toggle(explainButton, shell.layout().explainProperty(), "explain.toggle");
    }

    private void toggle(ToggleButton button, BooleanProperty zone, String hint) {
        button.selectedProperty().bindBidirectional(zone);
        // There are no sides then, and in a narrow window no room to spare.
        button.visibleProperty().bind(shell.layout().presentationProperty().not());
        button.managedProperty().bind(button.visibleProperty());
        named(button, texts.of(hint));
    }

    private void viewButtons() {
        models.watch().viewport().followingProperty().subscribe(followButton::setSelected);
        followButton.setOnAction(_ -> {
            shell.command(WindowAction.FOLLOW).run();
            followButton.setSelected(models.watch().viewport().isFollowing());
        });
        fitButton.setOnAction(_ -> shell.command(WindowAction.FIT).run());
        zoomInButton.setOnAction(_ -> shell.command(WindowAction.ZOOM_IN).run());
        zoomOutButton.setOnAction(_ -> shell.command(WindowAction.ZOOM_OUT).run());
        named(followButton, texts.of("follow.hint"));
        named(fitButton, texts.of("fit.hint"));
        named(zoomInButton, texts.of("zoomIn.hint"));
        named(zoomOutButton, texts.of("zoomOut.hint"));
        // In a narrow window the name of the scenario needs their room; wheel, keys and menu do the same.
        for (Button zoom : List.of(zoomInButton, zoomOutButton)) {
            zoom.visibleProperty().bind(titleBar.widthProperty().greaterThanOrEqualTo(ROOMY));
            zoom.managedProperty().bind(zoom.visibleProperty());
        }
        themeButton.setOnAction(_ -> shell.around().settings().change(all -> all
                .withTheme(theme.themeProperty().get() == Theme.LIGHT ? ThemeChoice.DARK : ThemeChoice.LIGHT)));
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
}
