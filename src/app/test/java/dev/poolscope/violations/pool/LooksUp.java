package dev.poolscope.violations.pool;

import dev.poolscope.violations.telemetry.event.Seen;

/** Uses the floor above. */
public final class LooksUp {
    final Class<?> above = new Seen().getClass();
}
