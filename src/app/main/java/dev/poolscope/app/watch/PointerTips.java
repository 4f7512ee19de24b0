package dev.poolscope.app.watch;

import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.stage.PopupWindow;

import org.jspecify.annotations.Nullable;

/** What is said beside the pointer: the facts of a segment, the numbers of a moment, the whole of a caption that is cut. */
final class PointerTips {
    private static final double DISTANCE = 16;
    private static final double WIDEST_CAPTION = 480;
    private static final double WIDEST_ANSWER = 380;

    private final Tooltip facts = tip();
    private final Tooltip answer = tip();
    private final Tooltip caption = tip();
    private double pointerX;
    private double pointerY;
    private boolean hasFacts;

    PointerTips() {
        answer.setAutoHide(true);
        // It is no dialogue: what is clicked next is meant, a button that stops the run say.
        answer.setConsumeAutoHidingEvents(false);
        answer.setWrapText(true);
        answer.setMaxWidth(WIDEST_ANSWER);
        caption.setWrapText(true);
        caption.setMaxWidth(WIDEST_CAPTION);
    }

    private static Tooltip tip() {
        Tooltip tip = new Tooltip();
        tip.getStyleClass().add("facts");
        tip.setAnchorLocation(PopupWindow.AnchorLocation.CONTENT_TOP_LEFT);
        return tip;
    }

    /** Follows the pointer while it is over a node. */
    void follow(Node node) {
        node.addEventFilter(MouseEvent.ANY, event -> {
            pointerX = event.getScreenX();
            pointerY = event.getScreenY();
        });
    }

    /** Has the facts of what the pointer is over; null if it is over nothing. They show when it {@linkplain #placeFacts moves}. */
    void facts(@Nullable String text) {
        hasFacts = text != null;
        if (text == null) {
            facts.hide();
        } else {
            facts.setText(text);
        }
    }

    /** What the pointer is over was clicked: its story opens, and the facts, which may lie over that, come back with the next thing. */
    void hideFacts() {
        hasFacts = false;
        facts.hide();
    }

    void placeFacts(Node over, double screenX, double screenY) {
        if (hasFacts && over.getScene() != null) {
            facts.show(over, screenX + DISTANCE, screenY + DISTANCE);
        }
    }

    /** Shows the numbers of a moment, until something else is clicked. */
    void answer(Node over, String text) {
        show(answer, over, text);
    }

    void hideAnswer() {
        answer.hide();
    }

    /** Shows a caption; an empty one is none. */
    void caption(Node over, String text) {
        caption.hide();
        if (!text.isEmpty()) {
            show(caption, over, text);
        }
    }

    private void show(Tooltip tip, Node over, String text) {
        if (over.getScene() != null) {
            tip.setText(text);
            tip.show(over, pointerX + DISTANCE, pointerY + DISTANCE);
        }
    }
}
