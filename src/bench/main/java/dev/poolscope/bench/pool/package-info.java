/**
 * The pool beside its peers: rates of completion, round trips, allocation and footprint, as ratios to the best of those that
 * keep the order of submission. Forks of different pools alternate, because identical code varies from fork to fork and the
 * machine from minute to minute.
 */
@NullMarked
package dev.poolscope.bench.pool;

import org.jspecify.annotations.NullMarked;
