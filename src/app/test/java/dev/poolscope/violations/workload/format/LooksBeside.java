package dev.poolscope.violations.workload.format;

import dev.poolscope.violations.workload.run.Runs;

/** Uses the room beside it. */
public final class LooksBeside {
    final Class<?> beside = new Runs().getClass();
}
