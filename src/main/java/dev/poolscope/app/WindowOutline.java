package dev.poolscope.app;

import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/**
 * What can be seen of the window at once, until the rest of it is made: its bars and zones, empty. Without a word, because the
 * first text costs as much as all of this.
 */
final class WindowOutline extends BorderPane {
    WindowOutline() {
        getStyleClass().add("outline");
        setTop(bar("outline-top"));
        setLeft(bar("outline-left"));
        setRight(bar("outline-right"));
        setBottom(bar("outline-bottom"));
    }

    private static Region bar(String style) {
        Region bar = new Region();
        bar.getStyleClass().addAll("outline-bar", style);
        return bar;
    }
}
