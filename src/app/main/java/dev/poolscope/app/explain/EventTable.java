package dev.poolscope.app.explain;

import java.util.function.Consumer;

import javafx.css.PseudoClass;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.TableRows;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/** The table of the log: its columns, its rows, of which those stand out that are about what is selected, and its scrolling. */
final class EventTable {
    private static final PseudoClass RELATED = PseudoClass.getPseudoClass("related");

    private final TableView<RunEvent> table;
    private final EventsModel events;
    private final Selection selection;
    private final RunCursor cursor;
    private final Texts texts;
    private final EventColumns columns;
    private boolean changing;

    /** Makes the control the table of these events. */
    EventTable(TableView<RunEvent> table, EventsModel events, Selection selection, RunCursor cursor, Texts texts,
            EventPhrases words) {
        this.table = table;
        this.events = events;
        this.selection = selection;
        this.cursor = cursor;
        this.texts = texts;
        columns = new EventColumns(table, texts, words, events::streamOf);
        TableRows.give(table, events.rows());
        table.setRowFactory(_ -> new EventRow());
    }

    /** Gives numbers up to these as much room as they need. */
    void makeRoomFor(long lastTask, long horizonNanos) {
        columns.makeRoomFor(lastTask, horizonNanos);
    }

    /** Hands on which row a person chooses; what changes by itself is no choice. */
    void onChosen(Consumer<RunEvent> chosen) {
        table.getSelectionModel().selectedItemProperty().addListener((_, _, event) -> {
            if (!changing && event != null) {
                chosen.accept(event);
            }
        });
    }

    boolean isChosen(RunEvent event) {
        return event.equals(table.getSelectionModel().getSelectedItem());
    }

    void chooseNone() {
        change(table.getSelectionModel()::clearSelection);
    }

    /** Changes the rows; what becomes selected by that is not chosen. */
    void change(Runnable change) {
        changing = true;
        try {
            change.run();
        } finally {
            changing = false;
        }
    }

    /** Lists all rows; what is in view stays there. */
    void listAll() {
        IndexedCell<?> first = table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                ? flow.getFirstVisibleCell()
                : null;
        change(() -> {
            int before = events.rows().listAll();
            if (before > 0 && first != null) {
                table.scrollTo(before + first.getIndex());
            }
        });
    }

    /** Lists only the newest rows, and shows the last. */
    void listNewest() {
        // From the top: a table that stands where there are no rows any more looks for them far beyond its end.
        table.scrollTo(0);
        change(events::listNewest);
        showEnd();
    }

    /** Brings a row into view, and the one before it. */
    void show(int row) {
        table.scrollTo(Math.max(0, row - 1));
    }

    /** Makes a row the current one and brings it into view, which is no choice of a person; a negative one means none. */
    void point(int row) {
        if (row < 0) {
            chooseNone();
        } else if (!table.getSelectionModel().isSelected(row)) {
            change(() -> table.getSelectionModel().clearAndSelect(row));
            show(row);
        }
    }

    void showEnd() {
        if (!events.rows().isEmpty()) {
            // Beyond the last row, which means the very end: the row itself would be brought to the top, as far as that goes.
            table.scrollTo(events.rows().size());
        }
    }

    /** A row that stands out while what it is about is selected. */
    private final class EventRow extends TableRow<RunEvent> {
        EventRow() {
            selection.selectedProperty().addListener(_ -> mark());
            setOnMouseClicked(click -> {
                RunEvent event = getItem();
                if (click.getClickCount() == 2 && event != null) {
                    cursor.showEvent(event);
                }
            });
            ShowMoment.offer(this, texts, cursor::showEvent);
        }

        @Override
        protected void updateItem(@Nullable RunEvent event, boolean empty) {
            super.updateItem(event, empty);
            mark();
        }

        private void mark() {
            RunEvent event = getItem();
            pseudoClassStateChanged(RELATED, event != null && events.isRelated(event));
        }
    }
}
