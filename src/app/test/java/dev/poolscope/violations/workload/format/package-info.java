/** Breaks the rules of the architecture on purpose. */
@NullMarked
package dev.poolscope.violations.workload.format;

import org.jspecify.annotations.NullMarked;
