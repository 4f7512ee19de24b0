package dev.poolscope.app.launch;

import java.util.List;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import dev.poolscope.app.command.CardOverlay;
import dev.poolscope.app.environment.WindowLayout;
import dev.poolscope.app.fx.Texts;

/** The words of the window, which are those of the field, each with what it means here. */
final class GlossaryOverlay extends CardOverlay {
    /** In the order in which they build on one another. Each has its word and its meaning in the texts. */
    static final List<String> TERMS = List.of("pool", "worker", "task", "stream", "due", "submit", "pending", "start",
            "running", "blocked", "complete", "cancelled", "rejected", "service", "wait", "late", "percentile", "spawn",
            "starting", "idle", "park", "retire", "finalizing", "wrapping", "recycling", "join", "shutdown", "broken",
            "starved", "head", "load", "utilisation", "recorded", "sampled", "simulated");

    private final Texts texts;

    GlossaryOverlay(WindowLayout layout, Texts texts) {
        super(layout.glossaryProperty(), texts, "glossary.title");
        this.texts = texts;
        setId("glossary");
    }

    @Override
    public Node content() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shortcuts-group");
        for (String term : TERMS) {
            Label word = new Label(texts.of("glossary." + term));
            word.getStyleClass().add("glossary-term");
            word.setMinWidth(Region.USE_PREF_SIZE);
            Label meaning = new Label(texts.of("glossary." + term + ".is"));
            meaning.setWrapText(true);
            meaning.setMinHeight(Region.USE_PREF_SIZE);
            GridPane.setHgrow(meaning, Priority.ALWAYS);
            grid.addRow(grid.getRowCount(), word, meaning);
        }
        return grid;
    }
}
