/**
 * The left zone of the window: the scenario that is composed, with every edit undoable, and the form that shows it. Knows
 * nothing of the other zones.
 */
@NullMarked
package dev.poolscope.app.compose;

import org.jspecify.annotations.NullMarked;
