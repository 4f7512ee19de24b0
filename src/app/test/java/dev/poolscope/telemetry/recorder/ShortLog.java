package dev.poolscope.telemetry.recorder;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;

/** What is left of the events of a run when the log has room for some of them only, or some are lost. */
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

    /** All but every second cancellation of a task that ran, as a reader gets them: of these it is only told that their code returned. */
    public static EventBatch withFewCancellations(List<RunEvent> events, Random dice) {
        Set<RunEvent> lost = events.stream().filter(event -> event instanceof TaskEvent.Cancelled
                && event.workerId() != 0 && dice.nextBoolean()).collect(Collectors.toSet());
        long from = lost.stream().mapToLong(RunEvent::nanos).min().orElse(Long.MAX_VALUE);
        return new EventBatch(events.stream().filter(event -> !lost.contains(event)).toList(),
                events.getLast().nanos(), true, lost.size(), Map.of(EventType.CANCELLED, (long) lost.size()),
                new Counted(List.of(), from, Long.MIN_VALUE, lost.size()));
    }
}
