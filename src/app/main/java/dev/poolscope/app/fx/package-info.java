/**
 * The bridge between the threads of a run and the screen, and what every zone of the window shares: the frame loop that
 * pulls what happened, the run as properties that a screen can bind to, the commands that act on it, themes and texts.
 * No controls here; nothing here makes a worker wait, and nothing waits for one. Only the zones and the window use it.
 */
@NullMarked
package dev.poolscope.app.fx;

import org.jspecify.annotations.NullMarked;
