package dev.poolscope.cli;

/** What the program says to the shell when it ends. */
public final class ExitCode {
    /** Everything went as it should. */
    public static final int FINE = 0;
    /** An expectation failed, or the pool broke and no expectation says a word about that. */
    public static final int NOT_AS_EXPECTED = 1;
    /** Wrong usage, or a file that cannot be used. */
    public static final int REFUSED = 2;
    /** Ended by Ctrl-C: 128 and the number of that signal. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
