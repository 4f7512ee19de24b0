package dev.poolscope.app.chart.time;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import javafx.scene.input.MouseEvent;

/** Draws the ticks, the captions of the marks, and the moment under the pointer. */
final class TimeRulerSkin extends TimeChartSkin<TimeRuler> {
    private static final int ROWS = 3;
    private static final double TOP = 4;
    private static final double ROW = 18;
    private static final double TICKS = 20;
    private static final double PADDING = 5;
    private static final double GAP = 3;
    private static final double NEAR = 4;
    private static final int MOST_LABELS = 500;

    /** As they were written: the same few stand there in most frames. */
    private final Map<Tick, String> labels = new HashMap<>();
    // Where the captions stand, for the pointer.
    private List<MarkCaptions.Placed> placed = List.of();

    /** A tick, and the distance to the next one, which decides how it is written. */
    private record Tick(long step, long nanos) {}

    TimeRulerSkin(TimeRuler ruler) {
        super(ruler);
        registerChangeListener(ruler.fontProperty(), _ -> ruler.requestLayout());
        ruler.addEventHandler(MouseEvent.MOUSE_MOVED,
                event -> ruler.hover(textAt(event.getX(), event.getY())));
        ruler.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.isStillSincePress() && event.getX() >= ruler.gutter()) {
                ruler.askOf(momentAt(event.getX(), event.getY()));
            }
        });
        ruler.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> ruler.hover(""));
    }

    // A click on a mark or its caption is about its moment, not about where the caption has been put.
    private long momentAt(double x, double y) {
        return captionAt(x, y).or(() -> lineAt(x)).map(MarkCaptions.Placed::nanos)
                .orElseGet(() -> getSkinnable().viewport().timeAt(x - pen().axisLeft(), pen().axisWidth()));
    }

    private Optional<MarkCaptions.Placed> captionAt(double x, double y) {
        return placed.stream().filter(mark -> mark.row() >= 0 && x >= mark.left() && x < mark.left() + mark.width()
                && y >= top() + mark.row() * row() && y < top() + (mark.row() + 1) * row()).findFirst();
    }

    private Optional<MarkCaptions.Placed> lineAt(double x) {
        return placed.stream().filter(mark -> Math.abs(x - mark.x()) <= NEAR)
                .min(Comparator.comparingDouble(mark -> Math.abs(x - mark.x())));
    }

    /** All that is said of the mark at this place, uncut; empty if none is there. */
    private String textAt(double x, double y) {
        Optional<MarkCaptions.Placed> caption = captionAt(x, y);
        if (caption.isPresent()) {
            return caption.get().text();
        }
        return placed.stream().filter(mark -> Math.abs(x - mark.x()) <= NEAR).map(MarkCaptions.Placed::text)
                .collect(Collectors.joining("\n"));
    }

    // Larger type for an audience needs higher rows.
    private double row() {
        return Math.rint(ROW * getSkinnable().magnification());
    }

    private double top() {
        return TOP;
    }

    private double captions() {
        return getSkinnable().hasCaptions() ? TOP + ROWS * row() : TOP;
    }

    private double ticks() {
        return Math.rint(TICKS * getSkinnable().magnification());
    }

    @Override
    public void paint(ChartPen pen) {
        pen.surface();
        pen.clip(pen.axisLeft(), 0, pen.axisWidth() + TimeChart.RIGHT_MARGIN, pen.height());
        TimeTicks ticks = TimeTicks.of(pen.viewport(), pen.axisWidth(), TimeRuler.TICK_DISTANCE);
        pen.font(0.85, false);
        double y = captions() + ticks() / 2;
        TakenRoom taken = taken(pen);
        for (long t = ticks.first(); t < pen.viewport().end(); t += ticks.step()) {
            double x = Math.rint(pen.x(t));
            pen.rect(ChartColor.GRID, x, pen.height() - 8, 1, 8);
            String label = label(ticks, t);
            double width = pen.widthOf(label);
            if (t >= 0 && x + 4 + width <= pen.width() && taken.isFree(new TakenRoom.Box(x + 4, width))) {
                pen.text(ChartColor.MUTED_TEXT, label, x + 4, y);
            }
        }
        thinned(pen, y);
        captions(pen);
        pen.lines(NO_MARKS, pen.height() - 8, pen.height());
        pen.unclip();
        cursor(pen, y);
        String head = getSkinnable().headOfValues();
        pen.text(ChartColor.TEXT, pen.fitted(head, pen.axisLeft() - TimeChart.GUTTER_LEFT - 8), TimeChart.GUTTER_LEFT,
                y);
        pen.font(1, false);
    }

    private String label(TimeTicks ticks, long nanos) {
        if (labels.size() >= MOST_LABELS) {
            labels.clear();
        }
        return labels.computeIfAbsent(new Tick(ticks.step(), nanos), tick -> ticks.label(tick.nanos));
    }

    // What stands where the labels of ticks do, and before them.
    private TakenRoom taken(ChartPen pen) {
        TakenRoom taken = new TakenRoom();
        if (isThinned(pen)) {
            taken.take(thinnedBox(pen));
        }
        placedMoment(pen).ifPresent(moment -> taken.take(flagBox(pen, moment)));
        pen.cursorMoment().ifPresent(moment -> taken.take(flagBox(pen, moment)));
        return taken;
    }

    private static double beginOfDetail(ChartPen pen) {
        return Math.min(pen.axisRight(), Math.rint(pen.x(pen.viewport().detailFrom())));
    }

    private static boolean isThinned(ChartPen pen) {
        return pen.viewport().detailFrom() > 0 && beginOfDetail(pen) > pen.axisLeft();
    }

    private TakenRoom.Box thinnedBox(ChartPen pen) {
        double right = beginOfDetail(pen);
        double width = pen.widthOf(getSkinnable().thinnedTextProperty().get()) + 2 * PADDING;
        // Left of where the detail begins; or right of it, where that is too near to the edge.
        return new TakenRoom.Box(right - width >= pen.axisLeft() ? right - width : right + 2, width);
    }

    private void thinned(ChartPen pen, double y) {
        if (isThinned(pen)) {
            TakenRoom.Box box = thinnedBox(pen);
            pen.rect(ChartColor.SURFACE, box.left(), y - ticks() / 2 + 1, box.width(), ticks() - 2);
            pen.text(ChartColor.TEXT, getSkinnable().thinnedTextProperty().get(), box.left() + PADDING, y);
            pen.rect(ChartColor.MUTED_TEXT, beginOfDetail(pen), captions(), 1, ticks());
        }
    }

    private static final MarkSource NO_MARKS = (_, _, _) -> {};

    private void captions(ChartPen pen) {
        MarkCaptions captions = new MarkCaptions(pen.axisLeft(), pen.axisRight() + TimeChart.RIGHT_MARGIN - 2, ROWS);
        getSkinnable().marks().marks(pen.viewport().start(), pen.viewport().end(),
                (nanos, kind, caption) -> captions.add(nanos, Math.rint(pen.x(nanos)), kind, caption));
        placed = captions.place(text -> pen.widthOf(text) + 2 * PADDING);
        // All lines come first: none of them crosses out the words of another mark.
        for (MarkCaptions.Placed mark : placed) {
            double top = mark.row() < 0 ? captions() : TOP + mark.row() * row();
            pen.rect(mark.kind().color(), mark.x(), top, 1.5, pen.height() - top);
        }
        for (MarkCaptions.Placed mark : placed) {
            if (mark.row() >= 0) {
                double top = TOP + mark.row() * row();
                String shown = pen.fitted(mark.text(), mark.width() - 2 * PADDING);
                pen.rect(mark.kind().color(), mark.left(), top, mark.width(), row() - GAP);
                pen.text(ChartColor.SURFACE, shown, mark.left() + PADDING, top + (row() - GAP) / 2);
                pen.notch(mark.kind().color(), mark.x() + 0.75, top + row() - GAP,
                        mark.left() + mark.width() / 2 > mark.x());
            }
        }
    }

    private void cursor(ChartPen pen, double y) {
        placedMoment(pen).ifPresent(moment -> flag(pen, moment, ChartColor.PLACED, y));
        pen.cursorMoment().ifPresent(moment -> flag(pen, moment, ChartColor.TEXT, y));
    }

    /** The moment at which the cursor stands, if that can be seen. */
    private OptionalLong placedMoment(ChartPen pen) {
        OptionalLong placedAt = getSkinnable().cursor().placed();
        return placedAt.isPresent() && placedAt.getAsLong() >= pen.viewport().start()
                && placedAt.getAsLong() < pen.viewport().end() ? placedAt : OptionalLong.empty();
    }

    private static TakenRoom.Box flagBox(ChartPen pen, long moment) {
        double width = pen.widthOf(TimeText.moment(moment)) + 2 * PADDING;
        return new TakenRoom.Box(Math.clamp(pen.x(moment) - width / 2, pen.axisLeft(),
                Math.max(pen.axisLeft(), pen.width() - width)), width);
    }

    private void flag(ChartPen pen, long moment, ChartColor color, double y) {
        TakenRoom.Box box = flagBox(pen, moment);
        pen.rect(color, box.left(), captions() + 2, box.width(), ticks() - 4);
        pen.text(ChartColor.SURFACE, TimeText.moment(moment), box.left() + PADDING, y);
    }

    @Override
    protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
        return captions() + ticks();
    }
}
