/** Looks for answers that hang on chance, before a student finds one: {@link dev.poolscope.lesson.check.LessonCheck}. */
@NullMarked
package dev.poolscope.lesson.check;

import org.jspecify.annotations.NullMarked;
