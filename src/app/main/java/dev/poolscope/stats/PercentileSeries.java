package dev.poolscope.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Percentiles over time: those of the samples in a window that slides in steps, exact, by the nearest-rank method. Samples
 * may come in any order as long as they are not older than the {@value #OPEN_STEPS} latest steps; older ones are counted
 * as too late. Samples of older steps are forgotten, what they amounted to is kept, and when there are too many points every
 * second one is forgotten.
 *
 * <p>Times are in nanoseconds from 0. Not safe for use by several threads.
 */
public final class PercentileSeries {

    /** So many of the latest steps still take samples. */
    static final int OPEN_STEPS = 48;

    /**
     * The percentiles of one window.
     *
     * @param endNanos where the window ends
     * @param count how many samples it has, at least one
     * @param p50 the 50th percentile
     * @param p95 the 95th percentile
     * @param p99 the 99th percentile
     */
    public record Point(long endNanos, int count, long p50, long p95, long p99) {

        /** Of samples in order, of which there is at least one. */
        static Point of(long endNanos, long[] sorted) {
            return new Point(endNanos, sorted.length, ranked(sorted, 50), ranked(sorted, 95), ranked(sorted, 99));
        }

        private static long ranked(long[] sorted, int percent) {
            return sorted[(int) Histogram.rankOf(percent, sorted.length) - 1];
        }
    }

    /** Receives points in the order of time. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Receives one.
         *
         * @param point the percentiles of a window
         */
        void point(Point point);
    }

    private final long step;
    private final int windowSteps;
    private final int mostPoints;
    private final Map<Long, Samples> samples = new HashMap<>();
    /** Points of closed steps, by time; windows without samples have none. */
    private Point[] points = new Point[64];
    private int size;
    /** So many steps there are from one point to the next. */
    private long stride = 1;
    private long closedUpTo;
    private long latest = -1;
    /** No point of a later step has been worked out. */
    private long workedOut = -1;
    private long tooLate;
    private final boolean restored;

    private static final class Samples {
        private long[] values = new long[8];
        private int size;
        /** The point of the window that ends with this step, if it has been worked out and is still right. */
        private @Nullable Point point;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }
    }

    /**
     * Makes an empty one.
     *
     * @param window how long the window is; a multiple of the step
     * @param step by how much it slides
     * @param mostPoints how many points are kept at most
     */
    public PercentileSeries(long window, long step, int mostPoints) {
        if (step < 1 || window < step || window % step != 0 || mostPoints < 2) {
            throw new IllegalArgumentException(
                    "no points: window " + window + ", step " + step + ", points " + mostPoints);
        }
        this.step = step;
        this.windowSteps = (int) (window / step);
        this.mostPoints = mostPoints;
        this.restored = false;
    }

    /**
     * Makes one of the points of another, which takes no samples any more.
     *
     * @param window how long the window is; a multiple of the step
     * @param step by how much it slides
     * @param points the points that the other one has, in the order of time
     */
    public PercentileSeries(long window, long step, List<Point> points) {
        this.step = step;
        this.windowSteps = (int) (window / step);
        this.mostPoints = Math.max(2, points.size());
        this.restored = true;
        this.points = points.toArray(Point[]::new);
        this.size = this.points.length;
        this.closedUpTo = Long.MAX_VALUE / step;
        for (int i = 1; i < size; i++) {
            long apart = (this.points[i].endNanos - this.points[i - 1].endNanos) / step;
            stride = i == 1 ? Math.max(1, apart) : Math.clamp(apart, 1, stride);
        }
    }

    /** {@return the length of the window, in nanoseconds} */
    public long windowNanos() {
        return windowSteps * step;
    }

    /**
     * Adds a sample.
     *
     * @param time when
     * @param value the sample
     */
    public void add(long time, long value) {
        if (restored) {
            return;
        }
        long at = Math.max(0, time) / step;
        if (at < closedUpTo) {
            tooLate++;
            return;
        }
        for (long end = at; end < at + windowSteps && end <= workedOut; end++) {
            Samples touched = samples.get(end);
            if (touched != null) {
                touched.point = null;
            }
        }
        samples.computeIfAbsent(at, some -> new Samples()).add(value);
        if (at > latest) {
            latest = at;
            closeUpTo(latest - OPEN_STEPS);
        }
    }

    private void closeUpTo(long end) {
        if (end <= closedUpTo) {
            return;
        }
        // After a long silence there is nothing to work out but what the last samples reach.
        long last = Math.min(end, samples.keySet().stream().mapToLong(Long::longValue).filter(at -> at < end).max()
                .orElse(closedUpTo - 1) + windowSteps);
        for (long at = closedUpTo; at < last; at++) {
            Point point = pointOf(at);
            if (point != null && (at + 1) % stride == 0) {
                keep(point);
            }
        }
        closedUpTo = end;
        samples.keySet().removeIf(at -> at < closedUpTo - windowSteps);
    }

    private void keep(Point point) {
        if (size == mostPoints) {
            stride *= 2;
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (points[i].endNanos / step % stride == 0) {
                    points[kept++] = points[i];
                }
            }
            size = kept;
            if (point.endNanos / step % stride != 0) {
                return;
            }
        }
        if (size == points.length) {
            points = Arrays.copyOf(points, Math.min(mostPoints, size * 2));
        }
        points[size++] = point;
    }

    private @Nullable Point pointOf(long at) {
        Samples own = samples.get(at);
        if (own != null && own.point != null) {
            return own.point;
        }
        int count = 0;
        for (long each = at - windowSteps + 1; each <= at; each++) {
            Samples some = samples.get(each);
            count += some == null ? 0 : some.size;
        }
        if (count == 0) {
            return null;
        }
        long[] all = new long[count];
        int filled = 0;
        for (long each = at - windowSteps + 1; each <= at; each++) {
            Samples some = samples.get(each);
            if (some != null) {
                System.arraycopy(some.values, 0, all, filled, some.size);
                filled += some.size;
            }
        }
        Arrays.sort(all);
        Point point = Point.of((at + 1) * step, all);
        if (own == null) {
            // A step without samples of its own: kept too, or each picture would have to sort its window again.
            own = new Samples();
            samples.put(at, own);
        }
        own.point = point;
        workedOut = Math.max(workedOut, at);
        return point;
    }

    /**
     * Shows the points of the windows that end in a span. A window without samples has none. Of an older time there may be
     * fewer than one for each step.
     *
     * @param from the beginning of the span
     * @param to its end, included; a window that ends later than everything is known is not complete yet
     * @param visitor gets the points in the order of time
     */
    public void visit(long from, long to, Visitor visitor) {
        for (int i = firstAt(from); i < size && points[i].endNanos <= to; i++) {
            visitor.point(points[i]);
        }
        long first = Math.max(closedUpTo, Math.ceilDiv(from, step) - 1);
        long last = Math.min(latest + windowSteps - 1, Math.floorDiv(to, step) - 1);
        for (long at = first; at <= last; at++) {
            Point point = pointOf(at);
            if (point != null) {
                visitor.point(point);
            }
        }
    }

    /**
     * {@return how far apart two points are at most, if there are samples between them; it grows when older points are
     * forgotten}
     */
    public long pointDistance() {
        return stride * step;
    }

    private int firstAt(long from) {
        return Sorted.count(size, at -> points[at].endNanos < from);
    }

    /** {@return the number of samples that came too late and are in no point} */
    public long tooLate() {
        return tooLate;
    }
}
