/**
 * The frame of the window: views and their controllers, the side zones, and where all of it stands.
 */
@NullMarked
package dev.poolscope.app.shell;

import org.jspecify.annotations.NullMarked;
