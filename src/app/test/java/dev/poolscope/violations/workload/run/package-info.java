/** Breaks the rules of the architecture on purpose. */
@NullMarked
package dev.poolscope.violations.workload.run;

import org.jspecify.annotations.NullMarked;
