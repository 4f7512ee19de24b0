package dev.poolscope.app.chart.time;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

import org.jspecify.annotations.Nullable;

/**
 * What a chart is drawn with: the canvas with its measures, the colours in force, and what all charts draw alike. Everything
 * is filled rectangles and text: stroked paths are an order of magnitude slower without a graphics card.
 */
public final class ChartPen {
    private static final double HATCH = 6;
    private static final double NOTCH = 6;
    private static final double MOST_OVERHANG = 4;

    private final TimeChart chart;
    /** Of the axis and what is right of it. */
    private final GraphicsContext gc;
    private final KeptDrawing gutter;
    private final KeptDrawing values;
    private final TextWidths widths = new TextWidths();
    private final Map<Face, Font> fonts = new HashMap<>();
    private @Nullable Font fontsOf;
    // Two by turns: while the toolkit still renders the picture before from one, the next is made in the other.
    private final @Nullable Raster[] grounds = new Raster[2];
    private int pictures;
    private double width;
    private double height;
    /** What is left of that is drawn apart. */
    private double gutterWidth;
    private double opacity = 1;
    private boolean clipped;
    private boolean onTop;

    /** A font of the chart. */
    private record Face(double factor, boolean bold) {}

    ChartPen(TimeChart chart, GraphicsContext gc, KeptDrawing gutter, KeptDrawing values) {
        this.chart = chart;
        this.gc = gc;
        this.gutter = gutter;
        this.values = values;
    }

    /**
     * Begins a drawing of this size.
     *
     * @param newGutterWidth how wide the part at the left is that is drawn apart
     */
    void begin(double newWidth, double newHeight, double newGutterWidth) {
        width = newWidth;
        height = newHeight;
        gutterWidth = newGutterWidth;
        gutter.begin();
        values.begin();
        gc.setTransform(1, 0, 0, 1, -gutterWidth, 0);
        gc.setTextBaseline(VPos.CENTER);
        fade(1);
        font(1, false);
    }

    void end() {
        gutter.finish();
        values.finish();
    }

    /** Draws what seldom changes over all else. */
    public void onTop(Runnable drawing) {
        onTop = true;
        try {
            drawing.run();
        } finally {
            onTop = false;
        }
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }

    public TimeViewport viewport() {
        return chart.viewport();
    }

    /** The left end of the time axis. */
    public double axisLeft() {
        return chart.gutter();
    }

    public double axisWidth() {
        return Math.max(1, width - chart.gutter() - TimeChart.RIGHT_MARGIN);
    }

    public double axisRight() {
        return axisLeft() + axisWidth();
    }

    public OptionalLong cursorMoment() {
        return chart.cursor().moment();
    }

    public boolean isCursorPlaced() {
        return chart.cursor().placed().isPresent();
    }

    public double x(long nanos) {
        return axisLeft() + viewport().xOf(nanos, axisWidth());
    }

    public Color color(ChartColor color) {
        return chart.color(color);
    }

    /** The size of the chart's font times a factor. */
    public void font(double factor, boolean bold) {
        gc.setFont(fontOf(factor, bold));
    }

    // To find a font by its name costs more than to write a word in it, and a chart has a few only.
    private Font fontOf(double factor, boolean bold) {
        if (!chart.font().equals(fontsOf)) {
            fonts.clear();
            fontsOf = chart.font();
        }
        return fonts.computeIfAbsent(new Face(factor, bold), face -> found(face.factor, face.bold));
    }

    private Font found(double factor, boolean bold) {
        Font base = chart.font();
        double size = Math.rint(base.getSize() * factor * 2) / 2.0;
        return bold ? Font.font(base.getFamily(), FontWeight.BOLD, size) : Font.font(base.getFamily(), size);
    }

    /** How much larger than usual the type is. */
    public double magnification() {
        return chart.magnification();
    }

    public double fontSize() {
        return chart.font().getSize();
    }

    public void rect(ChartColor color, double x, double y, double w, double h) {
        fill(color(color), x, y, w, h);
    }

