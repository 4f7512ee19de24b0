/**
 * The command line: reads arguments, runs a {@link dev.poolscope.session.Session} without a window, prints what came of it,
 * and gives an exit code. It knows the session and what lies below it, and nothing of the screen: what opens the window
 * and paints the picture of a run is handed in by {@code dev.poolscope.app}, the only package that knows this one.
 *
 * <p>Whatever is wrong with an invocation ends as one clear line on the standard error stream and exit code 2, never as a
 * stack trace.
 */
@NullMarked
package dev.poolscope.cli;

import org.jspecify.annotations.NullMarked;
