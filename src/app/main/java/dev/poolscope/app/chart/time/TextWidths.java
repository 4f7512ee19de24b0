package dev.poolscope.app.chart.time;

import java.util.HashMap;
import java.util.Map;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * How wide texts are. To lay a text out costs more than to draw many rectangles, and a chart asks for the same few texts in
 * every frame: they are remembered.
 */
final class TextWidths {
    private static final int MOST = 2_000;

    private final Map<Key, Double> widths = new HashMap<>();

    private record Key(Font font, String text) {}

    double of(String text, Font font) {
        if (widths.size() >= MOST) {
            widths.clear();
        }
        return widths.computeIfAbsent(new Key(font, text), TextWidths::measured);
    }

    private static double measured(Key key) {
        Text text = new Text(key.text);
        text.setFont(key.font);
        return text.getLayoutBounds().getWidth();
    }
}
