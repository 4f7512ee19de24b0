/**
 * Synthetic workloads: what a scenario says, how its file is read and written, and what makes its tasks arrive.
 *
 * <p>Three things live here. The <b>model</b> ({@link dev.poolscope.workload.Scenario} and the records it is made of) is
 * immutable and carries every key of the file format. The <b>format</b> ({@link dev.poolscope.workload.ScenarioReader},
 * {@link dev.poolscope.workload.ReadyScenarios}) reads YAML into a tree that knows its positions and binds it strictly: a
 * file is either understood to the last key or refused, with all of its faults at once. The <b>runner</b>
 * ({@link dev.poolscope.workload.WorkloadRunner}) builds the pool, draws from the scenario's seed and starts arrivals and
 * actions when they are due.
 *
 * <p>This package sees {@code dev.poolscope.pool} and nothing else of the program. It measures nothing: it tells a
 * {@link dev.poolscope.workload.RunListener} what it did, and asks {@link dev.poolscope.workload.Measurements} when
 * expectations are to be checked; {@code dev.poolscope.session} connects both ends.
 */
@NullMarked
package dev.poolscope.workload;

import org.jspecify.annotations.NullMarked;
