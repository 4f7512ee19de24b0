package dev.poolscope.app.chart.time;

/** The moments that concern the whole pool and stand as lines across every chart. */
public interface MarkSource {

    /** Visits every mark in a stretch of time, in time order. */
    void marks(long from, long to, MarkVisitor visitor);

    /** What a mark stands for; decides its colour. */
    enum Kind {
        /** The user or the scenario did something to the pool. */
        ACTION(ChartColor.MARK_ACTION),
        /** A caption for the audience. */
        NOTE(ChartColor.MARK_NOTE),
        /** The pool ends or is in trouble: shutdown, breakage, starvation. */
        END(ChartColor.MARK_END);

        private final ChartColor color;

        Kind(ChartColor color) {
            this.color = color;
        }

        ChartColor color() {
            return color;
        }
    }

    /** Takes the marks. */
    interface MarkVisitor {
        void mark(long nanos, Kind kind, String caption);
    }
}
