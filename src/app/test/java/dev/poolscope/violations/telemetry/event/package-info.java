/** Classes that break the rules of the architecture on purpose; nothing but its test looks at them. */
@NullMarked
package dev.poolscope.violations.telemetry.event;

import org.jspecify.annotations.NullMarked;
