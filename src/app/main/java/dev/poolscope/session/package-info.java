/**
 * One experiment, wired together: a {@link dev.poolscope.session.Session} builds the pool of a scenario, lets the workload
 * come to it, records what happens, ends the run in order, and gives a {@link dev.poolscope.session.FinishedRun}. None of it needs a screen.
 *
 * <p>It sees {@code pool}, {@code workload} and {@code telemetry}, which do not see each other, and is what connects them.
 * The command line and the window use it; it knows neither.
 */
@NullMarked
package dev.poolscope.session;

import org.jspecify.annotations.NullMarked;
