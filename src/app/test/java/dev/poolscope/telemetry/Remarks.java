package dev.poolscope.telemetry;

import java.util.List;

/** Tells what happened from what the recorder remarks. */
final class Remarks {

    private Remarks() {}

    /** What happened. */
    static List<RunEvent> without(List<RunEvent> events) {
        return events.stream().filter(event -> event.type() != EventType.NOT_RECORDED).toList();
    }
}
