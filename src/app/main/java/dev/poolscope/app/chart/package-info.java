/**
 * Drawn controls that share one time axis: the lanes, the step curve, the ruler, the legend's swatches. Each is a
 * control with a skin, takes its colours from style sheets, and draws whatever a small source interface tells it; the
 * package knows nothing of pools, recordings or the window around it. Only the zones of the window and the window itself
 * use it. Everything here belongs to the JavaFX application thread.
 */
@NullMarked
package dev.poolscope.app.chart;

import org.jspecify.annotations.NullMarked;
