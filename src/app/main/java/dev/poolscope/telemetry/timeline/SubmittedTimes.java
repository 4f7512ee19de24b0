package dev.poolscope.telemetry.timeline;

import java.util.Arrays;

/** When tasks were submitted, in order, so that those of a stretch of time are counted without looking at each. */
final class SubmittedTimes {
    private long[] times = new long[256];
    private int size;

    /** Adds one: cheap if it is later than nearly all before it. */
    void add(long nanos) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
        }
        int at = size++;
        while (at > 0 && times[at - 1] > nanos) {
            times[at] = times[at - 1];
            at--;
        }
        times[at] = nanos;
    }

    void forgetBefore(long nanos) {
        int gone = firstFrom(nanos);
        size -= gone;
        System.arraycopy(times, gone, times, 0, size);
    }

    /** How many there are from one time up to another, that one not included. */
    long between(long from, long to) {
        return Math.max(0, firstFrom(to) - firstFrom(from));
    }

    private int firstFrom(long nanos) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
