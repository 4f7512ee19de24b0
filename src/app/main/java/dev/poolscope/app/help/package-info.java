/**
 * Help: the pages of the documentation that come with the program, read and laid out in the look of the window. It knows the
 * cards of {@code app.command} and no zone.
 */
@NullMarked
package dev.poolscope.app.help;

import org.jspecify.annotations.NullMarked;
