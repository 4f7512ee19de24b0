/** A thread pool. */
@NullMarked
package dev.poolscope.pool;

import org.jspecify.annotations.NullMarked;
