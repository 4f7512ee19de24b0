package dev.poolscope.app.watch.series;

import java.util.Locale;

/** The charts below the lanes, from top to bottom. */
public enum WatchChart {
    QUEUE, WORKERS, THROUGHPUT, WAITING, RUNNING;

    /** Whether its curves are drawn from the start; the others are lines of values until the user opens them. */
    public boolean isOpenAtFirst() {
        return this == QUEUE || this == WORKERS || this == WAITING;
    }

    /** The name in keys of texts and in identifiers. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
