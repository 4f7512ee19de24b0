/**
 * Two runs beside each other: what was changed, what came of it, and whether that is more than chance. Stands on runs that are
 * over, real or simulated, and on the numbers of their reports.
 */
@NullMarked
package dev.poolscope.comparison;

import org.jspecify.annotations.NullMarked;
