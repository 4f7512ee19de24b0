package dev.poolscope.app.chart.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.poolscope.app.chart.time.MarkSource.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds places for the captions of marks, in rows. A caption begins at the line of its mark, or ends there where it would
 * be cut or would cover another one; it is shortened when neither fits, and in the end takes what is free beside it, on both sides of its line if need be. How
 * the pool ends comes first, then what is said to the audience, then what was done. Marks that stand on each other share a
 * caption. Where not all find a place, it is tried again with less for each, from the left and from the right: a caption
 * that is cut tells more than none.
 */
final class MarkCaptions {
    /** What one caption may take before the others have a place. */
    private static final double WIDE = 280;
    /** What one may take when there are many. */
    private static final double[] NARROWER = {190, 140, 100, 76};
    private static final double LEAST = 58;
    private static final double SAME_PLACE = 3;
    private static final double GAP = 3;
    private static final String JOINT = " · ";

    private final double left;
    private final double right;
    private final List<List<Placed>> rows = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    private record Mark(long nanos, double x, Kind kind, String text) {}

    /**
     * A mark with the place of its caption.
     *
     * @param nanos when it was
     * @param x where its line is
     * @param row from 0 at the top; -1 if there is room for the line only
     */
    record Placed(long nanos, double x, Kind kind, String text, int row, double left, double width) {
        Placed at(double newLeft, double newWidth) {
            return new Placed(nanos, x, kind, text, row, newLeft, newWidth);
        }
    }

    /** Rows between two ends. */
    MarkCaptions(double left, double right, int rows) {
        this.left = left;
        this.right = right;
        for (int row = 0; row < rows; row++) {
            this.rows.add(new ArrayList<>());
        }
    }

    /** Adds a mark; in the order of time. */
    void add(long nanos, double x, Kind kind, String text) {
        Mark last = marks.isEmpty() ? null : marks.getLast();
        if (last != null && last.kind() == kind && x - last.x() <= SAME_PLACE) {
            marks.removeLast();
            boolean same = last.text().equals(text) || last.text().endsWith(JOINT + text);
            marks.add(new Mark(last.nanos(), last.x(), kind, same ? last.text() : last.text() + JOINT + text));
        } else {
            marks.add(new Mark(nanos, x, kind, text));
        }
    }

    /** All marks with their places. */
    List<Placed> place(ToDoubleFunction<String> widthOf) {
        double wide = Math.max(WIDE, (right - left) * 0.3);
        List<Placed> best = attempt(widthOf, wide, false);
        for (int i = 0; i < 2 * NARROWER.length && without(best) > 0; i++) {
            List<Placed> next = attempt(widthOf, NARROWER[i / 2], i % 2 == 1);
            if (without(next) < without(best)) {
                best = next;
            }
        }
        return best;
    }

    private List<Placed> attempt(ToDoubleFunction<String> widthOf, double most, boolean lastFirst) {
        rows.forEach(List::clear);
        List<Mark> order = new ArrayList<>(lastFirst ? marks.reversed() : marks);
        order.sort(Comparator.comparingInt(mark -> rank(mark.kind())));
        List<Placed> placed = new ArrayList<>();
        for (Mark mark : order) {
            placed.add(place(mark, Math.min(most, widthOf.applyAsDouble(mark.text()))));
        }
        placed.replaceAll(mark -> mark.row() < 0 ? mark : widened(mark, widthOf.applyAsDouble(mark.text())));
        return placed;
    }

    private static long without(List<Placed> placed) {
        return placed.stream().filter(mark -> mark.row() < 0).count();
    }

    /** The mark widened by the room beside it that no other mark needs. */
    private Placed widened(Placed mark, double whole) {
        if (mark.width() >= whole) {
            return mark;
        }
        List<Placed> row = rows.get(mark.row());
        int place = row.indexOf(mark);
        row.remove(place);
        Placed uncut = free(new Mark(mark.nanos(), mark.x(), mark.kind(), mark.text()), whole);
        if (uncut != null) {
            rows.get(uncut.row()).add(uncut);
            return uncut;
        }
        row.add(place, mark);
        double end = mark.left() + mark.width();
        double most = row.stream().mapToDouble(Placed::left).filter(other -> other >= end).min().orElse(right + GAP)
                - GAP;
        double least = row.stream().mapToDouble(other -> other.left() + other.width())
                .filter(other -> other <= mark.left()).max().orElse(left - GAP) + GAP;
        // Away from its line first, and only then over it.
        double begin = mark.left();
        double until = end;
        if (begin == mark.x()) {
            until = Math.min(most, begin + whole);
            begin = Math.max(least, until - whole);
        } else {
            begin = Math.max(least, until - whole);
            until = Math.min(most, begin + whole);
        }
        Placed wider = mark.at(begin, until - begin);
        row.set(place, wider);
        return wider;
    }

    private static int rank(Kind kind) {
        return switch (kind) {
            case END -> 0;
            case NOTE -> 1;
            case ACTION -> 2;
        };
    }

    private Placed place(Mark mark, double width) {
        for (double wanted : new double[]{width, Math.max(LEAST, width / 2), LEAST}) {
            if (wanted > width) {
                break;
            }
            Placed found = free(mark, wanted);
            if (found != null) {
                rows.get(found.row()).add(found);
                return found;
            }
        }
        return new Placed(mark.nanos(), mark.x(), mark.kind(), mark.text(), -1, mark.x(), 0);
    }

    /** A free place of this width; null if there is none. */
    private @Nullable Placed free(Mark mark, double width) {
        for (double from : new double[]{mark.x(), mark.x() - width + 1.5}) {
            for (int row = 0; row < rows.size(); row++) {
                if (from >= left && from + width <= right && isFree(row, from, from + width)) {
                    return new Placed(mark.nanos(), mark.x(), mark.kind(), mark.text(), row, from, width);
                }
            }
        }
        return null;
    }

    private boolean isFree(int row, double from, double to) {
        return rows.get(row).stream()
                .noneMatch(other -> from < other.left() + other.width() + GAP && to + GAP > other.left());
    }
}
