/**
 * A run at one point in time: {@link dev.poolscope.telemetry.moment.StateAt} says how everything stood, {@link
 * dev.poolscope.telemetry.moment.Chronicle} which events come before and after, and {@link
 * dev.poolscope.telemetry.moment.Decision} by which rule the pool decided.
 */
@NullMarked
package dev.poolscope.telemetry.moment;

import org.jspecify.annotations.NullMarked;
