package dev.poolscope.app.shell;

import java.util.List;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Separator;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import dev.poolscope.app.command.CommandButtons;
import dev.poolscope.app.command.CommandItem;
import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.IdleTimeout;
import dev.poolscope.app.fx.RunCommands;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.model.Rate;
import org.jspecify.annotations.Nullable;

/** Binds the controls of the living pool to the commands. */
public final class PoolControlsController {
    private static final int LARGEST_BURST = 10_000;
    private static final double ROOM = 1240;
    /** The names of streams are worth more than the word before them. */
    private static final double MORE_ROOM = 1340;

    private final RunModel run;
    private final RunCommands commands;
    private final Texts texts;
    /** The run whose pool this acts on, or acted on until it was over; null if there is none. */
    private @Nullable ShownRun actedOn;

    @FXML
    private ComboBox<String> streamChoice;
    @FXML
    private StackPane submitHolder;
    @FXML
    private Button submitButton;
    @FXML
    private StackPane burstHolder;
    @FXML
    private Button burstButton;
    @FXML
    private Spinner<Integer> burstSize;
    @FXML
    private StackPane idleTimeoutFieldHolder;
    @FXML
    private TextField idleTimeoutField;
    @FXML
    private StackPane idleTimeoutHolder;
    @FXML
    private Button idleTimeoutButton;
    @FXML
    private Label streamLabel;
    @FXML
    private Label idleTimeoutLabel;
    @FXML
    private Separator submitSeparator;
    @FXML
    private StackPane rateFieldHolder;
    @FXML
    private TextField rateField;
    @FXML
    private StackPane rateHolder;
    @FXML
    private Button rateButton;
    @FXML
    private StackPane spawnOneHolder;
    @FXML
    private Button spawnOneButton;
    @FXML
    private StackPane spawnAllHolder;
    @FXML
    private Button spawnAllButton;
    @FXML
    private MenuButton moreButton;
    @FXML
    private HBox bar;
    @FXML
    private StackPane joinHolder;
    @FXML
    private Button joinButton;
    @FXML
    private StackPane shutDownHolder;
    @FXML
    private Button shutDownButton;

    public PoolControlsController(RunModel run, RunCommands commands, Texts texts) {
        this.run = run;
        this.commands = commands;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        bar.managedProperty().bind(bar.visibleProperty());
        run.shownProperty().addListener(_ -> keep());
        run.phaseProperty().addListener(_ -> keep());
        keep();
        streamChoice.setItems(commands.streams());
        streamChoice.valueProperty().bindBidirectional(commands.streamProperty());
        streamChoice.disableProperty().bind(commands.submitOne().disabledProperty());
        Tooltip stream = WideTip.empty();
        // A long name is cut in the field. While its list is replaced the field chooses none.
        stream.textProperty().bind(commands.streamProperty().orElse("").map(
                name -> name.isEmpty() ? texts.of("stream.hint") : texts.of("stream.hintOf", name)));
        streamChoice.setTooltip(stream);
        streamChoice.setPlaceholder(new Label(texts.of("stream.none")));
        IntegerSpinnerValueFactory sizes = new IntegerSpinnerValueFactory(1, LARGEST_BURST,
                commands.burstSizeProperty().get(), 5);
        burstSize.setValueFactory(sizes);
        burstSize.setTooltip(new Tooltip(texts.of("burst.size")));
        burstSize.disableProperty().bind(commands.burst().disabledProperty());
        commands.burstSizeProperty().bind(sizes.valueProperty());
        CommandButtons.bind(rateButton, rateHolder, commands.setRate());
        CommandButtons.bind(idleTimeoutButton, idleTimeoutHolder, commands.setIdleTimeout());
        new LiveField<>(idleTimeoutField, idleTimeoutFieldHolder, idleTimeoutButton, commands.setIdleTimeout(),
                commands.idleTimeoutProperty(),
                commands.idleTimeoutNowProperty(), IdleTimeout::parse, IdleTimeout::text,
                texts.of("idleTimeout.field"));
        new LiveField<>(rateField, rateFieldHolder, rateButton, commands.setRate(), commands.rateProperty(),
                commands.rateNowProperty(),
                Rate::parse, Rate::toString, texts.of("rate.field"));
        CommandButtons.bind(submitButton, submitHolder, commands.submitOne());
        CommandButtons.bind(burstButton, burstHolder, commands.burst());
        CommandButtons.bind(spawnOneButton, spawnOneHolder, commands.spawnOne());
        CommandButtons.bind(spawnAllButton, spawnAllHolder, commands.spawnAll());
        CommandButtons.bind(joinButton, joinHolder, commands.join());
        CommandButtons.bind(shutDownButton, shutDownHolder, commands.shutDown());
        moreButton.getItems().setAll(item("spawn_one", commands.spawnOne()), item("spawn_all", commands.spawnAll()),
                item("cancel_pending", commands.cancelPending()), item("break_next", commands.breakNextInitializer()),
                item("join", commands.join()), item("new_run", commands.newRun()));
        moreButton.setTooltip(new Tooltip(texts.of("more.hint")));
        onlyFrom(MORE_ROOM, streamLabel);
        List.of(submitSeparator, spawnOneHolder, spawnAllHolder, joinHolder)
                .forEach(control -> onlyFrom(ROOM, control));
        idleTimeoutLabel.textProperty().bind(Bindings.when(bar.widthProperty().greaterThan(ROOM))
                .then(texts.of("idleTimeout.label")).otherwise(texts.of("idleTimeout.shortLabel")));
    }

    // Without a pool there is nothing to act on, and the picture has better use for the room. But a run ends by itself, and the picture
    // may not jump away from under the pointer: the bar goes when a person turns to something else.
    private void keep() {
        ShownRun shown = run.shownProperty().get();
        if (shown == null || shown != actedOn) {
            boolean lives = shown != null && shown.phase() != RunPhase.OVER;
            actedOn = lives ? shown : null;
            bar.setVisible(lives);
        }
    }

    private CommandItem item(String name, Command command) {
        CommandItem item = new CommandItem(texts.of("action." + name), command);
        item.setId("more-" + name);
        return item;
    }

    // In a narrow window the menu has them.
    private void onlyFrom(double width, Node control) {
        control.visibleProperty().bind(bar.widthProperty().greaterThan(width));
        control.managedProperty().bind(control.visibleProperty());
    }
}
