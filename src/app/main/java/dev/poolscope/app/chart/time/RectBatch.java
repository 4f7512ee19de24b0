package dev.poolscope.app.chart.time;

import java.util.Arrays;

import javafx.scene.paint.Color;

/** Rectangles of one colour, collected and then filled in one go: the colour is set once instead of once for each. */
public final class RectBatch {
    private double[] values = new double[4 * 64];
    private int used;

    public void add(double x, double y, double w, double h) {
        if (used == values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[used++] = x;
        values[used++] = y;
        values[used++] = w;
        values[used++] = h;
    }

    int size() {
        return used / 4;
    }

    public void clear() {
        used = 0;
    }

    /** Takes rectangles. */
    interface RectVisitor {
        void rect(double x, double y, double w, double h);
    }

    void forEach(RectVisitor visitor) {
        for (int i = 0; i < used; i += 4) {
            visitor.rect(values[i], values[i + 1], values[i + 2], values[i + 3]);
        }
    }

    /** Hatches them instead of filling them. */
    public void hatch(Raster ground, Color color, double opacity, int period, int step) {
        ground.ink(color, opacity);
        for (int i = 0; i < used; i += 4) {
            ground.hatch(values[i], values[i + 1], values[i + 2], values[i + 3], period, step);
        }
    }

    public void fill(Raster ground, Color color, double opacity) {
        ground.ink(color, opacity);
        for (int i = 0; i < used; i += 4) {
            ground.fill(values[i], values[i + 1], values[i + 2], values[i + 3]);
        }
    }
}
