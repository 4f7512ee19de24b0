package dev.poolscope.app.lesson;

import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyEvent;

import dev.poolscope.app.key.ZoneKey;

/** A field for sentences. Tab leads on from it, as from every other field. */
final class ProseArea extends TextArea {

    /** An empty one, of so many rows. */
    ProseArea(int rows) {
        setWrapText(true);
        setPrefRowCount(rows);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (ZoneKey.NEXT_FIELD.matches(event) || ZoneKey.PREVIOUS_FIELD.matches(event)) {
                requestFocusTraversal(ZoneKey.NEXT_FIELD.matches(event)
                        ? TraversalDirection.NEXT
                        : TraversalDirection.PREVIOUS);
                event.consume();
            }
        });
    }
}
