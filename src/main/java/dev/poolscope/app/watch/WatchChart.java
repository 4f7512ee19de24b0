package dev.poolscope.app.watch;

import java.util.Locale;

/** The charts below the lanes, from top to bottom. */
public enum WatchChart {
    QUEUE, WORKERS, THROUGHPUT, WAITING, RUNNING;

    /** The name in keys of texts and in identifiers. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
