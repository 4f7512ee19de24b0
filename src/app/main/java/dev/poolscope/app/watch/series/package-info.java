/**
 * What the curves of the centre draw: counts, rates, percentiles and ages over time, by the events, and where events are
 * missing by the exact counters.
 */
@NullMarked
package dev.poolscope.app.watch.series;

import org.jspecify.annotations.NullMarked;
