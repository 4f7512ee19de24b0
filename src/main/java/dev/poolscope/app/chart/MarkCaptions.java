package dev.poolscope.app.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.poolscope.app.chart.MarkSource.Kind;

/**
 * Finds places for the captions of marks, in rows. A caption begins at the line of its mark, or ends there where it would
 * be cut or would cover another one; it is shortened when neither fits. What is said to the audience comes first, then
 * how the pool ends, then what was done. Marks that stand on each other share a caption.
 */
final class MarkCaptions {
    private static final double WIDEST = 280;
    private static final double LEAST = 58;
    private static final double SAME_PLACE = 3;
    private static final double GAP = 3;
    private static final String JOINT = " · ";

    private final double left;
    private final double right;
    private final List<List<Placed>> rows = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    private record Mark(double x, Kind kind, String text) {}

    /**
     * A mark with the place of its caption.
     *
     * @param x where its line is
     * @param row from 0 at the top; -1 if there is room for the line only
     */
    record Placed(double x, Kind kind, String text, int row, double left, double width) {}

    /** Rows between two ends. */
    MarkCaptions(double left, double right, int rows) {
        this.left = left;
        this.right = right;
        for (int row = 0; row < rows; row++) {
            this.rows.add(new ArrayList<>());
        }
    }

    /** Adds a mark; in the order of time. */
    void add(double x, Kind kind, String text) {
        Mark last = marks.isEmpty() ? null : marks.getLast();
        if (last != null && last.kind() == kind && x - last.x() <= SAME_PLACE) {
            marks.removeLast();
            boolean same = last.text().equals(text) || last.text().endsWith(JOINT + text);
            marks.add(new Mark(last.x(), kind, same ? last.text() : last.text() + JOINT + text));
        } else {
            marks.add(new Mark(x, kind, text));
        }
    }

    /** All marks with their places. */
    List<Placed> place(ToDoubleFunction<String> widthOf) {
        List<Placed> placed = new ArrayList<>();
        marks.stream().sorted(Comparator.comparingInt(mark -> rank(mark.kind()))).forEach(mark -> placed
                .add(place(mark,
                        Math.min(Math.max(WIDEST, (right - left) * 0.3), widthOf.applyAsDouble(mark.text())))));
        return placed;
    }

    private static int rank(Kind kind) {
        return switch (kind) {
            case NOTE -> 0;
            case END -> 1;
            case ACTION -> 2;
        };
    }

    private Placed place(Mark mark, double width) {
        for (double wanted : new double[]{width, Math.max(LEAST, width / 2), LEAST}) {
            if (wanted > width) {
                break;
            }
            for (double from : new double[]{mark.x(), mark.x() - wanted + 1.5}) {
                for (int row = 0; row < rows.size(); row++) {
                    if (from >= left && from + wanted <= right && isFree(row, from, from + wanted)) {
                        Placed found = new Placed(mark.x(), mark.kind(), mark.text(), row, from, wanted);
                        rows.get(row).add(found);
                        return found;
                    }
                }
            }
        }
        return new Placed(mark.x(), mark.kind(), mark.text(), -1, mark.x(), 0);
    }

    private boolean isFree(int row, double from, double to) {
        return rows.get(row).stream()
                .noneMatch(other -> from < other.left() + other.width() + GAP && to + GAP > other.left());
    }
}
