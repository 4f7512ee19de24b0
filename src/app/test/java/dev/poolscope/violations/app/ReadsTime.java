package dev.poolscope.violations.app;

import java.util.function.LongSupplier;

/** Reads a clock of its own through a reference. */
public final class ReadsTime {
    final LongSupplier now = System::nanoTime;
}
