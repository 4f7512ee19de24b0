package dev.poolscope.app.chart.time;

/**
 * By how many columns of pixels a picture has moved along the axis: what was drawn of a part of the run can be drawn again so many columns
 * farther left.
 */
public final class WholeColumns {
    /**
     * By this part of a column a picture may have moved more or less than by whole ones: the {@linkplain TimeViewport#start() start} of the axis is a
     * whole number of nanoseconds, and a column seldom is. More would be seen now and then, where something begins at the very edge of a column.
     */
    private static final double TOLERANCE = 1e-5;

    private WholeColumns() {}

    /**
     * Counts them.
     *
     * @param nanos by how much the start of the axis has moved, to later moments if positive
     * @param nanosPerColumn for how long a column stands
     * @return how many columns; -1 if that is no whole number, or if it has moved to earlier moments
     */
    public static int moved(long nanos, double nanosPerColumn) {
        double by = Math.rint(nanos / nanosPerColumn);
        boolean whole = Math.abs(nanos - by * nanosPerColumn) <= nanosPerColumn * TOLERANCE;
        return whole && by >= 0 && by <= Integer.MAX_VALUE ? (int) by : -1;
    }
}
