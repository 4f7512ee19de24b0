/**
 * The model that a picture is drawn from. A {@link dev.poolscope.telemetry.timeline.Timeline} is fed with events, live or from a file, in any order, and is then
 * the same; lanes, lives and stories of tasks and workers, the queue and the ledger are read from it.
 */
@NullMarked
package dev.poolscope.telemetry.timeline;

import org.jspecify.annotations.NullMarked;
