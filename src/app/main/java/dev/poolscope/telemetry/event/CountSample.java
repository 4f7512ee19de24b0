package dev.poolscope.telemetry.event;

import dev.poolscope.pool.PoolState;

/**
 * What the exact counters of a run said at one moment.
 *
 * @param nanos when they were read, in nanoseconds from the start of the run
 * @param counts how things stood
 * @param state how the pool stood
 * @param broken whether it had ever broken
 * @param mostLateNanos by how much the latest arrival so far was late, in nanoseconds; 0 if none was
 */
public record CountSample(long nanos, Counts counts, PoolState state, boolean broken, long mostLateNanos) {}
