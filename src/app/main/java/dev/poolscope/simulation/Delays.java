package dev.poolscope.simulation;

import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a machine adds to a simulated run: how late things are that would happen at once, or exactly on time. All times are in
 * nanoseconds and 0 or more; each call is about one delay.
 */
interface Delays {
    /** A machine that adds nothing. */
    Delays NONE = new Delays() {
    };

    /** {@return how late the next arrival or action is begun} */
    default long arrival() {
        return 0;
    }

    /** {@return how long a thread takes from its start to its first step} */
    default long start() {
        return 0;
    }

    /** {@return how long a waiting thread takes to go on when it is woken} */
    default long wakeUp() {
        return 0;
    }

    /** {@return how much longer than asked for a sleep takes} */
    default long end() {
        return 0;
    }

    /** {@return how much longer than asked for computing takes} */
    default long computed() {
        return 0;
    }

    /** {@return how long a submission keeps the thread that starts arrivals} */
    default long submission() {
        return 0;
    }

    /** {@return whether arrivals may come later than they are due} */
    default boolean areArrivalsLate() {
        return false;
    }

    /** {@return what puts events of one instant into an order; null if their kinds do} */
    default @Nullable UniformRandomProvider ties() {
        return null;
    }
}
