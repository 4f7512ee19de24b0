/**
 * Step curves and the overview below them. A {@link dev.poolscope.app.chart.curves.StepSource} says what they show.
 */
@NullMarked
package dev.poolscope.app.chart.curves;

import org.jspecify.annotations.NullMarked;
