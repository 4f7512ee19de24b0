/** How long the window takes for its first frame and for those that follow. */
@NullMarked
package dev.poolscope.bench.window;

import org.jspecify.annotations.NullMarked;
