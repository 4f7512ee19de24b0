package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.RunEvent;

/**
 * The columns of the log: those for which there is room, so that none is cut off. What a narrow table leaves out stands beside
 * it, of the selected row.
 */
final class EventColumns {
    /** Below this a detail says nothing any more. */
    private static final double LEAST_DETAIL = 110;
    private static final double TYPE = 104;
    private static final double TIME = 68;
    private static final double TASK = 50;
    /** Of a number more than four digits long each takes so much more room. */
    private static final double DIGIT = 8;
    private static final long FOUR_DIGITS = 10_000;
    private static final long SECOND = 1_000_000_000;
    /** The bar that scrolls, and the edges. */
    private static final double SCROLL_BAR = 18;

    private final TableView<RunEvent> table;
    private final List<TableColumn<RunEvent, String>> always;
    private final TableColumn<RunEvent, String> time;
    private final TableColumn<RunEvent, String> task;
    private final TableColumn<RunEvent, String> type;
    private final TableColumn<RunEvent, String> worker;
    private final TableColumn<RunEvent, String> stream;
    private final TableColumn<RunEvent, String> detail;

    /** Gives a table its columns. */
    EventColumns(TableView<RunEvent> table, Texts texts, EventPhrases words, Function<RunEvent, String> streamOf) {
        this.table = table;
        time = column(texts.of("events.time"), TIME,
                event -> TimeText.moment(event.nanos()));
        type = column(texts.of("events.event"), TYPE, event -> words.type(event.type()));
        task = column(texts.of("ledger.task"), TASK, EventColumns::task);
        worker = column(texts.of("events.worker"), 66, EventColumns::worker);
        stream = column(texts.of("ledger.stream"), 76, streamOf);
        detail = column(texts.of("events.detail"), 260, words::detail);
        always = List.of(time, type, task);
        List.of(time, task, worker).forEach(number -> number.getStyleClass().add("number-column"));
        table.widthProperty().addListener(_ -> fit());
        fit();
    }

    /** Gives numbers as much room as they need: part of a number is another number. */
    void makeRoomFor(long lastTask, long horizonNanos) {
        double forTask = TASK + DIGIT * digitsBeyond(lastTask, FOUR_DIGITS);
        double forTime = TIME + DIGIT * digitsBeyond(horizonNanos / SECOND, 100);
        if (task.getPrefWidth() != forTask || time.getPrefWidth() != forTime) {
            task.setPrefWidth(forTask);
            time.setPrefWidth(forTime);
            fit();
        }
    }

    private static int digitsBeyond(long number, long few) {
        int digits = 0;
        for (long rest = number; rest >= few; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private static TableColumn<RunEvent, String> column(String title, double width, Function<RunEvent, String> text) {
        TableColumn<RunEvent, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    static String task(RunEvent event) {
        return event.taskId() == 0 ? "" : Long.toString(event.taskId());
    }

    static String worker(RunEvent event) {
        return event.workerId() == 0 ? "" : Integer.toString(event.workerId());
    }

    // The least important goes first; the detail takes all that is left, and goes when that says nothing.
    private void fit() {
        double left = table.getWidth() - SCROLL_BAR
                - always.stream().filter(column -> !column.equals(type)).mapToDouble(TableColumn::getPrefWidth).sum()
                - TYPE;
        boolean withWorker = left >= worker.getPrefWidth();
        left -= withWorker ? worker.getPrefWidth() : 0;
        boolean withStream = left >= stream.getPrefWidth() + LEAST_DETAIL;
        left -= withStream ? stream.getPrefWidth() : 0;
        boolean withDetail = left >= LEAST_DETAIL;
        type.setPrefWidth(withDetail ? TYPE : TYPE + Math.max(0, left));
        detail.setPrefWidth(left);
        List<TableColumn<RunEvent, ?>> now = new ArrayList<>(always);
        if (withWorker) {
            now.add(worker);
        }
        if (withStream) {
            now.add(stream);
        }
        if (withDetail) {
            now.add(detail);
        }
        if (!table.getColumns().equals(now)) {
            table.getColumns().setAll(now);
        }
    }
}
