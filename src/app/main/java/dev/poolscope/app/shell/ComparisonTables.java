package dev.poolscope.app.shell;

import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

import javafx.geometry.HPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.comparison.Comparison;
import dev.poolscope.comparison.Method;
import dev.poolscope.comparison.Result;
import dev.poolscope.comparison.TaskPair;
import dev.poolscope.comparison.ValueText;

/** What was changed from one run to another, what came of it, and the tasks that waited the most differently. */
final class ComparisonTables extends VBox {
    private static final int MOST_PAIRS = 8;
    private static final double GAP = 14;

    private final Texts texts;

    /**
     * Shows it.
     *
     * @param toTask shows a task of the second run
     */
    ComparisonTables(Comparison comparison, Texts texts, LongConsumer toTask) {
        this.texts = texts;
        setId("comparisonTables");
        heading(texts.of("compare.changes"));
        GridPane changes = table();
        comparison.changes().forEach(change -> row(changes, false, change.what(), change.before(),
                "→ " + change.after()));
        getChildren().add(comparison.changes().isEmpty() ? text(texts.of("compare.noChange")) : changes);
        for (Comparison.Results results : comparison.results()) {
            heading(results.stream().map(stream -> texts.of("compare.stream", stream))
                    .orElse(texts.of("compare.results")));
            results(results);
        }
        getChildren().add(text(Method.of(comparison)));
        pairs(comparison.pairs(), toTask);
    }

    private void results(Comparison.Results results) {
        GridPane table = table();
        row(table, true, "", "A", "B", texts.of("compare.difference"), "", texts.of("compare.chance"));
        for (Result result : results.rows()) {
            if (result.isWorthShowing()) {
                row(table, true, result.measure().key(), ValueText.of(result.measure(), result.a()),
                        ValueText.of(result.measure(), result.b()), ValueText.difference(result),
                        ValueText.percent(result), ValueText.judgement(result));
            }
        }
        getChildren().add(table);
    }

    private void pairs(List<TaskPair> pairs, LongConsumer toTask) {
        List<TaskPair> differing = pairs.stream().filter(pair -> pair.longerWait() != 0)
                .sorted(Comparator.<TaskPair>comparingLong(pair -> Math.abs(pair.longerWait())).reversed())
                .limit(MOST_PAIRS).toList();
        if (differing.isEmpty()) {
            return;
        }
        heading(texts.of("compare.pairs"));
        for (TaskPair pair : differing) {
            Hyperlink link = new Hyperlink(texts.of("compare.pair", pair.b().id(), pair.stream(),
                    TimeText.duration(pair.a().waitNanos()), TimeText.duration(pair.b().waitNanos())));
            link.setAccessibleHelp(texts.of("compare.toTask", pair.b().id()));
            link.setOnAction(_ -> toTask.accept(pair.b().id()));
            getChildren().add(link);
        }
    }

    private void heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add("shortcuts-group-title");
        getChildren().add(heading);
    }

    private static Label text(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static GridPane table() {
        GridPane table = new GridPane();
        table.setHgap(GAP);
        return table;
    }

    private static void row(GridPane table, boolean numbers, String... cells) {
        int row = table.getRowCount();
        for (int column = 0; column < cells.length; column++) {
            Label cell = new Label(cells[column]);
            cell.setWrapText(column == cells.length - 1);
            GridPane.setHalignment(cell, numbers && column > 0 && column < cells.length - 1 ? HPos.RIGHT : HPos.LEFT);
            table.add(cell, column, row);
        }
    }
}
