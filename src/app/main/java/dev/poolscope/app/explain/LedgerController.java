package dev.poolscope.app.explain;

import java.util.List;
import java.util.function.Function;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.TableRows;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.pool.PoolState;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.timeline.LedgerEntry;

/** Shows where every task has gone, and which ones the pool cancelled. */
public final class LedgerController {
    private final RunModel model;
    private final Command submitAgain;
    private final Selection selection;
    private final RunCursor cursor;
    private final Texts texts;
    private final Tooltip againHint = new Tooltip();
    private List<LedgerEntry> shown = List.of();
    private boolean changing;
    private boolean visible;

    @FXML
    private LedgerBar bar;
    @FXML
    private Label submitted;
    @FXML
    private Label completed;
    @FXML
    private Label failed;
    @FXML
    private Label cancelled;
    @FXML
    private Label open;
    @FXML
    private Label balance;
    @FXML
    private Label cancelledCount;
    @FXML
    private Label nothingCancelled;
    @FXML
    private HBox againRow;
    @FXML
    private StackPane againHolder;
    @FXML
    private Button again;
    @FXML
    private TableView<LedgerEntry> table;
    @FXML
    private TableColumn<LedgerEntry, Number> taskColumn;
    @FXML
    private TableColumn<LedgerEntry, String> streamColumn;
    @FXML
    private TableColumn<LedgerEntry, Number> ageColumn;
    @FXML
    private TableColumn<LedgerEntry, Number> placeColumn;

    public LedgerController(RunModel model, Command submitAgain, Selection selection, RunCursor cursor, Texts texts) {
        this.model = model;
        this.cursor = cursor;
        this.submitAgain = submitAgain;
        this.selection = selection;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        TableRows.give(table, FXCollections.observableArrayList());
        column(taskColumn, LedgerEntry::taskId);
        column(streamColumn, entry -> entry.stream() == null ? "" : entry.stream());
        column(ageColumn, LedgerEntry::ageNanos);
        column(placeColumn, LedgerEntry::place);
        placeColumn.setCellFactory(_ -> new PlaceCell());
        ageColumn.setCellFactory(_ -> new AgeCell());
        hint(ageColumn, texts.of("ledger.age.hint"));
        hint(placeColumn, texts.of("ledger.place.hint"));
        Tooltip.install(againHolder, againHint);
        againHint.textProperty().bind(submitAgain.hintProperty());
        again.accessibleHelpProperty().bind(submitAgain.hintProperty());
        again.disableProperty().bind(submitAgain.disabledProperty());
        again.setOnAction(_ -> submitAgain.run());
        table.getSelectionModel().selectedItemProperty().addListener((_, _, entry) -> {
            if (entry != null && !changing) {
                selection.select(new Selected.Task(entry.taskId()));
            }
        });
        selection.selectedProperty().addListener(_ -> mark());
        table.setRowFactory(_ -> {
            TableRow<LedgerEntry> row = new TableRow<>();
            ShowMoment.offer(row, texts,
                    entry -> cursor.showMoment(entry.cancelledNanos(), new Selected.Task(entry.taskId())));
            return row;
        });
        model.wordsProperty().addListener(_ -> refresh());
        model.phaseProperty().addListener(_ -> refresh());
        refresh();
    }

    private static <T> void column(TableColumn<LedgerEntry, T> column, Function<LedgerEntry, ? extends T> value) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
    }

    private static void hint(TableColumn<LedgerEntry, ?> column, String hint) {
        Label header = new Label(column.getText());
        header.setTooltip(new Tooltip(hint));
        column.setText("");
        column.setGraphic(header);
    }

    /** Says whether this can be seen: otherwise it costs nothing. */
    void setVisible(boolean shown) {
        visible = shown;
        refresh();
    }

    private void refresh() {
        if (!visible) {
            return;
        }
        Counts counts = model.countsProperty().get();
        long still = counts.submitted() - counts.completed() - counts.failed() - counts.cancelled();
        submitted.setText(told(counts.submitted()));
        completed.setText(told(counts.completed()));
        failed.setText(told(counts.failed()));
        cancelled.setText(told(counts.cancelled()));
        open.setText(told(still));
        bar.show(counts.completed(), counts.failed(), counts.cancelled(), still);
        balance.setText(balance(counts, still));
        List<LedgerEntry> entries = model.timeline().ledger().cancelledByPool();
        if (!entries.equals(shown)) {
            shown = entries;
            changing = true;
            table.getItems().setAll(entries);
            changing = false;
            mark();
        }
        long all = model.timeline().ledger().cancelledByPoolCount();
        againRow.setVisible(all > 0);
        againRow.setManaged(all > 0);
        // Of so many tasks that not each is recorded, the list has fewer than there were.
        cancelledCount.setText(all == entries.size()
                ? LegibleCount.of(all)
                : texts.of("ledger.cancelledSome", all, entries.size()));
        cancelledCount.setVisible(all > 0);
        // Of a run that is over only the beginning may be known, or it may have ended before its pool.
        boolean over = model.poolStateProperty().get() == PoolState.TERMINATED;
        nothingCancelled.setText(texts.of(over ? "ledger.cancelledNoneOver" : "ledger.cancelledNone"));
    }

    // Before a run there is nothing to be counted.
    private String told(long count) {
        return model.phaseProperty().get().isBeforeRun() ? "–" : LegibleCount.of(count);
    }

    // The selected task's row, if it has one, is the selected row.
    private void mark() {
        changing = true;
        var rows = table.getSelectionModel();
        LedgerEntry chosen = rows.getSelectedItem();
        long task = selection.task().orElse(0);
        if (chosen == null || chosen.taskId() != task) {
            rows.clearSelection();
            for (LedgerEntry entry : shown) {
                if (entry.taskId() == task) {
                    rows.select(entry);
                    table.scrollTo(entry);
                    break;
                }
            }
        }
        changing = false;
    }

    private String balance(Counts counts, long still) {
        String rejected = counts.rejected() == 0 ? "" : " " + texts.of("ledger.rejected", counts.rejected());
        if (counts.submitted() == 0) {
            return texts.of("ledger.noTasks") + rejected;
        }
        return (still == 0
                ? texts.of("ledger.balanced")
                : still == 1 ? texts.of("ledger.oneOpen") : texts.of("ledger.unbalanced", still)) + rejected;
    }

    /** The place is not known where not every task that was cancelled is. */
    private static final class PlaceCell extends TableCell<LedgerEntry, Number> {
        @Override
        protected void updateItem(Number place, boolean empty) {
            super.updateItem(place, empty);
            setText(empty || place == null ? "" : place.intValue() == 0 ? "–" : LegibleCount.of(place.intValue()));
        }
    }

    private static final class AgeCell extends TableCell<LedgerEntry, Number> {
        @Override
        protected void updateItem(Number age, boolean empty) {
            super.updateItem(age, empty);
            setText(empty || age == null ? "" : TimeText.duration(age.longValue()));
        }
    }
}
