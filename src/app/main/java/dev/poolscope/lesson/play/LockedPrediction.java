package dev.poolscope.lesson.play;

/**
 * A prediction that cannot be changed any more.
 *
 * @param step the number of the step, from 1
 * @param prediction what was said
 * @param sureness how sure the student is
 * @param lockedMillis when, in milliseconds from the beginning of the session; 0 if that is not known
 */
public record LockedPrediction(int step, Prediction prediction, Sureness sureness, long lockedMillis) {}
