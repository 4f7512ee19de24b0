/** Two runs beside each other in the window, and what makes the second one of the first: one change, or the recorded load on another pool. */
@NullMarked
package dev.poolscope.app.comparison;

import org.jspecify.annotations.NullMarked;
