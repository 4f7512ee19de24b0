package dev.poolscope.app.chart.time;

import java.nio.IntBuffer;
import java.util.Arrays;

import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/**
 * Opaque pixels that rectangles are filled into, to be drawn all at once. A chart has thousands of rectangles: without a graphics
 * card, each one on a canvas is a way through the toolkit into another thread, while here it costs no more than its pixels.
 *
 * <p>There are only whole pixels: edges are rounded. What lies outside is cut off.
 */
public final class Raster {
    private static final int OPAQUE = 256;
    private static final int RED_AND_BLUE = 0xff00ff;
    private static final int GREEN = 0x00ff00;

    private final double left;
    private final int width;
    private final int height;
    private final int[] pixels;
    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;
    private int ink;
    /** From 0 to {@link #OPAQUE}. */
    private int cover = OPAQUE;

    /**
     * A raster.
     *
     * @param left where its first column is, in the coordinates of the chart
     */
    Raster(double left, int width, int height) {
        this.left = left;
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        this.buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        this.image = new WritableImage(buffer);
    }

    boolean is(double otherLeft, int otherWidth, int otherHeight) {
        return left == otherLeft && width == otherWidth && height == otherHeight;
    }

    double left() {
        return left;
    }

    /** What was filled, to be drawn; the picture of this moment, if nothing is filled before it is shown. */
    WritableImage image() {
        buffer.updateBuffer(_ -> null);
        return image;
    }

    /** With what is filled from now on. */
    public void ink(Color color, double opacity) {
        ink = 0xff000000 | channel(color.getRed()) << 16 | channel(color.getGreen()) << 8 | channel(color.getBlue());
        cover = (int) Math.round(color.getOpacity() * opacity * OPAQUE);
    }

    private static int channel(double value) {
        return (int) Math.round(value * 255);
    }

    public void fillAll() {
        Arrays.fill(pixels, ink);
    }

    public void fill(double x, double y, double w, double h) {
        int from = Math.max(0, whole(x - left));
        int to = Math.min(width, whole(x + w - left));
        int bottom = Math.min(height, whole(y + h));
        if (to <= from || cover == 0) {
            return;
        }
        for (int row = Math.max(0, whole(y)); row < bottom; row++) {
            int begin = row * width + from;
            int end = row * width + to;
            if (cover == OPAQUE) {
                Arrays.fill(pixels, begin, end, ink);
            } else {
                blend(begin, end);
            }
        }
    }

    /**
     * Fills every so-manyth pixel of each row, two at a time, and from row to row one further, so that they make slanted lines.
     * The lines of neighbours go on in one another.
     *
     * @param step 1 for lines that lean to the left as they go down, -1 for the others
     */
    void hatch(double x, double y, double w, double h, int period, int step) {
        int from = Math.max(0, whole(x - left));
        int to = Math.min(width, whole(x + w - left));
        int bottom = Math.min(height, whole(y + h));
        for (int row = Math.max(0, whole(y)); row < bottom; row++) {
            int phase = Math.floorMod(-step * row - from, period);
            // A line that began before the left end.
            if (phase == period - 1 && to > from) {
                blend(row * width + from, row * width + from + 1);
            }
            for (int column = from + phase; column < to; column += period) {
                blend(row * width + column, row * width + Math.min(to, column + 2));
            }
        }
    }

    private void blend(int begin, int end) {
        int rest = OPAQUE - cover;
        int redAndBlue = (ink & RED_AND_BLUE) * cover;
        int green = (ink & GREEN) * cover;
        for (int i = begin; i < end; i++) {
            int before = pixels[i];
            pixels[i] = 0xff000000 | (((before & RED_AND_BLUE) * rest + redAndBlue) >>> 8 & RED_AND_BLUE)
                    | (((before & GREEN) * rest + green) >>> 8 & GREEN);
        }
    }

    private static int whole(double coordinate) {
        return (int) Math.floor(coordinate + 0.5);
    }
}
