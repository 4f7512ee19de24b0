/**
 * Asking and grading: {@link dev.poolscope.lesson.play.LessonSession} takes a student through a lesson, and
 * {@link dev.poolscope.lesson.play.Grading} is the one code that grades, for window, terminal and files.
 */
@NullMarked
package dev.poolscope.lesson.play;

import org.jspecify.annotations.NullMarked;
