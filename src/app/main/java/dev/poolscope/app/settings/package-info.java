/**
 * What the window remembers from one time to the next: theme, layout, place, recent files. One small file, read before the
 * window opens and written in the background; whatever is wrong with it costs no more than what it held. Only the window uses
 * this package.
 */
@NullMarked
package dev.poolscope.app.settings;

import org.jspecify.annotations.NullMarked;
