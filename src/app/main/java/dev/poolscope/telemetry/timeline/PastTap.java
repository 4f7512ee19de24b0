package dev.poolscope.telemetry.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Hears of what lanes did before the {@linkplain Completeness#detailFromNanos() detail} as it is forgotten, in each lane in the order of time.
 * Of something that has not ended where the detail begins it hears when that has ended.
 */
@FunctionalInterface
public interface PastTap {

    /**
     * Hears of a stretch.
     *
     * @param slot of which lane, from 1
     * @param kind what its worker did
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end
     * @param returned the task whose code returned at the end; null if none did
     */
    void add(int slot, SegmentKind kind, long from, long to, @Nullable TaskTrace returned);
}
