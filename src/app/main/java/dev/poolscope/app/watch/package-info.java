/**
 * The centre of the window: worker lanes, queue depth and marks over one time axis, and what the pointer rests on. Binds
 * the model of a run to the drawn controls. It knows {@code app.fx}, {@code app.chart} and the telemetry, and no other
 * zone; only the window knows it.
 */
@NullMarked
package dev.poolscope.app.watch;

import org.jspecify.annotations.NullMarked;
