package dev.poolscope.telemetry.moment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.poolscope.stats.Sorted;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run in their order, to be stepped through, with their numbers by any point. A straggler goes where its
 * stamp puts it. When there are more events than are kept, the oldest are forgotten, in pages; their numbers stay.
 *
 * <p>Not safe for use by several threads.
 */
public final class Chronicle {
    private static final int PAGE = 2048;

    private final int mostPages;
    private final List<Page> pages = new ArrayList<>();
    private EventCounts before = new EventCounts();
    private EventCounts all = new EventCounts();
    private boolean forgot;
    /** Whether there are events that never come: then nothing can be counted by those that do. */
    private boolean lacks;

    /** A page: some events, and the numbers of all before them. */
    private record Page(List<RunEvent> events, EventCounts before) {
        RunEvent first() {
            return events.getFirst();
        }
    }

    /**
     * An empty one.
     *
     * @param most about how many events are kept, at least 2048
     */
    public Chronicle(int most) {
        mostPages = Math.max(1, most / PAGE);
    }

    /**
     * Forgets everything.
     *
     * @param missing how many events of each type there were that will never come
     */
    public void restart(Map<EventType, Long> missing) {
        pages.clear();
        before = new EventCounts();
        all = new EventCounts();
        forgot = false;
        lacks = !missing.isEmpty();
    }

    /** Takes events that were not given before: quick if they are later than nearly all before them. */
    public void add(List<RunEvent> events) {
        events.forEach(this::add);
    }

    private void add(RunEvent event) {
        Page last = pages.isEmpty() ? null : pages.getLast();
        if (last == null || event.compareTo(last.events.getLast()) >= 0) {
            if (last == null || last.events.size() >= PAGE) {
                last = new Page(new ArrayList<>(PAGE), all.copy());
                pages.add(last);
                forgetOldest();
            }
            last.events.add(event);
        } else {
            insert(event);
        }
        all.add(event);
    }

    private void insert(RunEvent event) {
        EventPoint point = EventPoint.after(event);
        int at = Math.max(0, pageAt(point));
        Page page = pages.get(at);
        page.events.add(countIn(page, point), event);
        for (int later = at + 1; later < pages.size(); later++) {
            pages.get(later).before.add(event);
        }
    }

    private void forgetOldest() {
        if (pages.size() > mostPages) {
            pages.removeFirst();
            before = pages.getFirst().before;
            forgot = true;
        }
    }

    /** The last page whose first event has happened by a point; −1 if none has. */
    private int pageAt(EventPoint point) {
        return Sorted.count(pages.size(), at -> point.includes(pages.get(at).first())) - 1;
    }

    /** How many events of a page have happened by a point. */
    private static int countIn(Page page, EventPoint point) {
        return Sorted.count(page.events.size(), at -> point.includes(page.events.get(at)));
    }

    /**
     * Counts the events that happened by a point.
     *
     * @param point which
     * @return the numbers, or null if they are not known, because events are missing or of that time forgotten
     */
    public @Nullable EventCounts countsAt(EventPoint point) {
        int at = pageAt(point);
        if (lacks || (at < 0 && forgot)) {
            return null;
        }
        if (at < 0) {
            return before.copy();
        }
        Page page = pages.get(at);
        EventCounts counts = page.before.copy();
        int count = countIn(page, point);
        for (int i = 0; i < count; i++) {
            counts.add(page.events.get(i));
        }
        return counts;
    }

    /**
     * Finds the last event that happened by a point.
     *
     * @param point which
     * @return the event, or null if none that is kept had happened
     */
    public @Nullable RunEvent lastAt(EventPoint point) {
        int at = pageAt(point);
        return at < 0 ? null : pages.get(at).events.get(countIn(pages.get(at), point) - 1);
    }

    /**
     * Finds the first event after a point.
     *
     * @param point which
     * @param wanted which events count
     * @return the event, or null if there is none
     */
    public @Nullable RunEvent next(EventPoint point, Predicate<RunEvent> wanted) {
        int at = Math.max(0, pageAt(point));
        for (int page = at; page < pages.size(); page++) {
            List<RunEvent> events = pages.get(page).events;
            for (int i = page == at ? countIn(pages.get(page), point) : 0; i < events.size(); i++) {
                if (wanted.test(events.get(i))) {
                    return events.get(i);
                }
            }
        }
        return null;
    }

    /**
     * Finds the last event before the one at which a point stands: if the point is just after an event, that one does not
     * count.
     *
     * @param point which
     * @param wanted which events count
     * @return the event, or null if there is none that is kept
     */
    public @Nullable RunEvent previous(EventPoint point, Predicate<RunEvent> wanted) {
        RunEvent here = lastAt(point);
        boolean standsOnIt = here != null && here.nanos() == point.nanos();
        int at = pageAt(point);
        for (int page = at; page >= 0; page--) {
            List<RunEvent> events = pages.get(page).events;
            int from = page == at ? countIn(pages.get(page), point) - (standsOnIt ? 2 : 1) : events.size() - 1;
            for (int i = from; i >= 0; i--) {
                if (wanted.test(events.get(i))) {
                    return events.get(i);
                }
            }
        }
        return null;
    }

    /** {@return the point just before an event, which is after the one before it} */
    EventPoint before(RunEvent event) {
        RunEvent earlier = previous(EventPoint.after(event), _ -> true);
        return earlier == null ? EventPoint.after(event.nanos() - 1) : EventPoint.after(earlier);
    }
}
