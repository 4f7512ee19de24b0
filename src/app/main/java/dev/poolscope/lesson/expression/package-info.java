/**
 * The language in which a lesson asks a run: {@link dev.poolscope.lesson.expression.Expression} and its parser, and what it says of
 * a run that is over. A page of the documentation has the grammar and the table of roots and properties.
 */
@NullMarked
package dev.poolscope.lesson.expression;

import org.jspecify.annotations.NullMarked;
