package dev.poolscope.app.help;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Lays a page out in the look of the window. */
final class PageView extends VBox {
    private final Consumer<HelpPage> follow;

    /**
     * A view of a page.
     *
     * @param follow called with the page that a link leads to
     */
    PageView(List<Block> page, Consumer<HelpPage> follow) {
        this.follow = follow;
        getStyleClass().add("help-page");
        page.forEach(block -> getChildren().add(node(block)));
    }

    private Node node(Block block) {
        return switch (block) {
            case Block.Heading(var level, var text) -> styled(flow(text), "help-heading-" + Math.min(level, 3));
            case Block.Paragraph(var text) -> flow(text);
            case Block.Item(var mark, var text) -> item(mark, text);
            case Block.Code(var text) -> code(text);
            case Block.Table(var head, var rows) -> table(head, rows);
        };
    }

    private static Label code(String text) {
        Label code = styled(new Label(text), "help-code-block");
        // Better wrapped than cut.
        code.setWrapText(true);
        code.setMinHeight(Region.USE_PREF_SIZE);
        code.setMaxWidth(Double.MAX_VALUE);
        return code;
    }

    private HBox item(String mark, String text) {
        TextFlow flow = flow(text);
        HBox.setHgrow(flow, Priority.ALWAYS);
        HBox item = new HBox(styled(new Label(mark), "help-mark"), flow);
        item.getStyleClass().add("help-item");
        return item;
    }

    private GridPane table(List<String> head, List<List<String>> rows) {
        GridPane grid = styled(new GridPane(), "help-table");
        double[] weights = IntStream.range(0, head.size()).mapToDouble(column -> weight(column, head, rows)).toArray();
        double sum = IntStream.range(0, weights.length).mapToDouble(column -> weights[column]).sum();
        for (double weight : weights) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100 * weight / sum);
            grid.getColumnConstraints().add(column);
        }
        if (head.stream().anyMatch(cell -> !cell.isEmpty())) {
            grid.addRow(0, head.stream().map(cell -> styled(flow(cell), "help-head")).toArray(Node[]::new));
        }
        for (List<String> row : rows) {
            grid.addRow(grid.getRowCount(), row.stream().map(this::flow).toArray(Node[]::new));
        }
        return grid;
    }

    // A column with long texts is wider, but not by as much as its texts are longer: they wrap.
    private static double weight(int column, List<String> head, List<List<String>> rows) {
        int longest = Math.max(head.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
        return Math.sqrt(Math.clamp(longest, 12, 120));
    }

    private TextFlow flow(String text) {
        TextFlow flow = new TextFlow();
        Span.of(text).forEach(span -> flow.getChildren().add(node(span)));
        return flow;
    }

    private Node node(Span span) {
        var page = HelpPage.linked(span.link());
        if (page.isPresent()) {
            Hyperlink link = new Hyperlink(span.text());
            link.setOnAction(_ -> follow.accept(page.get()));
            return styled(link, "help-link");
        }
        return styled(new Text(span.text()), "help-" + span.style().name().toLowerCase(Locale.ROOT));
    }

    private static <N extends Node> N styled(N node, String style) {
        node.getStyleClass().add(style);
        return node;
    }
}
