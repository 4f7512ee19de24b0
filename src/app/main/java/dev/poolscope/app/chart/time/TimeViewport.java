package dev.poolscope.app.chart.time;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/**
 * Which part of the run is on the screen. All charts of a window share one, so that a moment stands at the same place in
 * each of them. Times are nanoseconds from the start of the run. While it follows the present, the newest known moment
 * (the horizon) keeps its place near the right edge; before the run is that long, the picture stands still and fills up
 * from the left.
 */
public final class TimeViewport {
    /** The closest look: one nanosecond of a monotonic clock is not worth a pixel. */
    public static final long SHORTEST_SPAN = 20_000;
    /** Where the present stands while it is followed, as a part of the width: some room is left for what comes. */
    public static final double PRESENT_AT = 0.94;
    private static final long LONGEST_SPAN = 48L * 3600 * 1_000_000_000L;
    private static final double FIT_MARGIN = 0.02;

    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper(this, "version");
    private final ReadOnlyLongWrapper toldVersion = new ReadOnlyLongWrapper(this, "toldVersion");
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(this, "following", true);
    private long start;
    private long span;
    private long horizon;
    private long told;
    private long tellingPause;
    private long detailFrom;
    /** Whether the whole run is shown, and stays so while it goes on. */
    private boolean whole;
    private boolean paced;
    /** Whether it was changed, and that is to be told in the next {@link #frame()}. */
    private boolean untold;
    /** Whether more was changed than that a followed picture moved on. */
    private boolean toldOtherwise;
    /** How many pixels the axis has; 0 as long as it is not known. */
    private int columns;

    /**
     * A viewport that follows the present.
     *
     * @param span how much of the run is visible, in nanoseconds
     */
    public TimeViewport(long span) {
        this.span = clampSpan(span);
    }

    /** The first visible moment; may lie a little before the run. */
    public long start() {
        return start;
    }

    /** How much is visible; never 0. */
    public long span() {
        return span;
    }

    /** The first moment that is not visible any more. */
    public long end() {
        return start + span;
    }

    /** {@return the first visible moment of the run: there is margin before it, which is no time} */
    public long visibleFrom() {
        return Math.clamp(start, 0, horizon);
    }

    /** {@return up to when the run is visible: after the newest moment there is room, but nothing yet} */
    public long visibleUntil() {
        return Math.clamp(end(), 0, horizon);
    }

    /** The newest moment that is known. */
    public long horizon() {
        return horizon;
    }

    /** The newest moment whose values are told in words and numbers: at most the {@link #horizon()}, and near it. */
    public long told() {
        return Math.min(told, horizon);
    }

    /**
     * Lets what is told be another moment only after so much time, in nanoseconds: no reader is faster, and words are dear to draw.
     * Without it the horizon is told.
     */
    public void tellEvery(long nanos) {
        tellingPause = nanos;
    }

    /** Tells the horizon, however long ago another moment was told. */
    public void tell() {
        if (told != horizon) {
            told = horizon;
            changed();
        }
    }

    /** From when on everything is kept in detail; 0 if nothing had to be thinned out. */
    public long detailFrom() {
        return detailFrom;
    }

    /** Sets from when on everything is kept in detail. */
    public void setDetailFrom(long nanos) {
        if (nanos != detailFrom) {
            detailFrom = nanos;
            // It follows the present while there are more tasks than are kept.
            changed(!isFollowing());
        }
    }

