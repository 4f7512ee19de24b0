package dev.poolscope.app.fx;

import java.util.List;

import dev.poolscope.telemetry.event.RunEvent;

/** Lets tests of other packages fill a log. */
public final class EventHistories {
    private EventHistories() {}

    public static EventHistory holding(int most) {
        return new EventHistory(most);
    }

    public static void add(EventHistory log, List<RunEvent> events) {
        log.add(events);
    }
}
