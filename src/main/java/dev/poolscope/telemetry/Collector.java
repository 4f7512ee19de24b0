package dev.poolscope.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * The cold side of a recorder: turns entries into events, puts them in order, counts, logs and hands them on. All of it
 * happens in one thread at a time.
 *
 * <p>Events are held back for a short while, because a thread may be held up between taking a stamp and telling: what comes
 * within that time is put in order before anybody sees it. What comes later still is put in its place, by each of those
 * that keep events in order.
 */
final class Collector {

    /** Much longer than a thread that is not waiting for a processor needs to tell, much shorter than an eye notices. */
    static final long HOLD_NANOS = 25_000_000;

    private final Intake intake;
    private final NanoClock clock;
    private final TaskTags tags;
    private final int mostHeld;
    private final EventLog log;
    private final Tallies tallies = new Tallies();
    private final PriorityQueue<RunEvent> held = new PriorityQueue<>();
    private long origin;
    private long horizon;

    Collector(Intake intake, NanoClock clock, TaskTags tags, RecorderLimits limits) {
        this.intake = intake;
        this.clock = clock;
        this.tags = tags;
        this.mostHeld = limits.queue();
        this.log = new EventLog(limits.log());
    }

    void setOrigin(long nanos) {
        origin = nanos;
    }

    /** Takes what has come, and lets go what has been held for long enough, or everything. */
    List<RunEvent> collect(boolean everything) {
        long now = clock.nanoTime() - origin;
        intake.drain(entry -> held.add(eventOf(entry)));
        horizon = Math.max(horizon, everything ? now : now - HOLD_NANOS);
        List<RunEvent> released = new ArrayList<>();
        RunEvent next = held.peek();
        while (next != null && (everything || next.nanos() < horizon || held.size() > mostHeld)) {
            held.remove();
            tallies.add(next);
            log.add(next);
            released.add(next);
            next = held.peek();
        }
        return released;
    }

    private RunEvent eventOf(Entry entry) {
        long nanos = entry.nanos() - origin;
        String detail = detailOf(entry);
        if (nanos < 0) {
            detail = Detail.of(Detail.EARLY, -nanos) + (detail.isEmpty() ? "" : ' ' + detail);
            nanos = 0;
        }
        return new RunEvent(nanos, entry.type(), entry.taskId(), streamOf(entry), entry.workerId(), detail);
    }

    private @Nullable String streamOf(Entry entry) {
        boolean tells = entry.type() == EventType.SUBMITTED || entry.type() == EventType.REJECTED;
        return tells && entry.payload() != null ? tags.streamOf(entry.payload()) : null;
    }

    private String detailOf(Entry entry) {
        Object payload = entry.payload();
        return switch (entry.type()) {
            case SUBMITTED, REJECTED -> {
                long due = payload == null ? entry.nanos() : tags.dueNanosOf(payload, entry.nanos());
                yield Detail.of(Detail.DUE, due - origin);
            }
            case FAILED -> Detail.cause(payload);
            case CANCELLED -> payload == null
                    ? ""
                    : Detail.of(Detail.BY, payload instanceof BrokenPoolException ? "BROKEN" : "SHUTDOWN");
            default -> payload instanceof Entry.Text text ? text.write() : "";
        };
    }

    long horizonNanos() {
        return horizon;
    }

    /** All there is, for a reader that starts anew. */
    EventBatch logged() {
        return new EventBatch(log.snapshot(), horizon, true, dropped(), missing());
    }

    /** How many events of each type are not in the log. */
    Map<EventType, Long> missing() {
        EventCounts missing = new EventCounts();
        missing.addAll(log.leftOut().byType());
        intake.losses().addTo(missing);
        return Map.copyOf(missing.byType());
    }

    Counts counts() {
        return tallies.counts();
    }

    long dropped() {
        return intake.losses().total() + log.unkept();
    }

    /** Sums up; to be called once, at the end. */
    RecordedRun result() {
        List<RunEvent> events = log.close();
        Losses losses = intake.losses();
        long complete = Math.max(log.latestUnkeptNanos(),
                losses.total() == 0 ? Timeline.UNKNOWN : losses.latestNanos() - origin);
        return new RecordedRun(events, tallies.summary(losses, log.unkept()), complete, missing());
    }
}
