package dev.poolscope.cli;

import java.io.PrintWriter;

/**
 * Where the command line writes.
 *
 * @param out answers, which scripts may read
 * @param err messages for people
 * @param interactive whether {@code err} is a terminal, on which a line may be drawn over
 */
public record Console(PrintWriter out, PrintWriter err, boolean interactive) {

    /** Says one thing to a person, in one line. */
    void tell(String message) {
        err.println("poolscope: " + message);
        err.flush();
    }

    /** Writes a part of the answer. */
    void answer(String lines) {
        out.println(lines);
        out.flush();
    }
}
