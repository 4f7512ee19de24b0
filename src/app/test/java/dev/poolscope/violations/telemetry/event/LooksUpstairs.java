package dev.poolscope.violations.telemetry.event;

import dev.poolscope.violations.telemetry.recorder.Records;

/** Uses the room above in its own package. */
public final class LooksUpstairs {
    final Class<?> above = new Records().getClass();
}
