package dev.poolscope.app.chart.curves;

import dev.poolscope.app.chart.time.ChartColor;

/**
 * One of the values of a {@link StepChart}.
 *
 * @param name what it is, in a word or two; stands before the value
 * @param source the value over time
 * @param color of the line along its top, and of the area below
 * @param areaOpacity how much of the area's colour is seen, from 0 (there is only the line) to 1
 * @param dashed whether the line is dashed, to tell it from another one of the same value without its colour
 */
public record Curve(String name, StepSource source, ChartColor color, double areaOpacity, boolean dashed) {

    /** One whose line is whole. */
    public Curve(String name, StepSource source, ChartColor color, double areaOpacity) {
        this(name, source, color, areaOpacity, false);
    }
}
