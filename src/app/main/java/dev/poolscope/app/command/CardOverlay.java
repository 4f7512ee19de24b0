package dev.poolscope.app.command;

import java.util.ArrayList;
import java.util.List;

import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;
import org.jspecify.annotations.Nullable;

/** A card over everything else in the window. Escape, its button and a click beside it close it. */
public abstract class CardOverlay extends StackPane {
    /** How far an arrow key scrolls, in pixels. */
    private static final double LINE = 40;

    private static final double WIDEST = 920;

    private final BooleanProperty open;
    private final Texts texts;
    private final String title;
    private final Button close = new Button();
    private final ScrollPane scroll = new ScrollPane();
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
            // The rest of the window is covered: keys reach nothing in it. Escape is the window's.
            ZoneKey.of(ZoneKey.Place.OVERLAY, event).filter(key -> !isOfField(key)).filter(this::performs)
                    .ifPresent(_ -> event.consume());
        });
        managedProperty().bind(visibleProperty());
        setVisible(false);
        open.addListener((_, _, now) -> show(now));
    }

    /** What is on the card. Made when it is first opened: few ask for it, and none when the window opens. */
    protected abstract Node content();

    /** What has the focus at first: the button that closes it, if nothing else is said. */
    protected Node first() {
        return close;
    }

    /** How wide the card may become, in pixels. */
    protected double widest() {
        return WIDEST;
    }

    /** The name of a field of the card, by the key of its text. */
    protected final Label named(String key, Node field) {
        Label name = new Label(texts.of(key));
        name.setLabelFor(field);
        return name;
    }

    /** Shows the beginning of the content. */
    protected final void scrollToTop() {
        scroll.setVvalue(0);
    }

    /** Moves the focus among what the card has: the button that closes it, and links. */
    private void focusNext(boolean back) {
        List<Node> stops = new ArrayList<>();
        addStops(this, stops);
        if (!stops.isEmpty()) {
            int at = getScene() == null ? -1 : stops.indexOf(getScene().getFocusOwner());
            Node next = stops.get(Math.floorMod(at + (back ? -1 : 1), stops.size()));
            next.requestFocus();
            reveal(next);
        }
    }

    private static void addStops(Parent parent, List<Node> stops) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child.isFocusTraversable() && !child.isDisabled() && child.isVisible()) {
                stops.add(child);
            } else if (child instanceof Parent inner) {
                addStops(inner, stops);
            }
        }
    }

    private void reveal(Node node) {
        Node content = scroll.getContent();
        double hidden = content.getLayoutBounds().getHeight() - scroll.getViewportBounds().getHeight();
        Bounds at = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double top = hidden * scroll.getVvalue();
        if (hidden > 0 && isInside(node, content)
                && (at.getMinY() < top || at.getMaxY() > top + scroll.getViewportBounds().getHeight())) {
            scroll.setVvalue(Math.clamp((at.getCenterY() - scroll.getViewportBounds().getHeight() / 2) / hidden, 0, 1));
        }
    }

    private static boolean isInside(Node node, Node content) {
        for (Node outer = node; outer != null; outer = outer.getParent()) {
            if (outer.equals(content)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a key means something to what has the focus: in a field it moves among letters, in a choice among what can be chosen. */
    private boolean isOfField(ZoneKey key) {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        boolean field = focused instanceof TextInputControl || focused instanceof ComboBoxBase<?>
                || focused instanceof ChoiceBox<?> || focused instanceof RadioButton;
        return field && key != ZoneKey.NEXT_STOP && key != ZoneKey.PREVIOUS_STOP && key != ZoneKey.PAGE_UP
                && key != ZoneKey.PAGE_DOWN;
    }

    // The focus stays on a button, which knows none of the keys that scroll.
    private boolean performs(ZoneKey key) {
        double page = scroll.getViewportBounds().getHeight();
        switch (key) {
            case NEXT_STOP -> focusNext(false);
            case PREVIOUS_STOP -> focusNext(true);
            case LINE_UP -> scrollBy(-LINE);
            case LINE_DOWN -> scrollBy(LINE);
            case PAGE_UP -> scrollBy(-page + LINE);
            case PAGE_DOWN -> scrollBy(page - LINE);
            case TO_TOP -> scrollBy(-Double.MAX_VALUE);
            case TO_BOTTOM -> scrollBy(Double.MAX_VALUE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void scrollBy(double by) {
        Node content = scroll.getContent();
        if (content == null) {
            return;
        }
        double page = scroll.getViewportBounds().getHeight();
        double hidden = content.getLayoutBounds().getHeight() - page;
        if (hidden > 0) {
            scroll.setVvalue(Math.clamp(scroll.getVvalue() + by / hidden, 0, 1));
        }
    }

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
            // What scrolls belongs to the window, and can have its focus, only when it has been dressed.
            applyCss();
            first().requestFocus();
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
        Node content = content();
        // How high text is that wraps is known only when it has its width: that is while the window is laid out, when what is asked of the card
        // is not heard, so that it is asked again.
        content.layoutBoundsProperty().addListener((_, _, bounds) -> {
            scroll.setPrefViewportHeight(Math.ceil(bounds.getHeight()));
            Platform.runLater(scroll::requestLayout);
        });
        scroll.setContent(content);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("shortcuts-scroll");
        VBox card = new VBox(head, scroll);
        card.getStyleClass().add("shortcuts-card");
        card.setMaxSize(widest(), Region.USE_PREF_SIZE);
        return card;
    }
}
