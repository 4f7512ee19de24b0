package dev.poolscope.workload.run;

/** What the pool is given for a task of a stream, and so what its observers get as the target of the task. */
public interface StreamTarget {

    /** {@return the name of its stream} */
    String stream();

    /**
     * Returns when it was due. Tasks of open arrivals are due at a time of their own; all others are due when they are
     * submitted.
     *
     * @param submittedNanos when it was submitted, in nanoseconds of the clock of the run
     * @return when it was due, on the same clock
     */
    long dueNanos(long submittedNanos);
}
