package dev.poolscope.app.command;

import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;
import org.jspecify.annotations.Nullable;

/** A card over everything else in the window. Escape, its button and a click beside it close it. */
public abstract class CardOverlay extends StackPane {
    private final BooleanProperty open;
    private final Texts texts;
    private final String title;
    private final Button close = new Button();
    private @Nullable Node before;

    /**
     * Makes one.
     *
     * @param open whether it is shown
     * @param title the key of its title
     */
    public CardOverlay(BooleanProperty open, Texts texts, String title) {
        this.open = open;
        this.texts = texts;
        this.title = title;
        getStyleClass().add("shortcuts");
        setOnMouseClicked(event -> {
            if (equals(event.getTarget())) {
                open.set(false);
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // The rest of the window is covered: nothing in it is to be reached by keys. Escape is the window's.
            if (event.getCode() == KeyCode.TAB) {
                event.consume();
            }
        });
        managedProperty().bind(visibleProperty());
        setVisible(false);
        open.addListener((_, _, now) -> show(now));
    }

    /** What is on the card. Made when it is first opened: few ask for it, and none when the window opens. */
    protected abstract Node content();

    private void show(boolean now) {
        if (now && getChildren().isEmpty()) {
            getChildren().setAll(card());
        }
        setVisible(now);
        if (getScene() == null) {
            return;
        }
        if (now) {
            before = getScene().getFocusOwner();
            close.requestFocus();
        } else if (before != null) {
            before.requestFocus();
            before = null;
        }
    }

    private VBox card() {
        Label name = new Label(texts.of(title));
        name.getStyleClass().add("shortcuts-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        close.setText(texts.of("shortcuts.close"));
        close.setId("close-" + getId());
        close.setOnAction(_ -> open.set(false));
        HBox head = new HBox(name, gap, close);
        head.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(content());
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("shortcuts-scroll");
        VBox card = new VBox(head, scroll);
        card.getStyleClass().add("shortcuts-card");
        card.setMaxSize(920, Region.USE_PREF_SIZE);
        return card;
    }
}
