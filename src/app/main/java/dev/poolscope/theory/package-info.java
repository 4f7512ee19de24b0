/**
 * What queueing theory says of a load: formulas with their sources and their assumptions, and which assumptions a scenario keeps. A
 * formula is never used where it does not apply.
 */
@NullMarked
package dev.poolscope.theory;

import org.jspecify.annotations.NullMarked;
