/**
 * The main class and the composition root: the one place where the command line, the session and the window are put
 * together by hand. No package imports this one. JavaFX is known here and in the packages below it, and nowhere else.
 */
@NullMarked
package dev.poolscope.app;

import org.jspecify.annotations.NullMarked;
