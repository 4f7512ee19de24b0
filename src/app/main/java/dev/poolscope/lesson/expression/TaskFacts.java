package dev.poolscope.lesson.expression;

/**
 * What a run says of a task. Times are nanoseconds from the start of the run; {@link #NEVER} for what did not happen.
 *
 * @param id its number; 0 of a task that was rejected
 * @param stream its stream; empty if that is not known
 * @param due when it should have been submitted
 * @param submitted when it was accepted
 * @param started when a worker took it
 * @param ended when it completed, failed or was cancelled
 * @param worker the worker that took it; 0 for none
 * @param outcome one of {@code pending running completed failed cancelled rejected}
 * @param reason why it was cancelled; empty if it was not
 * @param ahead how many tasks were pending when it was submitted
 */
public record TaskFacts(long id, String stream, long due, long submitted, long started, long ended, int worker,
        String outcome, String reason, int ahead) {
    /** The stamp of what did not happen. */
    public static final long NEVER = Long.MIN_VALUE;

    boolean isRejected() {
        return id == 0;
    }

    /** From due to start, as everywhere. */
    long waited() {
        return started == NEVER ? NEVER : started - due;
    }

    private boolean returned() {
        return outcome.equals(PropertyWords.Outcome.COMPLETED.word())
                || outcome.equals(PropertyWords.Outcome.FAILED.word());
    }

    /** From start to end, of what completed or failed. */
    long ran() {
        return returned() ? ended - started : NEVER;
    }

    /** From due to end, of what completed or failed. */
    long total() {
        return returned() ? ended - due : NEVER;
    }
}