    public void rects(Color color, RectBatch batch) {
        batch.forEach((x, y, w, h) -> fill(color, x, y, w, h));
    }

    private void fill(Color color, double x, double y, double w, double h) {
        if (isInGutter(x)) {
            gutter.fill(color, opacity, x, y, w, h);
        }
        if (x + w <= gutterWidth) {
            return;
        }
        if (onTop) {
            values.fill(color, opacity, x, y, w, h);
        } else {
            gc.setFill(color);
            gc.fillRect(x, y, w, h);
        }
    }

    private boolean isInGutter(double left) {
        return left < gutterWidth && !clipped;
    }

    /** The place of the axis in the colour of the surface, to be filled and then {@linkplain #draw drawn}. */
    public Raster ground() {
        return ground(axisLeft(), (int) axisWidth());
    }

    /** The same from one end of the chart to the other. */
    public Raster wholeGround() {
        return ground(0, (int) width);
    }

    private Raster ground(double left, int columns) {
        pictures++;
        Raster ground = grounds[pictures % grounds.length];
        if (ground == null || !ground.is(left, columns, (int) height)) {
            ground = new Raster(left, columns, (int) height);
            grounds[pictures % grounds.length] = ground;
        }
        ground.ink(color(ChartColor.SURFACE), 1);
        ground.fillAll();
        return ground;
    }

    public void draw(Raster ground) {
        // Pixels stay pixels where the screen has several for one.
        gc.setImageSmoothing(false);
        gc.drawImage(ground.image(), ground.left(), 0);
    }

    public void fade(double newOpacity) {
        opacity = newOpacity;
        gc.setGlobalAlpha(newOpacity);
    }

    public void text(ChartColor color, String text, double x, double y) {
        if (isInGutter(x)) {
            gutter.words(color(color), opacity, gc.getFont(), text, x, y);
        }
        // Letters may reach a little farther than they are wide.
        if (x < gutterWidth && x + widthOf(text) <= gutterWidth - MOST_OVERHANG) {
            return;
        }
        if (onTop) {
            values.words(color(color), opacity, gc.getFont(), text, x, y);
        } else {
            gc.setFill(color(color));
            gc.fillText(text, x, y);
        }
    }

    /** The text, shortened with an ellipsis to a width; empty if hardly any letter fits. */
    public String fitted(String text, double room) {
        if (widthOf(text) <= room) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (widthOf(text.substring(0, middle) + "…") <= room) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low < 5 ? "" : text.substring(0, low).strip() + "…";
    }

    public double widthOf(String text) {
        return widths.of(text, gc.getFont());
    }

    /** Draws only within this part, until {@link #unclip()}. */
    void clip(double x, double y, double w, double h) {
        gc.save();
        gc.beginPath();
        gc.rect(x, y, w, h);
        gc.clip();
        clipped = true;
    }

    void unclip() {
        gc.restore();
        clipped = false;
    }

    public void surface() {
        rect(ChartColor.SURFACE, 0, 0, width, height);
    }

    /** The lines of the ticks, from top to bottom of a stretch. */
    public void grid(Raster ground, double top, double bottom) {
        TimeTicks ticks = TimeTicks.of(viewport(), axisWidth(), TimeRuler.TICK_DISTANCE);
        ground.ink(color(ChartColor.GRID), 1);
        for (long t = ticks.first(); t < viewport().end(); t += ticks.step()) {
            ground.fill(Math.rint(x(t)), top, 1, bottom - top);
        }
    }

    /** A triangle in the gutter that points down where something is open, and to the right where it is closed. */
    public void chevron(double x, double middle, boolean open) {
        if (open) {
            gutter.polygon(color(ChartColor.MUTED_TEXT), opacity, List.of(x, x + 8, x + 4),
                    List.of(middle - 2, middle - 2, middle + 3));
        } else {
            gutter.polygon(color(ChartColor.MUTED_TEXT), opacity, List.of(x + 1, x + 6, x + 1),
                    List.of(middle - 4, middle, middle + 4));
        }
    }

