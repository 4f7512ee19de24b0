/**
 * What every drawn control shares: the viewport and cursor of the one time axis, ticks and captions, and the pen that draws on pixels. Everything here and in
 * the rooms beside belongs to the JavaFX application thread, takes its colours from style sheets, and knows nothing of pools and recordings.
 */
@NullMarked
package dev.poolscope.app.chart.time;

import org.jspecify.annotations.NullMarked;
