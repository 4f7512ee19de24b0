package dev.poolscope.app.fx;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/** The rows of a table whose number may fall. */
public final class TableRows {
    private TableRows() {}

    /**
     * Gives a table its rows. When there are fewer than stand above what is in view, it goes to the first one: a table that stands where there are
     * no rows any more looks for them far beyond its end, and complains.
     */
    public static <T> void give(TableView<T> table, ObservableList<T> rows) {
        // Before the table itself hears of it.
        rows.addListener((ListChangeListener<T>) _ -> {
            IndexedCell<?> first = table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                    ? flow.getFirstVisibleCell()
                    : null;
            if (first != null && first.getIndex() > 0 && first.getIndex() >= rows.size()) {
                table.scrollTo(0);
            }
        });
        table.setItems(rows);
    }
}
