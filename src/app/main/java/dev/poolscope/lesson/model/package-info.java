/** What a lesson is made of: {@link dev.poolscope.lesson.model.Lesson}. Immutable values; nothing here runs anything. */
@NullMarked
package dev.poolscope.lesson.model;

import org.jspecify.annotations.NullMarked;
