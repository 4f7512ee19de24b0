package dev.poolscope.app.chart.lanes;

/**
 * The measures of the lanes. There is always a gap of one pixel or more between two lanes; a strip for the captions of spawns
 * and retirements, and a second line in the gutter, are there only where a lane is high enough for them. Larger type needs higher
 * lanes.
 *
 * @param lanes how many
 * @param laneHeight of one, its gap included
 * @param scroll how far the lanes are scrolled up
 * @param magnification how much larger than usual the type is
 */
record LaneGeometry(int lanes, double laneHeight, double scroll, double magnification) {
    static final double HIGHEST = 96;
    private static final double LOWEST = 14;
    private static final double HIGH_ENOUGH_FOR_STRIP = 34;
    private static final double STRIP = 15;

    static LaneGeometry of(int lanes, double height, double wantedScroll, double magnification) {
        double each = Math.clamp(Math.floor(height / Math.max(1, lanes)), lowest(magnification), HIGHEST);
        double most = Math.max(0, lanes * each - height);
        return new LaneGeometry(lanes, each, Math.clamp(wantedScroll, 0, most), magnification);
    }

    /** How high a lane is at least: for one line of type. */
    static double lowest(double magnification) {
        return Math.rint(LOWEST * magnification);
    }

    boolean hasTwoLines() {
        return laneHeight >= HIGH_ENOUGH_FOR_STRIP * magnification;
    }

    double contentHeight() {
        return lanes * laneHeight;
    }

    double top(int lane) {
        return lane * laneHeight - scroll;
    }

    double gap() {
        return laneHeight >= 24 ? 4 : 1;
    }

    double stripHeight() {
        return hasTwoLines() ? Math.rint(STRIP * magnification) : 0;
    }

    double barTop(int lane) {
        return top(lane) + (stripHeight() > 0 ? stripHeight() : laneHeight >= 20 ? 2 : 1);
    }

    double barHeight() {
        double below = laneHeight >= 20 ? 3 : 0;
        return Math.max(4, laneHeight - gap() - (stripHeight() > 0 ? stripHeight() : laneHeight >= 20 ? 2 : 1) - below);
    }

    /** The lane at this height, or -1. */
    int laneAt(double y) {
        int lane = (int) Math.floor((y + scroll) / laneHeight);
        return lane >= 0 && lane < lanes ? lane : -1;
    }

    int firstVisible() {
        return Math.clamp((long) Math.floor(scroll / laneHeight), 0, Math.max(0, lanes - 1));
    }

    int lastVisible(double height) {
        return Math.min(lanes - 1, (int) Math.ceil((scroll + height) / laneHeight) - 1);
    }
}
