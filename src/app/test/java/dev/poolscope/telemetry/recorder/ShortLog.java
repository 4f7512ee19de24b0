package dev.poolscope.telemetry.recorder;

import java.util.List;
import java.util.Random;

import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.RunEvent;

/** What is left of the events of a run when the log has room for some of them only. */
public final class ShortLog {
    private ShortLog() {}

    /** Some of them, as a reader gets them. */
    public static EventBatch of(List<RunEvent> events, Random dice) {
        EventLog log = new EventLog(Math.max(16, events.size() / (2 + dice.nextInt(4))));
        events.forEach(log::add);
        long until = log.hasGivenUp() ? Long.MAX_VALUE : log.latestUnkeptNanos();
        List<RunEvent> kept = log.close();
        return new EventBatch(kept, events.getLast().nanos(), true, log.unkept(), log.leftOut().byType(),
                new Counted(List.of(), Long.MAX_VALUE, until));
    }
}
