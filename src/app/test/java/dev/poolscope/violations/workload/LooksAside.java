package dev.poolscope.violations.workload;

import dev.poolscope.violations.telemetry.Seen;

/** Uses its neighbour. */
public final class LooksAside {
    final Seen beside = new Seen();
}
