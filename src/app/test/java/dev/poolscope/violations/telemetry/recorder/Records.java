package dev.poolscope.violations.telemetry.recorder;

import dev.poolscope.violations.telemetry.event.Seen;

/** Uses the room below: it may. */
public final class Records {
    final Class<?> below = new Seen().getClass();
}
