package dev.poolscope.violations.app.watch;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A zone with a key of its own, which no table knows. */
final class NamesKeys {
    private NamesKeys() {}

    static boolean isPause(KeyEvent event) {
        return event.getCode() == KeyCode.P;
    }
}
