package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import dev.poolscope.app.explain.SummaryPage.Group;
import dev.poolscope.app.explain.SummaryPage.Judged;
import dev.poolscope.app.explain.SummaryPage.Line;
import dev.poolscope.app.explain.SummaryPage.Times;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.UnbrokenText;
import dev.poolscope.app.fx.Verdict;

/** Shows a page of the summary. While only values change, only their labels do. */
final class SummaryView extends VBox {
    /** More streams are in what is copied. */
    private static final int MOST_STREAMS = 30;
    /** A longer name of a number is wrapped, so that the number stays in sight. */
    private static final double WIDEST_NAME = 140;

    private final List<Label> values = new ArrayList<>();
    private List<String> shape = List.of();

    SummaryView() {
        getStyleClass().add("summary");
    }

    void show(SummaryPage page, Texts texts) {
        List<String> names = shape(page);
        if (!names.equals(shape)) {
            shape = names;
            values.clear();
            getChildren().setAll(nodes(page, texts));
        }
        List<String> now = values(page);
        for (int i = 0; i < now.size(); i++) {
            values.get(i).setText(UnbrokenText.of(now.get(i)));
        }
    }

    private static List<Times> listed(SummaryPage page) {
        return page.times().stream().limit(MOST_STREAMS + 1L).toList();
    }

    // What is on it but for the values; how an expectation stands changes its look.
    private static List<String> shape(SummaryPage page) {
        return Stream.of(page.verdicts().stream().map(each -> each.verdict() + each.expectation()),
                page.groups().stream().flatMap(group -> group.lines().stream()).map(Line::name),
                page.times().stream().map(each -> each.of() + each.note().isEmpty()))
                .flatMap(names -> names).toList();
    }

    // In the order in which their labels are made.
    private static List<String> values(SummaryPage page) {
        return Stream.of(page.verdicts().stream().map(Judged::measured),
                page.groups().stream().flatMap(group -> group.lines().stream()).map(Line::value),
                listed(page).stream().flatMap(SummaryView::cells)).flatMap(texts -> texts).toList();
    }

    private static Stream<String> cells(Times times) {
        List<String> cells = new ArrayList<>();
        if (!times.note().isEmpty()) {
            cells.add(times.note());
        }
        for (int i = 0; i < SummaryPage.STATISTICS.size(); i++) {
            cells.addAll(List.of(times.waits().get(i), times.runs().get(i), times.totals().get(i)));
        }
        return cells.stream();
    }

    private List<Node> nodes(SummaryPage page, Texts texts) {
        List<Node> nodes = new ArrayList<>();
        if (!page.verdicts().isEmpty()) {
            long failed = page.verdicts().stream().filter(each -> each.verdict() == Verdict.FAILED).count();
            nodes.add(title(failed == 0
                    ? texts.of("summary.expectations")
                    : texts.of("summary.expectations.failed", failed, page.verdicts().size())));
            page.verdicts().forEach(each -> nodes.add(verdict(each, texts)));
        }
        for (Group group : page.groups()) {
            nodes.add(title(group.title()));
            GridPane grid = grid(1);
            grid.getColumnConstraints().getFirst().setMinWidth(USE_PREF_SIZE);
            grid.getColumnConstraints().getFirst().setMaxWidth(WIDEST_NAME);
            for (int row = 0; row < group.lines().size(); row++) {
                Line line = group.lines().get(row);
                if (line.value().isEmpty()) {
                    grid.add(sentence(line.name()), 0, row, 2, 1);
                    values.add(new Label());
                } else {
                    grid.addRow(row, sentence(line.name()), right(wrapped(value())));
                }
            }
            nodes.add(grid);
        }
        for (Times times : listed(page)) {
            nodes.add(title(times.of()));
            if (!times.note().isEmpty()) {
                nodes.add(wrapped(value()));
            }
            nodes.add(table(texts));
        }
        if (page.times().size() > MOST_STREAMS + 1) {
            nodes.add(name(texts.of("summary.moreStreams", page.times().size() - 1 - MOST_STREAMS)));
        }
        return nodes;
    }

    private GridPane table(Texts texts) {
        GridPane grid = grid(3);
        grid.addRow(0, new Label(), heading(texts.of("summary.wait")), heading(texts.of("summary.run")),
                heading(texts.of("summary.total")));
        for (int i = 0; i < SummaryPage.STATISTICS.size(); i++) {
            grid.addRow(i + 1, name(SummaryPage.STATISTICS.get(i)), whole(value()), whole(value()), whole(value()));
        }
        return grid;
    }

    private Node verdict(Judged each, Texts texts) {
        Label sign = new Label(each.verdict().sign());
        sign.getStyleClass().addAll("verdict", "verdict-" + each.verdict());
        Label what = wrapped(new Label(UnbrokenText.of(each.expectation())));
        Label measured = right(wrapped(value()));
        measured.getStyleClass().add("measured");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("verdict-row");
        grid.add(sign, 0, 0);
        grid.add(what, 1, 0);
        grid.add(measured, 2, 0);
        // Sign and value stand beside the first line of a long expectation.
        List.of(sign, what, measured).forEach(part -> GridPane.setValignment(part, VPos.TOP));
        // What has held needs no second word; everything else is to be noticed.
        if (each.verdict() != Verdict.HELD) {
            grid.add(name(texts.of("verdict." + each.verdict())), 1, 1, 2, 1);
        }
        grid.getColumnConstraints().setAll(new ColumnConstraints(20), new ColumnConstraints(), fills(HPos.RIGHT));
        return grid;
    }

    private static Label title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("zone-title");
        return title;
    }

    private static Label name(String text) {
        Label name = new Label(text);
        name.getStyleClass().add("muted");
        return whole(name);
    }

    /** A line that is all text: it must not make the others wider than there is room for. */
    private static Label sentence(String text) {
        Label sentence = new Label(UnbrokenText.of(text));
        sentence.getStyleClass().add("muted");
        return wrapped(sentence);
    }

    /** Of a column, over its numbers: these need the room more. */
    private static Label heading(String text) {
        Label heading = right(sentence(text));
        GridPane.setValignment(heading, VPos.BOTTOM);
        return heading;
    }

    private static Label right(Label label) {
        label.setTextAlignment(TextAlignment.RIGHT);
        return label;
    }

    private static Label whole(Label label) {
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private Label value() {
        Label value = new Label();
        value.getStyleClass().add("number");
        values.add(value);
        return value;
    }

    private static GridPane grid(int columns) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("summary-grid");
        grid.getColumnConstraints().add(new ColumnConstraints());
        for (int i = 0; i < columns; i++) {
            grid.getColumnConstraints().add(fills(HPos.RIGHT));
        }
        return grid;
    }

    private static ColumnConstraints fills(HPos where) {
        ColumnConstraints column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        column.setHalignment(where);
        return column;
    }
}
