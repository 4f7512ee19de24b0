package dev.poolscope.telemetry.recorder;

import java.util.List;

import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;

/** Tells what happened from what the recorder remarks. */
final class Remarks {

    private Remarks() {}

    /** What happened. */
    static List<RunEvent> without(List<RunEvent> events) {
        return events.stream().filter(event -> event.type() != EventType.NOT_RECORDED).toList();
    }
}
