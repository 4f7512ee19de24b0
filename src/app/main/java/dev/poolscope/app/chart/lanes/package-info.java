/**
 * The lanes of workers, their states and swatches. A {@link dev.poolscope.app.chart.lanes.LaneSource} says what they show.
 */
@NullMarked
package dev.poolscope.app.chart.lanes;

import org.jspecify.annotations.NullMarked;
