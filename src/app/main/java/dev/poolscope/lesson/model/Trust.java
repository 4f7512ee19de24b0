package dev.poolscope.lesson.model;

/** How far an answer may be trusted. */
public enum Trust {
    /** A count, an order, a reason, a fate: the same in each run. */
    DECISION("D"),
    /** A duration whose parts are fixed: the same but for what starts and wake-ups cost. */
    TIME("T"),
    /** Something drawn at random, or that hangs on the processors: asked of a simulation, which says that it is one. */
    VIRTUAL("V");

    private final String code;

    Trust(String code) {
        this.code = code;
    }

    /** {@return its letter, as files write it} */
    public String code() {
        return code;
    }
}