    /** Rises with every change: what draws curves listens to this alone. */
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /**
     * Rises with every change but for those by which a followed picture only moves on, without another {@linkplain #told() moment being told}:
     * for what draws no more than words, or so little of the time that it is not seen to move.
     */
    public ReadOnlyLongProperty toldVersionProperty() {
        return toldVersion.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    public boolean isFollowing() {
        return following.get();
    }

    /**
     * Lets changes be told in the next {@link #frame()}, or at once; at first at once. A picture that changes all the time has its own pace:
     * another one for each step of a wheel would double its price.
     */
    public void setPaced(boolean paced) {
        this.paced = paced;
        frame();
    }

    /** Lets what is drawn over the time be drawn again, at the pace of the picture. */
    public void drawAgain() {
        changed();
    }

    /** Whether listeners hear of a change in the next {@link #frame()} only. */
    public boolean isPaced() {
        return paced;
    }

    /** Tells the changes of which none was told yet; to be called in each frame in which the picture may change. */
    public void frame() {
        if (untold) {
            tellChange();
        }
    }

    /** Where a moment stands on an axis of this width, in pixels from its left end; may lie outside. */
    public double xOf(long nanos, double width) {
        return (nanos - start) * (width / span);
    }

    /** Which moment stands at this place of an axis of this width. */
    public long timeAt(double x, double width) {
        return width <= 0 ? start : start + Math.round(x * (span / width));
    }

    /** Forgets the run before: the horizon is at 0, and the present is followed. */
    public void reset() {
        horizon = 0;
        told = 0;
        detailFrom = 0;
        start = 0;
        following.set(true);
        whole = false;
        changed();
    }

    /** The run is known up to here now. */
    public void advance(long newHorizon) {
        if (newHorizon != horizon) {
            horizon = newHorizon;
            boolean tells = Math.abs(horizon - told) >= tellingPause;
            if (tells) {
                told = horizon;
            }
            if (isFollowing()) {
                start = followedStart();
            } else if (whole && horizon > end()) {
                // With some room, so that not every frame of a run that goes on has another scale.
                fit(horizon + horizon / 16);
            }
            changed(tells || !isFollowing());
        }
    }

    /**
     * Tells how many pixels the axis is wide. While the present is followed, the picture moves by whole pixels: so each of them
     * keeps standing for the same stretch of time, and nothing shimmers.
     */
    public void setColumns(int pixels) {
        columns = pixels;
    }

    /** Goes to the present and stays with it. */
    public void follow() {
        whole = false;
        following.set(true);
        start = followedStart();
        changed();
    }

    /** Stays where it is while the run goes on. */
    public void hold() {
        whole = false;
        following.set(false);
        changed();
    }

    /** Moves by so many nanoseconds, to later moments if positive, and stops following. */
    public void pan(long nanos) {
        show(start + nanos, span);
    }

    /**
     * Shows more or less.
     *
     * @param factor above 1 shows more
     * @param around the moment that keeps its place; while the present is followed that one keeps it
     */
    public void zoom(double factor, long around) {
        long wanted = clampSpan(Math.round(span * factor));
        if (isFollowing()) {
            span = wanted;
            start = followedStart();
            changed();
        } else {
            double place = (around - start) / (double) span;
            show(around - Math.round(place * wanted), wanted);
        }
    }

    /** Shows exactly this part, and stops following. */
    public void show(long from, long length) {
        whole = false;
        following.set(false);
        span = clampSpan(length);
        long latest = Math.max(0, horizon - span / 10);
        start = Math.clamp(from, Math.min(-span / 10, latest), latest);
        changed();
    }

    /** Shows the whole run, also while it goes on, until something else is shown. */
    public void showAll() {
        following.set(false);
        whole = true;
        fit(horizon);
        changed();
    }

    private void fit(long run) {
        long length = Math.max(run, 1_000_000);
        long margin = Math.round(length * FIT_MARGIN);
        span = clampSpan(length + 2 * margin);
        start = -margin;
    }

    /** Shows this much while following. */
    public void setSpan(long length) {
        span = clampSpan(length);
        if (isFollowing()) {
            start = followedStart();
        }
        changed();
    }

    private long followedStart() {
        long wanted = Math.max(0, horizon - Math.round(span * PRESENT_AT));
        double column = span / (double) columns;
        return columns == 0 ? wanted : Math.round(Math.floor(wanted / column) * column);
    }

    private static long clampSpan(long span) {
        return Math.clamp(span, SHORTEST_SPAN, LONGEST_SPAN);
    }

    private void changed() {
        changed(true);
    }

    private void changed(boolean otherwise) {
        toldOtherwise |= otherwise;
        if (paced) {
            untold = true;
        } else {
            tellChange();
        }
    }

    private void tellChange() {
        untold = false;
        version.set(version.get() + 1);
        if (toldOtherwise) {
            toldOtherwise = false;
            toldVersion.set(toldVersion.get() + 1);
        }
    }
}
