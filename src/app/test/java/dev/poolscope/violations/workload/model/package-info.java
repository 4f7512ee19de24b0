/** Classes that break the rules of the architecture on purpose; nothing but its test looks at them. */
@NullMarked
package dev.poolscope.violations.workload.model;

import org.jspecify.annotations.NullMarked;
