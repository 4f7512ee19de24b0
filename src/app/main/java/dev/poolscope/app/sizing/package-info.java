/** Sizing in the window: a sheet over everything else on which a sweep fills its curve, and from which its runs are opened. */
@NullMarked
package dev.poolscope.app.sizing;

import org.jspecify.annotations.NullMarked;
