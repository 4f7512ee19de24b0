package dev.poolscope.app.chart.curves;

/** Where a value stands between the bottom and the top of a chart, and where the lines are that tell. */
interface Scale {

    /** From 0 at the bottom to 1 at the top. */
    double share(double value);

    /** The values that get a line, from the lowest. */
    double[] ticks();
}
