/** Breaks the rules of the architecture on purpose. */
@NullMarked
package dev.poolscope.violations.telemetry.recorder;

import org.jspecify.annotations.NullMarked;
