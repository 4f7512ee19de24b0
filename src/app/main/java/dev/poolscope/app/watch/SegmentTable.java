package dev.poolscope.app.watch;

import java.util.function.Function;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.TableRows;
import dev.poolscope.app.fx.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The lanes as a table, for those who cannot see them or want to read them: a row for each segment that is visible. It is made
 * anew when the picture comes to rest, and twice a second while it moves.
 */
final class SegmentTable extends VBox {
    private static final Duration PATIENCE = Duration.millis(500);

    private final WatchModel model;
    private final Texts texts;
    private final Label caption = new Label();
    private final TableView<SegmentRow> table = new TableView<>();
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private boolean filling;

    SegmentTable(WatchModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("segment-table");
        // Until it is in the window: only there it can bring the selected row into view.
        setVisible(false);
        caption.getStyleClass().add("muted");
        table.setId("segments");
        table.getStyleClass().add("dense");
        table.setAccessibleText(texts.of("watch.table.role"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(texts.of("watch.table.empty")));
        caption.setLabelFor(table);
        columns();
        getChildren().setAll(caption, table);
        VBox.setVgrow(table, Priority.ALWAYS);
        patience.setOnFinished(_ -> fill());
        model.viewport().versionProperty().addListener(_ -> fillSoon());
        model.run().revisionProperty().addListener(_ -> fillSoon());
        model.selection().selectedProperty().addListener(_ -> showSelected());
        visibleProperty().subscribe(shown -> {
            if (shown) {
                fill();
                scrollWhenLaidOut();
            }
        });
        TableRows.give(table, FXCollections.observableArrayList());
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> choose(row));
    }

    // At least as wide as their titles and what most of them say; all fit into the narrowest window that has to be usable.
    private void columns() {
        column("lane", 44, SegmentRow::slot, String::valueOf, true);
        column("worker", 64, SegmentRow::workerId, String::valueOf, true);
        column("state", 80, SegmentRow::kind, kind -> texts.of("kind." + kind), false);
        column("task", 46, SegmentRow::taskId, task -> task == 0 ? "" : Long.toString(task), true);
        column("stream", 66, row -> row.stream() == null ? "" : row.stream(), text -> text, false);
        column("from", 68, SegmentRow::from, TimeText::moment, true);
        column("length", 64, row -> row.to() - row.from(), TimeText::duration, true);
    }

    private <T extends Comparable<? super T>> void column(String key, double least, Function<SegmentRow, T> value,
            Function<T, String> text, boolean number) {
        TableColumn<SegmentRow, T> column = new TableColumn<>(texts.of("watch.table." + key));
        column.setId("segments-" + key);
        column.setMinWidth(least);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(value.apply(features.getValue())));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? "" : text.apply(item));
            }
        });
        if (number) {
            column.getStyleClass().add("number-column");
        }
        table.getColumns().add(column);
    }

    private void fillSoon() {
        if (isVisible() && patience.getStatus() != PauseTransition.Status.RUNNING) {
            patience.playFromStart();
        }
    }

    /** Makes the rows now. */
    private void fill() {
        if (!isVisible()) {
            return;
        }
        filling = true;
        SegmentRows visible = SegmentRows.visible(model);
        table.getItems().setAll(visible.rows());
        table.sort();
        filling = false;
        String from = TimeText.moment(model.viewport().visibleFrom());
        String to = TimeText.moment(model.viewport().visibleUntil());
        caption.setText(visible.total() > visible.rows().size()
                ? texts.of("watch.table.some", visible.rows().size(), visible.total(), from, to)
                : texts.of("watch.table.all", visible.total(), from, to));
        showSelected();
    }

    // A table that has not been laid out does not know which row is where.
    private void scrollWhenLaidOut() {
        Scene scene = getScene();
        if (scene != null) {
            scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    scene.removePostLayoutPulseListener(this);
                    scrollToSelected();
                }
            });
        }
    }

    private void scrollToSelected() {
        int selected = table.getSelectionModel().getSelectedIndex();
        if (selected >= 0) {
            table.scrollTo(Math.max(0, selected - 2));
        }
    }

    private void choose(@Nullable SegmentRow row) {
        if (row != null && !filling && !isSelected(row)) {
            model.selection().select(row.taskId() == 0
                    ? new Selected.Worker(row.workerId())
                    : new Selected.Task(row.taskId()));
        }
    }

    private boolean isSelected(SegmentRow row) {
        return row.taskId() == 0
                ? model.selection().worker().orElse(-1) == row.workerId()
                : model.selection().task().orElse(-1) == row.taskId();
    }

    private void showSelected() {
        SegmentRow current = table.getSelectionModel().getSelectedItem();
        if (!isVisible() || (current != null && isSelected(current))) {
            return;
        }
        filling = true;
        table.getSelectionModel().clearSelection();
        for (int i = 0; i < table.getItems().size(); i++) {
            if (isSelected(table.getItems().get(i))) {
                table.getSelectionModel().select(i);
                scrollToSelected();
                break;
            }
        }
        filling = false;
    }
}
