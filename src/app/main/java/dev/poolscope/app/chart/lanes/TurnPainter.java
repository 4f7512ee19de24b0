package dev.poolscope.app.chart.lanes;

import java.util.function.Supplier;

import dev.poolscope.app.chart.lanes.LaneSource.TurnVisitor;
import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.RectBatch;
import org.jspecify.annotations.Nullable;

/**
 * Draws where workers come and go: a line across the lane, and beside it the worker's number or the reason of its
 * retirement, as far as there is room before the next one. What workers that live for less than a pixel would add is neither
 * worded, nor measured, nor drawn: a run may have tens of thousands of them. Where lines would stand so close that they hid what the
 * workers did, they are short.
 */
final class TurnPainter implements TurnVisitor {
    private static final double LEAST_ROOM = 12;
    private static final double PADDING = 4;
    /** What a spawn and the retirement before it take together. */
    private static final double ONE_PLACE = 3;
    private static final double LEAST_APART = 8;
    private static final double SHORT = 3;

    private final RectBatch spawnLines = new RectBatch();
    private final RectBatch retirementLines = new RectBatch();
    private final ChartPen pen;
    private double top;
    private double height;
    private double strip;

    private double waitingX;
    private boolean waitingSpawn;
    private @Nullable Supplier<String> waitingCaption;
    private double captionEnd;
    private double lastSpawn;
    private double lastRetirement;
    /** The place whose lines wait until it is known how far away the next one is. */
    private double place;
    private double placeBefore;
    private double spawnAt;
    private double retirementAt;

    TurnPainter(ChartPen pen) {
        this.pen = pen;
    }

    void begin() {
        spawnLines.clear();
        retirementLines.clear();
        pen.font(0.85, false);
    }

    void lane(LaneSource source, int lane, LaneGeometry geometry) {
        top = geometry.top(lane);
        strip = geometry.stripHeight();
        height = geometry.laneHeight() - geometry.gap();
        waitingCaption = null;
        captionEnd = pen.axisLeft();
        lastSpawn = Double.NaN;
        lastRetirement = Double.NaN;
        spawnAt = Double.NaN;
        retirementAt = Double.NaN;
        place = Double.NEGATIVE_INFINITY;
        placeBefore = Double.NEGATIVE_INFINITY;
        source.turns(lane, pen.viewport().start(), pen.viewport().end(), this);
        lines(Double.POSITIVE_INFINITY);
        caption(pen.axisRight() + PADDING);
    }

    @Override
    public void turn(long nanos, boolean spawn, Supplier<String> caption) {
        double x = Math.rint(pen.x(nanos));
        if (x != (spawn ? lastSpawn : lastRetirement)) {
            if (x - place > ONE_PLACE) {
                lines(x);
            }
            if (spawn) {
                spawnAt = x;
                lastSpawn = x;
            } else {
                retirementAt = x;
                lastRetirement = x;
            }
        }
        caption(x);
        waitingX = x;
        waitingSpawn = spawn;
        waitingCaption = caption;
    }

    // Those of the place before, now that it is known how much room they have.
    private void lines(double next) {
        boolean close = place - placeBefore < LEAST_APART || next - place < LEAST_APART;
        double length = close ? Math.min(SHORT, height) : height;
        if (!Double.isNaN(spawnAt)) {
            spawnLines.add(spawnAt, top, 2, length);
        }
        if (!Double.isNaN(retirementAt)) {
            retirementLines.add(retirementAt - 1, top, 2, length);
        }
        spawnAt = Double.NaN;
        retirementAt = Double.NaN;
        placeBefore = place;
        place = next;
    }

    void finish() {
        pen.rects(pen.color(ChartColor.TEXT), spawnLines);
        pen.rects(pen.color(ChartColor.MUTED_TEXT), retirementLines);
        pen.font(1, false);
    }

    // The caption of the turn before, now that it is known how much room it has.
    private void caption(double next) {
        Supplier<String> waiting = waitingCaption;
        double room = next - waitingX - 2 * PADDING - 2;
        double roomBefore = waitingSpawn ? 0 : waitingX - captionEnd - 2 * PADDING;
        if (waiting == null || strip == 0 || (room < LEAST_ROOM && roomBefore <= 0)) {
            return;
        }
        String text = waiting.get();
        if (text.isEmpty()) {
            return;
        }
        double middle = top + strip / 2;
        if (waitingSpawn) {
            String shown = pen.widthOf(text) <= room ? text : text.substring(text.lastIndexOf(' ') + 1);
            double width = pen.widthOf(shown) + 2 * PADDING;
            if (width <= room + 2 * PADDING) {
                pen.rect(ChartColor.TEXT, waitingX, top, width, strip - 2);
                pen.text(ChartColor.LANE, shown, waitingX + PADDING, middle - 1);
                captionEnd = waitingX + width;
            }
            return;
        }
        double width = pen.widthOf(text);
        if (width > room && width <= roomBefore) {
            pen.text(ChartColor.MUTED_TEXT, text, waitingX - PADDING - width, middle - 1);
            captionEnd = waitingX;
        } else if (room >= LEAST_ROOM) {
            pen.text(ChartColor.MUTED_TEXT, pen.fitted(text, room), waitingX + PADDING, middle - 1);
            captionEnd = waitingX + Math.min(width, room);
        }
    }
}
