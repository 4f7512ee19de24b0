package dev.poolscope.violations.telemetry.event;

import dev.poolscope.violations.session.Draws;

/** Uses a floor far above. */
public final class LooksUp {
    final Draws[] above = new Draws[0];
}
