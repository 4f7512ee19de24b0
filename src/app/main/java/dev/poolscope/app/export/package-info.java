/**
 * A run leaves the window: as a picture, a report, or Java.
 */
@NullMarked
package dev.poolscope.app.export;

import org.jspecify.annotations.NullMarked;
