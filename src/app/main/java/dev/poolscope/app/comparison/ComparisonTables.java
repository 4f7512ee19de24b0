package dev.poolscope.app.comparison;

import java.util.List;
import java.util.function.Consumer;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.comparison.Comparison;
import dev.poolscope.comparison.Method;
import dev.poolscope.comparison.Result;
import dev.poolscope.comparison.SideBySide;
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
     * @param tasks the tasks of both
     * @param toPair lets a task stand out in both
     */
    ComparisonTables(Comparison comparison, SideBySide tasks, Texts texts, Consumer<TaskPair> toPair) {
        this.texts = texts;
        setId("comparisonTables");
        heading(texts.of("compare.changes"));
        if (!tasks.kinship().isEmpty()) {
            Label kinship = text(tasks.kinship());
            kinship.setId("compare-kinship");
            getChildren().add(kinship);
        }
        GridPane changes = table();
        comparison.changes().forEach(change -> row(changes, false, change.what(), change.before(),
                "→ " + change.after()));
        getChildren().add(comparison.changes().isEmpty() ? text(texts.of("compare.noChange")) : changes);
        pairs(tasks, toPair);
        for (Comparison.Results results : comparison.results()) {
            if (!isThatOfTheRun(results, comparison.results().getFirst())) {
                heading(results.stream().map(stream -> texts.of("compare.stream", stream))
                        .orElse(texts.of("compare.results")));
                results(results);
            }
        }
        getChildren().add(text(Method.of(comparison)));
    }

    /** Whether a stream is the only one: then all has been said of the run. */
    private static boolean isThatOfTheRun(Comparison.Results stream, Comparison.Results run) {
        return stream.stream().isPresent() && stream.rows().stream().allMatch(row -> run.rows().contains(row));
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

    private void pairs(SideBySide tasks, Consumer<TaskPair> toPair) {
        List<TaskPair> most = tasks.mostChanged(MOST_PAIRS);
        if (most.isEmpty()) {
            return;
        }
        heading(texts.of("compare.pairs"));
        TilePane links = new TilePane(GAP, 0);
        links.setId("compare-pairs");
        links.setTileAlignment(Pos.CENTER_LEFT);
        for (TaskPair pair : most) {
            Hyperlink link = new Hyperlink(pair.told());
            link.setAccessibleHelp(texts.of("compare.toTask"));
            link.setOnAction(_ -> toPair.accept(pair));
            links.getChildren().add(link);
        }
        getChildren().add(links);
    }

    private void heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().addAll("shortcuts-group-title", "compare-heading");
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
            if (column == cells.length - 1) {
                cell.setWrapText(true);
            } else {
                // The words of the last column wrap; a number is not to be cut for them.
                cell.setMinWidth(USE_PREF_SIZE);
            }
            GridPane.setHalignment(cell, numbers && column > 0 && column < cells.length - 1 ? HPos.RIGHT : HPos.LEFT);
            table.add(cell, column, row);
        }
    }
}
