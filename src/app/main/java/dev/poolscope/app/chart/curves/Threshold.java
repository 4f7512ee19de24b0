package dev.poolscope.app.chart.curves;

/**
 * A value that an expectation bounds; stands as a line across a chart.
 *
 * @param value where, in the chart's unit
 * @param text what is expected, in words
 */
public record Threshold(double value, String text) {}
