package dev.poolscope.workload.model;

import java.time.Duration;

/**
 * What a machine adds to what a scenario says: how long threads take that a simulated run would have act at once. Real runs
 * have them anyway. They are of the machine, and stay as they are when a scenario is made faster.
 *
 * @param wakeUp how long a thread that waits for another one takes to go on when it is woken; zero or more
 * @param start how long a new thread takes to its first step; zero or more
 * @param sleep how much later than asked for a sleep ends; zero or more
 * @param submit how long a submission keeps the thread that starts arrivals; zero or more
 */
public record Overheads(Duration wakeUp, Duration start, Duration sleep, Duration submit) {
    /** The most that each may be. */
    public static final Duration MOST = Duration.ofSeconds(1);
    /** A machine that adds nothing. */
    public static final Overheads NONE = new Overheads(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** {@return whether nothing is added} */
    public boolean isNone() {
        return equals(NONE);
    }

    /**
     * The same for a load whose arrivals were recorded, and are late by what they were late.
     *
     * @return the same without what makes arrivals late
     */
    public Overheads withoutArrivals() {
        return new Overheads(wakeUp, start, Duration.ZERO, Duration.ZERO);
    }

    /** {@return what a simulated run has of a machine, and what not, as the end of a sentence} */
    public String words() {
        return isNone()
                ? "scheduling, wake-ups and starting threads take no time"
                : "of a machine it has " + this + ", each time the same, and nothing else";
    }

    /** {@return them in one line for people; empty if nothing is added} */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        add(line, "wake-up", wakeUp);
        add(line, "start", start);
        add(line, "sleep", sleep);
        add(line, "submit", submit);
        return line.toString();
    }

    private static void add(StringBuilder line, String what, Duration time) {
        if (!time.isZero()) {
            line.append(line.isEmpty() ? "" : ", ").append(what).append(' ').append(DurationText.format(time));
        }
    }
}
