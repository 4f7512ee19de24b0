package dev.poolscope.simulation;

import java.util.Locale;

/** Virtual time does not pass: the load gives the pool ever more to do at one instant. Its end never comes. */
public final class StandstillException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StandstillException(long nanos) {
        super(String.format(Locale.ROOT,
                "virtual time stands still at %.3f s: tasks that take no time follow each other without end; give the tasks, or "
                        + "the users between two tasks, a time above zero",
                nanos / 1e9));
    }
}
