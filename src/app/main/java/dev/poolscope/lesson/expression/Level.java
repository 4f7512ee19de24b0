package dev.poolscope.lesson.expression;

import java.util.Arrays;

/** A number that goes up and down in a run. Immutable once it is built; several changes may happen at one moment. */
final class Level {
    private long[] stamps = new long[16];
    private int[] values = new int[16];
    private int size;
    private int now;

    /** A change, not earlier than the one before. */
    void change(long nanos, int by) {
        if (size == stamps.length) {
            stamps = Arrays.copyOf(stamps, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        now += by;
        stamps[size] = nanos;
        values[size++] = now;
    }

    /** How many changes have happened at a moment, those of the moment itself too. */
    private int changesUntil(long nanos) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stamps[middle] <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int after(int changes) {
        return changes == 0 ? 0 : values[changes - 1];
    }

    /** The value when everything at that moment has happened. */
    int at(long nanos) {
        return after(changesUntil(nanos));
    }

    /** The sum of value times nanoseconds. */
    double area(long from, long to) {
        double area = 0;
        long since = from;
        int changes = changesUntil(from);
        for (int i = changes; i < size && stamps[i] <= to; i++) {
            area += (double) after(i) * (stamps[i] - since);
            since = stamps[i];
        }
        return area + (double) at(to) * (to - since);
    }

    /** From when everything at the first moment has happened, until the second; also what held for no time in between. */
    Value.Window over(long from, long to) {
        int first = changesUntil(from);
        int min = after(first);
        int max = min;
        for (int i = first; i < size && stamps[i] <= to; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        return new Value.Window(min, to == from ? at(to) : area(from, to) / (to - from), max);
    }
}
