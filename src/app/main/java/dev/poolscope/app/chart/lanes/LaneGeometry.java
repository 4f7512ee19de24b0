package dev.poolscope.app.chart.lanes;

/**
 * The measures of the lanes. There is always a gap of one pixel or more between two lanes; a strip for the captions of spawns
 * and retirements is there only where a lane is high enough for it.
 *
 * @param lanes how many
 * @param laneHeight of one, its gap included
 * @param scroll how far the lanes are scrolled up
 */
record LaneGeometry(int lanes, double laneHeight, double scroll) {
    static final double LOWEST = 14;
    static final double HIGHEST = 96;
    private static final double HIGH_ENOUGH_FOR_STRIP = 34;

    static LaneGeometry of(int lanes, double height, double wantedScroll) {
        double each = Math.clamp(Math.floor(height / Math.max(1, lanes)), LOWEST, HIGHEST);
        double most = Math.max(0, lanes * each - height);
        return new LaneGeometry(lanes, each, Math.clamp(wantedScroll, 0, most));
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
        return laneHeight >= HIGH_ENOUGH_FOR_STRIP ? 15 : 0;
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
