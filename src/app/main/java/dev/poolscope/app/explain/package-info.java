/**
 * The right side of the window: the ledger, in which every task is accounted for, and the tasks that the pool cancelled. It
 * knows {@code app.fx}, {@code app.chart} and the telemetry, and no other zone; only the window knows it.
 */
@NullMarked
package dev.poolscope.app.explain;

import org.jspecify.annotations.NullMarked;
