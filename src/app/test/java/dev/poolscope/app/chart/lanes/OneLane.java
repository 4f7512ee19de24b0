package dev.poolscope.app.chart.lanes;

/** One lane, in which nothing is done and no worker comes or goes. */
class OneLane implements LaneSource {
    @Override
    public int laneCount() {
        return 1;
    }

    @Override
    public String title(int lane) {
        return "lane";
    }

    @Override
    public String detail(int lane) {
        return "";
    }

    @Override
    public void segments(int lane, long from, long to, SegmentVisitor visitor) {
        // Nothing is done in it.
    }

    @Override
    public void turns(int lane, long from, long to, TurnVisitor visitor) {
        // None comes or goes.
    }
}
