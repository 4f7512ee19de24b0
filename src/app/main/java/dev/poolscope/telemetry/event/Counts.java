package dev.poolscope.telemetry.event;

/**
 * How things stand at one moment. Once every event is known, {@code submitted} = {@code pending} + running +
 * {@code completed} + {@code failed} + {@code cancelled}.
 *
 * @param alive workers that exist: spawned and not retired
 * @param busy workers with a task in hand, cancelled or not, or with the callbacks of one
 * @param free workers that start or idle
 * @param pending tasks in the queue
 * @param submitted tasks accepted so far
 * @param completed tasks that returned
 * @param failed tasks that threw
 * @param cancelled tasks that were cancelled
 * @param rejected tasks that were refused, and are not among the submitted
 * @param cancelledByPool those of the cancelled that the pool cancelled itself, when it was shut down or broke
 */
public record Counts(int alive, int busy, int free, long pending, long submitted, long completed, long failed,
        long cancelled, long rejected, long cancelledByPool) {

    /** Before anything happened. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
