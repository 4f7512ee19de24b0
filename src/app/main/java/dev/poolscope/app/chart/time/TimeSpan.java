package dev.poolscope.app.chart.time;

/**
 * A stretch of the time axis.
 *
 * @param from its begin, in nanoseconds from the start of the run
 * @param to its end
 */
public record TimeSpan(long from, long to) {

    public boolean touches(TimeViewport viewport) {
        return to >= viewport.start() && from < viewport.end();
    }
}
