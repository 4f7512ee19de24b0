package dev.poolscope.lesson.play;

import org.jspecify.annotations.Nullable;

/**
 * What is shown when a prediction is locked, in this order: the place in the picture, what differs from the prediction, the
 * sentences, and on request the numbers and their expressions.
 *
 * @param run the name of the run that the place is in
 * @param atNanos the moment of the cursor, from the start of the run; null if no moment is shown
 * @param task the number of the task to select; null for none
 * @param worker the number of the worker to select; null for none
 * @param difference such as {@code You said: worker 1. It is: worker 2.}
 * @param explanation the sentences, in the small Markdown of lessons
 * @param grade what the prediction came to, with the expressions
 */
public record Revealed(String run, @Nullable Long atNanos, @Nullable Long task, @Nullable Integer worker,
        String difference, String explanation, Grade grade) {}
