package dev.poolscope.app.command;

import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Command;

/** An entry of a menu that says beneath its name what it does, or why it cannot be done: menus have no tooltips. */
public final class CommandItem extends CustomMenuItem {

    public CommandItem(String name, Command command) {
        Label title = new Label(name);
        Label hint = new Label();
        hint.getStyleClass().add("command-hint");
        hint.textProperty().bind(command.hintProperty());
        VBox content = new VBox(title, hint);
        content.getStyleClass().add("command-item");
        content.setAccessibleText(name);
        content.accessibleHelpProperty().bind(command.hintProperty());
        setContent(content);
        title.disableProperty().bind(command.disabledProperty());
        // A disabled entry would be too pale for its reason to be read; doing what cannot be done does nothing.
        setOnAction(_ -> command.run());
    }
}
