package dev.poolscope.app.help;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import dev.poolscope.app.command.CardOverlay;
import dev.poolscope.app.environment.WindowLayout;
import dev.poolscope.app.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The words of the window, which are those of the field, each with what it means here: the tables of the glossary's page. */
public final class GlossaryOverlay extends CardOverlay {
    private static final Insets ABOVE_GROUP = new Insets(6, 0, 0, 0);
    private static final Insets BESIDE_BAR = new Insets(0, 12, 6, 0);

    private final Texts texts;
    private final Executor background;
    private final GridPane grid = new GridPane();

    /**
     * An overlay that is shown while the layout says so.
     *
     * @param background reads the page when it is asked for
     */
    public GlossaryOverlay(WindowLayout layout, Texts texts, Executor background) {
        super(layout.glossaryProperty(), texts, "glossary.title");
        this.texts = texts;
        this.background = background;
        setId("glossary");
    }

    @Override
    protected Node content() {
        grid.getStyleClass().add("shortcuts-group");
        grid.setPadding(BESIDE_BAR);
        CompletableFuture<Void> _ = CompletableFuture.supplyAsync(HelpPage.GLOSSARY::read, background)
                .handleAsync(this::show, Platform::runLater);
        return grid;
    }

    private @Nullable Void show(@Nullable List<Block> page, @Nullable Throwable failure) {
        if (page == null) {
            grid.addRow(0, new Label(texts.of("help.missing", String.valueOf(failure))));
            return null;
        }
        Block.Heading heading = null;
        for (Block block : page) {
            switch (block) {
                case Block.Heading next -> heading = next;
                case Block.Table(_, var rows) -> {
                    if (heading != null) {
                        Label group = new Label(heading.text());
                        group.getStyleClass().add("shortcuts-group-title");
                        group.setPadding(ABOVE_GROUP);
                        grid.add(group, 0, grid.getRowCount(), 2, 1);
                    }
                    rows.forEach(row -> term(row.getFirst(), row.getLast()));
                }
                default -> {
                    // What stands between the tables is about the page.
                }
            }
        }
        return null;
    }

    private void term(String word, String meaning) {
        Label left = new Label(word);
        left.getStyleClass().add("glossary-term");
        left.setMinWidth(Region.USE_PREF_SIZE);
        Label right = new Label(Span.of(meaning).stream().map(Span::text).collect(Collectors.joining()));
        right.setWrapText(true);
        right.setMinHeight(Region.USE_PREF_SIZE);
        GridPane.setHgrow(right, Priority.ALWAYS);
        // The word stands beside the first line of what it means.
        GridPane.setValignment(left, VPos.TOP);
        GridPane.setValignment(right, VPos.TOP);
        grid.addRow(grid.getRowCount(), left, right);
    }
}
