/**
 * What really happened in a pool, as a log and as a model. A {@link dev.poolscope.telemetry.Recorder} observes a pool
 * without ever making a worker wait and turns what it is told into {@link dev.poolscope.telemetry.RunEvent}s in memory
 * that is bounded, counting exactly what it had to drop. A {@link dev.poolscope.telemetry.Timeline} is the model that a
 * picture is drawn from: it can be fed live or from a file of events, in any order, and is then the same. A
 * {@link dev.poolscope.telemetry.Summary} holds the numbers of a run.
 *
 * <p>It sees {@code pool} and {@code stats}; it does not know workloads ({@link dev.poolscope.telemetry.TaskTags} is how
 * it learns of streams and due times) nor screens. Sessions, reports and the window use it.
 */
@NullMarked
package dev.poolscope.telemetry;

import org.jspecify.annotations.NullMarked;
