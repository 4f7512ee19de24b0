/** Lessons as files: {@link dev.poolscope.lesson.format.LessonReader}, and those that come with the program. */
@NullMarked
package dev.poolscope.lesson.format;

import org.jspecify.annotations.NullMarked;
