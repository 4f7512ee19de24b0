package dev.poolscope.lesson.expression;

/** What an expression gives, if it does not give {@code none}. Known before anything has run. */
public enum Kind {
    /** A count, a number of a task or worker, a ratio. */
    NUMBER("a number"),
    /** A moment of the run, or a length of time. */
    TIME("a time"),
    /** One word of several, such as an outcome or a reason, or a text. */
    WORD("a word"),
    /** True or false. */
    TRUTH("true or false"),
    /** Several values in order. */
    LIST("a list"),
    /** Something that happened. */
    EVENT("an event"),
    /** A task with its facts. */
    TASK("a task"),
    /** A worker with its facts. */
    WORKER("a worker"),
    /** Several tasks. */
    TASKS("several tasks"),
    /** The times of several tasks. */
    TIMES("the times of several tasks"),
    /** A number that changes, over a stretch of time. */
    WINDOW("a number over a stretch of time"),
    /** Only {@code none}. */
    NONE("none");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** {@return in words, for a message} */
    public String words() {
        return words;
    }

    /** Whether two of them can be less and greater. */
    boolean ordered() {
        return this == NUMBER || this == TIME;
    }
}
