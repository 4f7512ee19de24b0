/**
 * A scenario in virtual time: the rules of the pool and the load of the scenario as a discrete-event simulation. What it does is
 * reported through the same seam as what a real pool does, {@link dev.poolscope.pool.PoolObserver}, so that all that reads
 * runs reads simulated ones too.
 *
 * <p>It leaves out what a machine adds: scheduling, wake-ups and the starting of threads take no time. Same scenario and same number
 * of processors: the same events, on every machine.
 */
@NullMarked
package dev.poolscope.simulation;

import org.jspecify.annotations.NullMarked;
