/**
 * A scenario at work. {@link dev.poolscope.workload.run.WorkloadRunner} builds the pool, draws from the scenario's seed, and starts arrivals and actions when
 * they are due. It measures nothing: a {@link dev.poolscope.workload.run.RunListener} hears what it did.
 */
@NullMarked
package dev.poolscope.workload.run;

import org.jspecify.annotations.NullMarked;
