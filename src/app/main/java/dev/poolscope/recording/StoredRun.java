package dev.poolscope.recording;

/**
 * A run as a recording has it.
 *
 * @param header what was known when it began
 * @param end what came of it; of one that ended abruptly, as far as that follows from what was written until then
 * @param remark what the recording lacks, in a sentence; empty if nothing
 */
public record StoredRun(RunHeader header, RunEnd end, String remark) {}
