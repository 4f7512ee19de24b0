package dev.poolscope.simulation;

/** Something that happens at a moment of virtual time, at most once for each time it is {@linkplain Agenda#set set}. */
abstract class Timer {
    // What happens at one instant happens in this order.
    static final int ARRIVAL = 0;
    static final int ACTION = 1;
    /** Cancellations of single tasks, so long after their submission. */
    static final int CANCELLATION = 2;
    /** Ends of waits for a limited time. */
    static final int TIMEOUT = 3;
    /** Ends of tasks and hooks. */
    static final int END = 4;
    /** Wake-ups that take no time are not set, but {@linkplain Agenda#wake queued}: they happen at the instant that causes them. */
    static final int WAKE_UP = 5;
    static final int IDLE_TIMEOUT = 6;
    static final int END_OF_RUN = 7;

    /** When it happens, in nanoseconds from the start of the run; of the agenda. */
    long nanos;
    /** Which of those of the same moment comes first; of the agenda. */
    long rank;
    /** Where it stands in the agenda; below zero if it is not set. */
    int place = -1;
    /** Whether it is due, and waits for the thread that starts arrivals and actions; of the agenda. */
    boolean overdue;

    /** {@return what is to happen now that it is due; on a machine that is late, that is later} */
    Timer due() {
        return this;
    }

    /** Happens. It is not set any more, and may be set anew. */
    abstract void happen();

    final boolean isSet() {
        return place >= 0 || overdue;
    }

    final boolean isBefore(Timer other) {
        return nanos < other.nanos || (nanos == other.nanos && rank < other.rank);
    }
}
