package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.poolscope.stats.Sorted;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the pool as a whole, and failed starts and hooks, in the order of time. Owned by the thread that owns the
 * {@link Timeline}.
 */
public final class Marks {

    private final List<RunEvent> marks = new ArrayList<>();
    private final List<RunEvent> view = Collections.unmodifiableList(marks);
    private EventCounts counts = new EventCounts();

    Marks() {}

    /**
     * Returns whether events of a type are marks.
     *
     * @param type which
     * @return false for what concerns a task or a worker alone
     */
    public static boolean isMark(EventType type) {
        return switch (type) {
            case ACTION, IDLE_TIMEOUT_CHANGED, JOIN_BEGAN, JOIN_ENDED, SHUTDOWN_BEGAN, TERMINATED, HOOK_FAILED, BROKEN,
                    STARVED, WORKER_START_FAILED ->
                true;
            default -> false;
        };
    }

    void add(RunEvent event) {
        int at = marks.size();
        while (at > 0 && marks.get(at - 1).compareTo(event) > 0) {
            at--;
        }
        marks.add(at, event);
        counts.add(event);
    }

    /** How many of a kind are kept. */
    long count(EventType kind) {
        return counts.of(kind);
    }

    /** Forgets the oldest. */
    void keepLast(int most) {
        if (marks.size() > most) {
            marks.subList(0, marks.size() - most).clear();
            counts = new EventCounts();
            marks.forEach(counts::add);
        }
    }

    /** {@return all that are kept, unmodifiable; the list goes on changing} */
    public List<RunEvent> all() {
        return view;
    }

    /**
     * Lists the marks of a span.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end, not included
     * @return the events in the order of time; to be used before the next event is applied
     */
    public List<RunEvent> between(long from, long to) {
        return view.subList(firstAt(from), firstAt(Math.max(from, to)));
    }

    /** The last one of a kind that is not later than a time. */
    <E extends PoolEvent> @Nullable E last(Class<E> kind, long time) {
        for (int i = firstAt(time + 1) - 1; i >= 0; i--) {
            if (kind.isInstance(marks.get(i))) {
                return kind.cast(marks.get(i));
            }
        }
        return null;
    }

    /**
     * Finds the last mark of a kind that had happened by a point.
     *
     * @param kind of which kind
     * @param point by when
     * @return the event, or null if there was none
     */
    public <E extends PoolEvent> @Nullable E last(Class<E> kind, EventPoint point) {
        for (int i = firstAt(point.nanos() + 1) - 1; i >= 0; i--) {
            if (kind.isInstance(marks.get(i)) && point.includes(marks.get(i))) {
                return kind.cast(marks.get(i));
            }
        }
        return null;
    }

    /**
     * Finds the first mark of a kind.
     *
     * @param kind of which kind
     * @return the event, or null if there was none
     */
    public <E extends PoolEvent> @Nullable E first(Class<E> kind) {
        for (RunEvent mark : marks) {
            if (kind.isInstance(mark)) {
                return kind.cast(mark);
            }
        }
        return null;
    }

    private int firstAt(long time) {
        return Sorted.count(marks.size(), at -> marks.get(at).nanos() < time);
    }
}
