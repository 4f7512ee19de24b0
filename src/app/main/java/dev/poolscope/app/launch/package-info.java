/**
 * Puts the window together by hand, and opens it.
 */
@NullMarked
package dev.poolscope.app.launch;

import org.jspecify.annotations.NullMarked;
