/**
 * The curve of arrivals to come, beside the scenario that makes them.
 */
@NullMarked
package dev.poolscope.app.chart.arrivals;

import org.jspecify.annotations.NullMarked;
