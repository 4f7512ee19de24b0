package dev.poolscope.telemetry.event;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Gives events their {@linkplain RunEvent#turn() turns}. One event of an instant may cause another, and a sentence about a moment may say how things
 * stood between two of them: so their order is to be the one in which they happened, wherever that is known.
 *
 * <p>An object of this class looks at the events that threads report, in the order in which they do, and gives turns to those that
 * stamp and kind alone do not order: events of the pool. Between threads it is only some order. For one thread.
 */
public final class EventTurns {
    /** Orders events as if no turn were known: by time, and within one time as {@link EventType} describes. */
    public static final Comparator<RunEvent> NONE = EventOrder::compareWithoutTurns;

    private final long[] latest = new long[EventType.values().length];
    private final int[] turns = new int[latest.length];

    /** None yet. */
    public EventTurns() {
        Arrays.fill(latest, Long.MIN_VALUE);
    }

    /**
     * Gives an event its turn among those of its kind.
     *
     * @param event the next one that was reported
     * @return the same, with a turn if the one before of its kind has the same stamp
     */
    public RunEvent next(RunEvent event) {
        if (!(event instanceof PoolEvent)) {
            return event;
        }
        int kind = event.type().index();
        boolean again = latest[kind] == event.stamp();
        latest[kind] = event.stamp();
        turns[kind] = again ? turns[kind] - 1 : 0;
        return event.withTurn(turns[kind]);
    }

    /**
     * Gives all events of a run their turns, where the order in which they happened is known.
     *
     * @param events all of them, in that order; the list is changed
     */
    public static void giveAll(List<RunEvent> events) {
        for (int from = 0, to; from < events.size(); from = to) {
            to = endOfInstant(events, from);
            giveInstant(events.subList(from, to));
        }
    }

    /**
     * Gives the events of one instant their turns.
     *
     * @param instant all of them, in the order in which they happened; the list is changed
     */
    public static void giveInstant(List<RunEvent> instant) {
        for (int i = 0; i < instant.size() && instant.size() > 1; i++) {
            instant.set(i, instant.get(i).withTurn(i + 1));
        }
    }

    /**
     * {@return where the instant ends that begins at a place of a list of events in the order of time}
     *
     * @param events the list
     * @param from the place of the first event of the instant
     */
    public static int endOfInstant(List<RunEvent> events, int from) {
        long nanos = events.get(from).nanos();
        int to = from + 1;
        while (to < events.size() && events.get(to).nanos() == nanos) {
            to++;
        }
        return to;
    }
}
