package dev.poolscope.app;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.IdleTimeout;
import dev.poolscope.app.fx.RunCommands;
import dev.poolscope.app.fx.Texts;

/** Binds the controls of the living pool to the commands. */
public final class PoolControlsController {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
    private static final int LARGEST_BURST = 10_000;

    private final RunCommands commands;
    private final Texts texts;
    private final Tooltip idleTimeoutHelp = new Tooltip();

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
    private TextField idleTimeoutField;
    @FXML
    private StackPane idleTimeoutHolder;
    @FXML
    private Button idleTimeoutButton;
    @FXML
    private StackPane joinHolder;
    @FXML
    private Button joinButton;
    @FXML
    private StackPane shutDownHolder;
    @FXML
    private Button shutDownButton;

    public PoolControlsController(RunCommands commands, Texts texts) {
        this.commands = commands;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        streamChoice.setItems(commands.streams());
        streamChoice.valueProperty().bindBidirectional(commands.streamProperty());
        streamChoice.disableProperty().bind(commands.submitOne().disabledProperty());
        streamChoice.setTooltip(new Tooltip(texts.of("stream.hint")));
        streamChoice.setPlaceholder(new Label(texts.of("stream.none")));
        IntegerSpinnerValueFactory sizes = new IntegerSpinnerValueFactory(1, LARGEST_BURST,
                commands.burstSizeProperty().get(), 5);
        burstSize.setValueFactory(sizes);
        burstSize.setTooltip(new Tooltip(texts.of("burst.size")));
        burstSize.disableProperty().bind(commands.burst().disabledProperty());
        commands.burstSizeProperty().bind(sizes.valueProperty());
        bindIdleTimeout();
        CommandButtons.bind(submitButton, submitHolder, commands.submitOne());
        CommandButtons.bind(burstButton, burstHolder, commands.burst());
        CommandButtons.bind(idleTimeoutButton, idleTimeoutHolder, commands.setIdleTimeout());
        CommandButtons.bind(joinButton, joinHolder, commands.join());
        CommandButtons.bind(shutDownButton, shutDownHolder, commands.shutDown());
    }

    private void bindIdleTimeout() {
        Command set = commands.setIdleTimeout();
        idleTimeoutField.disableProperty().bind(set.disabledProperty());
        idleTimeoutField.setTooltip(idleTimeoutHelp);
        idleTimeoutHelp.setText(texts.of("idleTimeout.field"));
        commands.idleTimeoutProperty().subscribe(timeout -> idleTimeoutField.setText(timeout.text()));
        idleTimeoutField.textProperty().subscribe(this::readIdleTimeout);
        idleTimeoutField.setOnAction(_ -> {
            if (idleTimeoutButton.isVisible()) {
                set.run();
            }
        });
    }

    // A bad value is marked in its field and changes nothing.
    private void readIdleTimeout(String text) {
        try {
            IdleTimeout timeout = IdleTimeout.parse(text);
            if (!timeout.equals(commands.idleTimeoutProperty().get())) {
                int caret = idleTimeoutField.getCaretPosition();
                commands.idleTimeoutProperty().set(timeout);
                idleTimeoutField.setText(text);
                idleTimeoutField.positionCaret(caret);
            }
            idleTimeoutHelp.setText(texts.of("idleTimeout.field"));
            mark(false);
        } catch (IllegalArgumentException wrong) {
            idleTimeoutHelp.setText(wrong.getMessage());
            mark(true);
        }
    }

    private void mark(boolean wrong) {
        idleTimeoutField.pseudoClassStateChanged(ERROR, wrong);
        idleTimeoutButton.setVisible(!wrong);
    }
}
