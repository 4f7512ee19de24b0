package dev.poolscope.recording;

import dev.poolscope.telemetry.timeline.Past;
import org.jspecify.annotations.Nullable;

/**
 * A run as a recording has it.
 *
 * @param header what was known when it began
 * @param end what came of it; of one that ended abruptly, as far as that follows from what was written until then
 * @param remark what the recording lacks, in a sentence; empty if nothing
 * @param past the run in buckets of time, if the recording has that and not all of it was read; null otherwise
 */
public record StoredRun(RunHeader header, RunEnd end, String remark, @Nullable Past past) {}
