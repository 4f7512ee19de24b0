/** Lessons in the window: one step at a time beside the picture, large for a class, and on paper. Knows no other zone. */
@NullMarked
package dev.poolscope.app.lesson;

import org.jspecify.annotations.NullMarked;
