package dev.poolscope.app.shell;

import javafx.scene.control.Tooltip;

/** A tooltip for text that a person has written, of any length: it has as many lines as it needs, and stays on the screen. */
final class WideTip {
    private static final double WIDEST = 480;

    private WideTip() {}

    static Tooltip empty() {
        Tooltip tip = new Tooltip();
        tip.setWrapText(true);
        tip.setMaxWidth(WIDEST);
        return tip;
    }
}
