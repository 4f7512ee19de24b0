package dev.poolscope.app.chart.curves;

import dev.poolscope.app.chart.time.ChartColor;

/**
 * One of the values of a {@link StepChart}.
 *
 * @param name what it is, in a word or two; stands before the value
 * @param source the value over time
 * @param color of the line along its top, and of the area below
 * @param areaOpacity how much of the area's colour is seen, from 0 (there is only the line) to 1
 */
public record Curve(String name, StepSource source, ChartColor color, double areaOpacity) {}
