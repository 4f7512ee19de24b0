package dev.poolscope.violations.app.watch;

import dev.poolscope.violations.app.compose.Zone;

/** One zone of the window imports another. */
public final class LooksAside {
    final Zone beside = new Zone();
}
