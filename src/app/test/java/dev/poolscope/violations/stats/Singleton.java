package dev.poolscope.violations.stats;

import org.jspecify.annotations.Nullable;

/** Keeps a static that changes. */
public final class Singleton {
    static @Nullable Singleton instance;
}
