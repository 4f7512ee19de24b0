/**
 * Numbers over time in fixed memory: histograms, distributions, step series, rates. Plain single-threaded Java that
 * knows neither pools nor screens; the owner of an instance says which thread may touch it.
 *
 * <p>It stands on the lowest floor: it uses nothing of the project, and all above may use it.
 */
@NullMarked
package dev.poolscope.stats;

import org.jspecify.annotations.NullMarked;
