package dev.poolscope.simulation;

/** Something that happens at a moment of virtual time, at most once for each time it is {@linkplain Agenda#set set}. */
abstract class Timer {
    // What happens at one instant happens in this order.
    static final int ARRIVAL = 0;
    static final int ACTION = 1;
    static final int CANCELLATION = 2;
    /** Ends of tasks and hooks. */
    static final int END = 3;
    /** Wake-ups are not set, but {@linkplain Agenda#wake queued}: they happen at the instant that causes them. */
    static final int WAKE_UP = 4;
    static final int IDLE_TIMEOUT = 5;
    static final int END_OF_RUN = 6;

    /** When it happens, in nanoseconds from the start of the run; of the agenda. */
    long nanos;
    /** Which of those of the same moment comes first; of the agenda. */
    long rank;
    /** Where it stands in the agenda; below zero if it is not set. */
    int place = -1;

    /** Happens. It is not set any more, and may be set anew. */
    abstract void happen();

    final boolean isSet() {
        return place >= 0;
    }

    final boolean isBefore(Timer other) {
        return nanos < other.nanos || (nanos == other.nanos && rank < other.rank);
    }
}
