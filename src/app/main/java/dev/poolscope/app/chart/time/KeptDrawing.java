package dev.poolscope.app.chart.time;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * What of a chart seldom changes, on a canvas of its own. It is mostly words, which are dear to draw, while the curves and bars of a chart
 * change in every frame: so it is collected, and drawn only if it is not what is there already.
 */
final class KeptDrawing {
    private final Canvas canvas;
    private final GraphicsContext gc;
    private List<Stroke> drawn = List.of();
    private List<Stroke> next = new ArrayList<>();
    private boolean blank = true;
    private double left;

    KeptDrawing(Canvas canvas) {
        this.canvas = canvas;
        gc = canvas.getGraphicsContext2D();
        gc.setTextBaseline(VPos.CENTER);
    }

    /** One thing that is drawn; equal to another one that looks the same at the same place. */
    private sealed interface Stroke {}

    private record Filled(Color color, double opacity, double x, double y, double w, double h) implements Stroke {}

    private record Words(Color color, double opacity, Font font, String text, double x, double y) implements Stroke {}

    private record Polygon(Color color, double opacity, List<Double> xs, List<Double> ys) implements Stroke {}

    /** Gives it another place in the chart, if it has not that one. */
    void place(double newLeft, double width, double height) {
        if (left != newLeft || canvas.getWidth() != width || canvas.getHeight() != height) {
            left = newLeft;
            canvas.setLayoutX(left);
            canvas.setWidth(width);
            canvas.setHeight(height);
            blank = true;
        }
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
        // One without anything on it would still be laid over what is below.
        canvas.setVisible(!next.isEmpty());
        gc.setTransform(1, 0, 0, 1, -left, 0);
        gc.clearRect(left, 0, canvas.getWidth(), canvas.getHeight());
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
