package dev.poolscope.app.lesson;

import dev.poolscope.app.fx.Selected;
import dev.poolscope.session.FinishedRun;
import org.jspecify.annotations.Nullable;

/**
 * What is shown when a prediction is locked.
 *
 * @param said what was predicted, beside what happened
 * @param explanation why it happened
 * @param computed the value and the expression it was computed by; empty if nothing was computed
 * @param run the run it happened in; null if it is shown in none
 * @param moment when, in nanoseconds from the start of the run; negative if at no moment of it
 * @param until until when the picture goes, in the same way; not before the moment
 * @param selected what it is about; null if nothing of the picture
 */
public record RevealView(String said, String explanation, String computed, @Nullable FinishedRun run, long moment,
        long until, @Nullable Selected selected) {}
