package dev.poolscope.simulation;

/**
 * A task of a run that was recorded, to be replayed. Times are in nanoseconds.
 *
 * @param due when it was due, from the start of the run
 * @param submitted when it was submitted or refused, from the start of the run
 * @param work how long it took its worker, without waits for the lock; {@link #UNKNOWN} if it did not run to its end: then it
 *            takes what is drawn for it
 * @param fails whether it threw at its end
 */
public record TracedTask(long due, long submitted, long work, boolean fails) {
    /** The time that a task would have taken is not known. */
    public static final long UNKNOWN = -1;
}
