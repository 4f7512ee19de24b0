package dev.poolscope.app.command;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;

import dev.poolscope.app.fx.Command;

/** Binds buttons to commands. */
public final class CommandButtons {
    private CommandButtons() {}

    /**
     * The button does the command, is disabled when that is, and says why.
     *
     * @param holder what the button is in: a disabled button gets no mouse events, and so shows no tooltip
     */
    public static void bind(ButtonBase button, Node holder, Command command) {
        Tooltip hint = new Tooltip();
        hint.textProperty().bind(command.hintProperty());
        Tooltip.install(holder, hint);
        button.disableProperty().bind(command.disabledProperty());
        button.accessibleHelpProperty().bind(command.hintProperty());
        button.setOnAction(_ -> command.run());
    }
}
