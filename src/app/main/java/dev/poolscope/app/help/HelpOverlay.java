package dev.poolscope.app.help;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.command.CardOverlay;
import dev.poolscope.app.environment.WindowLayout;
import dev.poolscope.app.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The documentation, page by page: the same pages that stand in the repository. */
public final class HelpOverlay extends CardOverlay {
    private final Texts texts;
    private final Executor background;
    private final FlowPane pages = new FlowPane();
    private final StackPane place = new StackPane();
    private @Nullable HelpPage shown;

    /**
     * An overlay that is shown while the layout says so.
     *
     * @param background reads a page when it is asked for
     */
    public HelpOverlay(WindowLayout layout, Texts texts, Executor background) {
        super(layout.manualProperty(), texts, "help.title");
        this.texts = texts;
        this.background = background;
        setId("help");
        pages.getStyleClass().add("help-pages");
        for (HelpPage page : HelpPage.values()) {
            Hyperlink link = new Hyperlink(texts.of(page.text()));
            link.setUserData(page);
            link.setOnAction(_ -> show(page));
            pages.getChildren().add(link);
        }
    }

    @Override
    protected Node content() {
        show(HelpPage.MANUAL);
        return new VBox(pages, place);
    }

    private void show(HelpPage page) {
        shown = page;
        pages.getChildren().forEach(link -> link.setDisable(page == link.getUserData()));
        // A page is a file in a jar, and the thread of the screen reads no file.
        CompletableFuture<Void> _ = CompletableFuture.supplyAsync(page::read, background)
                .handleAsync((blocks, failure) -> show(page, blocks, failure), Platform::runLater);
    }

    private @Nullable Void show(HelpPage page, @Nullable List<Block> blocks, @Nullable Throwable failure) {
        // Another page may have been asked for meanwhile.
        if (shown == page) {
            place.getChildren().setAll(blocks == null
                    ? new Label(texts.of("help.missing", String.valueOf(failure)))
                    : new PageView(blocks, this::show));
            scrollToTop();
        }
        return null;
    }
}
