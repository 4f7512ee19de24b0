package dev.poolscope.app.explain;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;

import dev.poolscope.app.fx.Texts;

/** What a row of something that happened offers: to look at that moment. */
final class ShowMoment {
    private ShowMoment() {}

    static ContextMenu menu(Texts texts, Runnable show) {
        MenuItem item = new MenuItem(texts.of("moment.show"));
        item.setOnAction(_ -> show.run());
        return new ContextMenu(item);
    }
}