    /** A small triangle below a caption at the line that it belongs to, on the side of the caption. */
    void notch(ChartColor color, double x, double y, boolean toTheRight) {
        gc.setFill(color(color));
        gc.fillPolygon(new double[]{x, toTheRight ? x + NOTCH : x - NOTCH, x}, new double[]{y, y, y + NOTCH}, 3);
    }

    /** Hatches the part of the run of which only totals are kept, so that they are not taken for single events. */
    public void thinned(Raster ground, double top, double bottom) {
        long detailFrom = viewport().detailFrom();
        double right = Math.min(axisRight(), Math.rint(x(detailFrom)));
        double left = Math.max(axisLeft(), x(0));
        if (detailFrom <= 0 || right <= left) {
            return;
        }
        ground.ink(color(ChartColor.SURFACE), 0.45);
        // Counted from where the detail begins, so that the hatching moves with it.
        double first = Math.rint(x(detailFrom)) - HATCH * Math.ceil((x(detailFrom) - right) / HATCH) - HATCH;
        for (double at = first; at >= left; at -= HATCH) {
            ground.fill(at, top, 2, bottom - top);
        }
        if (x(detailFrom) <= axisRight()) {
            ground.ink(color(ChartColor.MUTED_TEXT), 1);
            ground.fill(right, top, 1, bottom - top);
        }
    }

    /** The lines of the marks, of the present and of the cursor. */
    public void lines(MarkSource marks, double top, double bottom) {
        marks.marks(viewport().start(), viewport().end(), (nanos, kind, _) -> {
            fade(0.75);
            rect(kind.color(), Math.rint(x(nanos)), top, 1.5, bottom - top);
            fade(1);
        });
        double present = x(viewport().horizon());
        if (viewport().horizon() > 0 && present >= axisLeft() && present <= axisRight()) {
            fade(0.35);
            rect(ChartColor.PRESENT, Math.rint(present), top, 1, bottom - top);
            fade(1);
        }
        cursor(top, bottom);
    }

    /** The lines of the cursor, where it was placed and where the pointer is, and what is marked with it. */
    public void cursor(double top, double bottom) {
        band(top, bottom);
        chart.cursor().placed().ifPresent(moment -> {
            double x = Math.rint(x(moment));
            if (x >= axisLeft() && x <= axisRight()) {
                rect(ChartColor.SURFACE, x - 1, top, 4, bottom - top);
                rect(ChartColor.PLACED, x, top, 2, bottom - top);
            }
        });
        chart.cursor().moment().ifPresent(moment -> {
            double x = Math.rint(x(moment));
            if (x >= axisLeft() && x <= axisRight()) {
                fade(0.6);
                rect(ChartColor.CURSOR, x, top, 1, bottom - top);
                fade(1);
            }
        });
    }

    private void band(double top, double bottom) {
        OptionalLong start = chart.cursor().bandStart();
        OptionalLong end = chart.cursor().moment();
        if (start.isPresent() && end.isPresent()) {
            double left = Math.max(axisLeft(), Math.min(x(start.getAsLong()), x(end.getAsLong())));
            double right = Math.min(axisRight(), Math.max(x(start.getAsLong()), x(end.getAsLong())));
            fade(0.22);
            rect(ChartColor.FOCUS, left, top, Math.max(1, right - left), bottom - top);
            fade(1);
        }
    }

    /** A frame that shows where the keyboard's focus is. */
    public void focusFrame() {
        if (chart.isFocused() && (chart.isFocusVisible() || chart.isReachedByKey())) {
            rect(ChartColor.FOCUS, 0, 0, width, 2);
            rect(ChartColor.FOCUS, 0, height - 2, width, 2);
            rect(ChartColor.FOCUS, 0, 0, 2, height);
            rect(ChartColor.FOCUS, width - 2, 0, 2, height);
        }
    }
}
