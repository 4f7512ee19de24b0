package dev.poolscope.cli;

import java.io.PrintWriter;
import java.util.regex.Pattern;

/**
 * Where the command line writes.
 *
 * @param out answers, which scripts may read
 * @param err messages for people
 * @param interactive whether {@code err} is a terminal, on which a line may be drawn over
 */
public record Console(PrintWriter out, PrintWriter err, boolean interactive) {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]");

    /** Says one thing to a person, in one line. */
    void tell(String message) {
        // What is quoted from a file or an argument could otherwise steer the terminal.
        err.println("poolscope: " + CONTROL.matcher(message).replaceAll("?"));
        err.flush();
    }

    /** Writes a part of the answer. */
    void answer(String lines) {
        out.println(lines);
        out.flush();
    }
}
