package dev.poolscope.app.shell;

import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.settings.Settings;
import dev.poolscope.app.settings.Settings.SideZone;

/**
 * What can be seen of the window at once, until the rest of it is made: its bars and zones, empty, where they will be, and a
 * word of what is going on. One word only: each control costs as much as all of this.
 */
public final class WindowOutline extends BorderPane {
    public WindowOutline(Settings settings, Texts texts) {
        getStyleClass().add("outline");
        setTop(bar("outline-top"));
        setLeft(zone(settings.compose(), "outline-left"));
        setRight(zone(settings.explain(), "outline-right"));
        setBottom(bar("outline-bottom"));
        Text opening = new Text(texts.of("app.opening"));
        opening.getStyleClass().add("outline-word");
        setCenter(opening);
    }

    private static Region bar(String style) {
        Region bar = new Region();
        bar.getStyleClass().addAll("outline-bar", style);
        return bar;
    }

    private static Region zone(SideZone zone, String style) {
        Region bar = bar(style);
        bar.setPrefWidth(zone.width());
        bar.setManaged(zone.open());
        bar.setVisible(zone.open());
        return bar;
    }
}
