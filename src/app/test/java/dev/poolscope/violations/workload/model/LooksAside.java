package dev.poolscope.violations.workload.model;

import dev.poolscope.violations.telemetry.event.Seen;

/** Uses its neighbour. */
public final class LooksAside {
    final Seen beside = new Seen();
}
