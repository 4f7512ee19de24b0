package dev.poolscope.lesson.model;

import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Template;
import org.jspecify.annotations.Nullable;

/**
 * The place that is shown when a prediction is locked.
 *
 * @param at the moment of the cursor; null if nothing is shown
 * @param until until when the picture goes, if that is later than the cursor; null for the moment of the cursor
 * @param select a task, a worker, or the number of a task; null for none
 * @param explain what is said then
 */
public record Reveal(@Nullable Expression at, @Nullable Expression until, @Nullable Expression select,
        Template explain) {}
