/**
 * From a pool's observer seam to events in bounded memory. A {@link dev.poolscope.telemetry.recorder.Recorder} observes a pool without ever making a worker
 * wait, counts exactly what it had to drop, and sums a run up. It does not know workloads:
 * {@link dev.poolscope.telemetry.recorder.TaskTags} is how it learns of streams and due times.
 */
@NullMarked
package dev.poolscope.telemetry.recorder;

import org.jspecify.annotations.NullMarked;
