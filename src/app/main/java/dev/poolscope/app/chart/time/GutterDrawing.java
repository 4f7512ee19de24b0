package dev.poolscope.app.chart.time;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * What stands beside the axis of a chart. It is mostly words, which are dear to draw and seldom change, while what is over the axis
 * changes in every frame: so it is collected, and drawn only if it is not what is there already.
 */
final class GutterDrawing {
    private final GraphicsContext gc;
    private List<Stroke> drawn = List.of();
    private List<Stroke> next = new ArrayList<>();
    private boolean blank = true;

    GutterDrawing(GraphicsContext gc) {
        this.gc = gc;
        gc.setTextBaseline(VPos.CENTER);
    }

    /** One thing that is drawn; equal to another one that looks the same at the same place. */
    private sealed interface Stroke {}

    private record Filled(Color color, double opacity, double x, double y, double w, double h) implements Stroke {}

    private record Words(Color color, double opacity, Font font, String text, double x, double y) implements Stroke {}

    private record Polygon(Color color, double opacity, List<Double> xs, List<Double> ys) implements Stroke {}

    /** What is there is gone: the canvas has another size. */
    void erased() {
        blank = true;
    }

    void begin() {
        next.clear();
    }

    void fill(Color color, double opacity, double x, double y, double w, double h) {
        next.add(new Filled(color, opacity, x, y, w, h));
    }

    void words(Color color, double opacity, Font font, String text, double x, double y) {
        next.add(new Words(color, opacity, font, text, x, y));
    }

    void polygon(Color color, double opacity, List<Double> xs, List<Double> ys) {
        next.add(new Polygon(color, opacity, xs, ys));
    }

    /** Draws what was collected, unless it is there. */
    void finish() {
        if (!blank && next.equals(drawn)) {
            return;
        }
        gc.clearRect(0, 0, gc.getCanvas().getWidth(), gc.getCanvas().getHeight());
        next.forEach(this::draw);
        List<Stroke> old = drawn;
        drawn = next;
        next = old.isEmpty() ? new ArrayList<>() : old;
        blank = false;
    }

    private void draw(Stroke stroke) {
        switch (stroke) {
            case Filled(Color color, double opacity, double x, double y, double w, double h) -> {
                ink(color, opacity);
                gc.fillRect(x, y, w, h);
            }
            case Words(Color color, double opacity, Font font, String text, double x, double y) -> {
                ink(color, opacity);
                gc.setFont(font);
                gc.fillText(text, x, y);
            }
            case Polygon(Color color, double opacity, List<Double> xs, List<Double> ys) -> {
                ink(color, opacity);
                gc.fillPolygon(array(xs), array(ys), xs.size());
            }
        }
    }

    private void ink(Color color, double opacity) {
        gc.setFill(color);
        gc.setGlobalAlpha(opacity);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
