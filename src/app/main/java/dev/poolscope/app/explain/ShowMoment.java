package dev.poolscope.app.explain;

import java.util.function.Consumer;

import javafx.beans.binding.Bindings;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableRow;

import dev.poolscope.app.fx.Texts;

/** What a row of something that happened offers: to look at that moment. */
final class ShowMoment {
    private ShowMoment() {}

    /**
     * Offers it in every row of a table that is not empty. A row has one menu for all that it ever shows: those of a log that is followed
     * change some times a second, and a menu is a window of its own.
     */
    static <T> void offer(TableRow<T> row, Texts texts, Consumer<T> show) {
        MenuItem item = new MenuItem(texts.of("moment.show"));
        item.setOnAction(_ -> {
            if (!row.isEmpty()) {
                show.accept(row.getItem());
            }
        });
        ContextMenu menu = new ContextMenu(item);
        row.contextMenuProperty().bind(Bindings.when(row.emptyProperty()).then((ContextMenu) null).otherwise(menu));
    }
}
