package dev.poolscope.app;

import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

import dev.poolscope.app.fx.Texts;

/** What can be seen of the window at once, until the rest of it is made: its bars and zones, empty but for a word. */
final class WindowOutline extends BorderPane {
    WindowOutline(Texts texts) {
        getStyleClass().add("outline");
        Label word = new Label(texts.of("window.opening"));
        word.getStyleClass().add("outline-word");
        setTop(bar("outline-top"));
        setLeft(bar("outline-left"));
        setCenter(word);
        setRight(bar("outline-right"));
        setBottom(bar("outline-bottom"));
    }

    private static Region bar(String style) {
        Region bar = new Region();
        bar.getStyleClass().addAll("outline-bar", style);
        return bar;
    }
}
