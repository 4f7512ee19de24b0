/** The critical races of the pool, for jcstress. */
@NullMarked
package dev.poolscope.races;

import org.jspecify.annotations.NullMarked;
