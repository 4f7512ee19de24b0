package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.poolscope.telemetry.event.EventTurns;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.WorkerEvent;

/**
 * The order of events of one instant where it is not the natural one. In virtual time many things happen at the same nanosecond,
 * and one of them causes the next; the file keeps that order for each instant that has another than {@link RunEvent} gives.
 */
final class CauseOrder {
    private CauseOrder() {}

    static void write(Connection connection, List<RunEvent> events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO event_order VALUES (?, ?, ?)")) {
            int from = 0;
            while (from < events.size()) {
                int to = EventTurns.endOfInstant(events, from);
                if (to - from > 1) {
                    write(insert, events.subList(from, to));
                }
                from = to;
            }
        }
    }

    private static void write(PreparedStatement insert, List<RunEvent> instant) throws SQLException {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < instant.size(); i++) {
            places.add(i);
        }
        places.sort((one, other) -> EventTurns.NONE.compare(instant.get(one), instant.get(other)));
        int[] natural = new int[places.size()];
        boolean same = true;
        for (int i = 0; i < natural.length; i++) {
            natural[places.get(i)] = i;
            same &= places.get(i) == i;
        }
        for (int i = 0; i < natural.length && !same; i++) {
            insert.setLong(1, instant.get(i).nanos());
            insert.setInt(2, i);
            insert.setInt(3, natural[i]);
            insert.executeUpdate();
        }
    }

    /** Puts all events of a run, which are in the order of time, into that of their causes, and gives them their turns. */
    static void restore(Connection connection, List<RunEvent> events) throws SQLException {
        restore(connection, events, true);
    }

    /** As above, of some events of a run: the order of an instant that is not whole is not known. */
    static void restorePart(Connection connection, List<RunEvent> events) throws SQLException {
        restore(connection, events, false);
    }

    private static void restore(Connection connection, List<RunEvent> events, boolean whole) throws SQLException {
        Map<Long, Map<Integer, Integer>> orders = new HashMap<>();
        if (events.isEmpty()) {
            return;
        }
        try (ReadRows rows = new ReadRows(connection,
                "SELECT ns, place, natural_place FROM event_order WHERE ns BETWEEN ? AND ?",
                events.getFirst().nanos(), events.getLast().nanos())) {
            while (rows.next()) {
                orders.computeIfAbsent(rows.number(1), _ -> new TreeMap<>()).put(rows.small(2), rows.small(3));
            }
        }
        for (int from = 0, to; from < events.size(); from = to) {
            to = EventTurns.endOfInstant(events, from);
            List<RunEvent> instant = events.subList(from, to);
            Map<Integer, Integer> order = orders.get(instant.getFirst().nanos());
            if (order == null) {
                // They happened in the order of their kinds, and so did any part of them.
                EventTurns.giveInstant(instant);
            } else if (whole || (order.size() == instant.size()
                    // It stands for events that were not read, and has no place in the order.
                    && instant.stream().noneMatch(WorkerEvent.NotRecorded.class::isInstance))) {
                put(instant, order);
                EventTurns.giveInstant(instant);
            }
        }
    }

    private static void put(List<RunEvent> instant, Map<Integer, Integer> order) {
        List<RunEvent> natural = new ArrayList<>(instant);
        natural.sort(EventTurns.NONE);
        if (order.size() != natural.size() || order.values().stream().distinct().count() != natural.size()) {
            throw new DamagedException("the order of events is not whole");
        }
        order.forEach((place, at) -> {
            if (place >= natural.size() || at >= natural.size()) {
                throw new DamagedException("the order of events is not whole");
            }
            instant.set(place, natural.get(at));
        });
    }
}
