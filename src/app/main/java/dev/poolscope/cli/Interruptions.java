package dev.poolscope.cli;

/** Ctrl-C, as far as a command wants to hear of it. */
public interface Interruptions {

    /** There are no interruptions. */
    Interruptions NONE = reaction -> () -> {};

    /** The end of listening. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * From now on, the first interruption is answered by the reaction instead of ending the program at once. Any further one
     * ends it at once: a second Ctrl-C does not wait.
     *
     * @param reaction is run in a thread of its own; must not block
     * @return to be closed when interruptions shall end the program again
     */
    Listening listen(Runnable reaction);
}
