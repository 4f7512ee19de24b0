/**
 * What happened, as values: {@link dev.poolscope.telemetry.event.RunEvent} and its types, exact counts of them, and their text in a file of events. Knows
 * nothing of how they are recorded or drawn.
 */
@NullMarked
package dev.poolscope.telemetry.event;

import org.jspecify.annotations.NullMarked;
