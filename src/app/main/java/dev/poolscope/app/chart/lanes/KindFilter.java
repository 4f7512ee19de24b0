package dev.poolscope.app.chart.lanes;

import java.util.Set;

/**
 * Which kinds of segments stand out. While none is chosen, all do; else the others are dimmed, and where segments are
 * narrower than a pixel a chosen kind wins it.
 *
 * @param chosen the kinds that were chosen
 */
public record KindFilter(Set<LaneState> chosen) {
    /** Everything as it is. */
    public static final KindFilter ALL = new KindFilter(Set.of());

    /** Keeps a copy. */
    public KindFilter {
        chosen = Set.copyOf(chosen);
    }

    /** Whether segments of this kind are drawn in full. */
    public boolean shows(LaneState kind) {
        return chosen.isEmpty() || chosen.contains(kind);
    }
}
