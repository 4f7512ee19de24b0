package dev.poolscope.app.chart.lanes;

import java.util.Arrays;
import java.util.Objects;

import dev.poolscope.app.chart.time.WholeColumns;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn of those segments of a lane that have ended. It stays what it is while the picture stands still or moves by
 * whole pixels, so that of a hundred thousand segments only those have to be looked at that have ended since the last
 * picture.
 */
final class SettledLane {
    private final PixelColumns columns = new PixelColumns();
    private @Nullable Object past;
    private long start;
    private long span;
    private double axis;
    /** What had ended by then is in here. */
    private long until;
    // The segments that are wide enough to be drawn one by one, in time order.
    private LaneState[] kinds = new LaneState[16];
    private long[] begins = new long[16];
    private long[] ends = new long[16];
    private long[] tasks = new long[16];
    private int wide;

    /** Takes the wide segments. */
    interface WideVisitor {
        void segment(LaneState kind, long from, long to, long taskId);
    }

    /** The narrow segments. */
    PixelColumns columns() {
        return columns;
    }

    /** Goes to another part of the axis; keeps what is right there too. */
    void moveTo(@Nullable Object newPast, long newStart, long newSpan, double newAxis) {
        int moved = newPast != null && Objects.equals(past, newPast) && span == newSpan && axis == newAxis
                ? columnsTo(newStart)
                : -1;
        if (moved >= 0) {
            columns.shift(moved);
            forgetBefore(newStart);
        } else {
            columns.reset((int) Math.ceil(newAxis) + 1);
            wide = 0;
            until = newStart;
        }
        past = newPast;
        start = newStart;
        span = newSpan;
        axis = newAxis;
    }

    /** By how many columns the picture moves on; -1 if that is no whole number, or too much. */
    private int columnsTo(long newStart) {
        if (newStart == start) {
            return 0;
        }
        int by = WholeColumns.moved(newStart - start, span / axis);
        // What was beyond the end of the axis was cut off.
        return by > 0 && by < axis && until <= start + span ? by : -1;
    }

    private void forgetBefore(long time) {
        int gone = 0;
        while (gone < wide && ends[gone] < time) {
            gone++;
        }
        if (gone > 0) {
            wide -= gone;
            System.arraycopy(kinds, gone, kinds, 0, wide);
            System.arraycopy(begins, gone, begins, 0, wide);
            System.arraycopy(ends, gone, ends, 0, wide);
            System.arraycopy(tasks, gone, tasks, 0, wide);
        }
    }

    /** From when on there is something to be added. */
    long until() {
        return until;
    }

    /** Nothing that ends by this time comes any more. */
    void isKnownUntil(long time) {
        until = Math.max(until, time);
    }

    void addWide(LaneState kind, long from, long to, long taskId) {
        if (wide == kinds.length) {
            kinds = Arrays.copyOf(kinds, wide * 2);
            begins = Arrays.copyOf(begins, wide * 2);
            ends = Arrays.copyOf(ends, wide * 2);
            tasks = Arrays.copyOf(tasks, wide * 2);
        }
        kinds[wide] = kind;
        begins[wide] = from;
        ends[wide] = to;
        tasks[wide] = taskId;
        wide++;
    }

    void forEachWide(WideVisitor visitor) {
        for (int i = 0; i < wide; i++) {
            visitor.segment(kinds[i], begins[i], ends[i], tasks[i]);
        }
    }
}
