package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.List;

import javafx.collections.ObservableListBase;

import dev.poolscope.app.fx.EventHistory;
import dev.poolscope.stats.LongColumn;
import dev.poolscope.stats.Sorted;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.TaskTraces;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the log that a filter lets pass, as rows of a table, in the order of time: a straggler, which the log has behind
 * what happened after it, stands where its stamp puts it. It looks at the log in portions, so that no frame has to
 * wait for hundreds of thousands of lines: the view that shows it calls {@link #advance} until nothing is left to look at. Lines
 * that the log has forgotten are no rows any more.
 *
 * <p>It lists all of them, or only the newest: a table looks at each of its rows whenever it gets one more, which is nothing
 * to do several times a second with hundreds of thousands.
 */
final class EventRows extends ObservableListBase<RunEvent> {
    private final List<RunEvent> rows = new ArrayList<>();
    private final LongColumn numbers = new LongColumn(1024);
    private final EventPhrases words;
    private EventFilter filter = EventFilter.NONE;
    private @Nullable EventHistory history;
    private @Nullable Timeline timeline;
    private long seen;
    /** The first rows, which are not listed. */
    private int above;
    private int mostListed = Integer.MAX_VALUE;
    /** Whether a row does not stand where its line stands in the log. */
    private boolean straggled;
    private long forgottenUntil;

    /**
     * None yet.
     *
     * @param words in which rows are shown
     */
    EventRows(EventPhrases words) {
        this.words = words;
    }

    /** Shows another log, or the same through another filter: from its beginning. */
    void show(@Nullable EventHistory log, @Nullable Timeline facts, EventFilter through) {
        history = log;
        timeline = facts;
        filter = through;
        seen = log == null ? 0 : log.first();
        empty();
    }

    /**
     * Looks at more lines of the log.
     *
     * @param most how many at most
     * @return whether there are more to look at
     */
    boolean advance(int most) {
        EventHistory log = history;
        Timeline facts = timeline;
        if (log == null || facts == null) {
            return false;
        }
        TaskTraces tasks = facts.tasks();
        if (log.end() < seen) {
            // The log began anew.
            empty();
            seen = log.first();
        }
        forget(log.first());
        seen = Math.max(seen, log.first());
        long to = Math.min(log.end(), seen + most);
        int untold = rows.size();
        for (; seen < to; seen++) {
            RunEvent event = log.get(seen);
            if (!filter.lets(event, streamOf(event, log.streamOf(seen), tasks), words)) {
                continue;
            }
            if (!rows.isEmpty() && event.compareTo(rows.getLast()) < 0) {
                tell(untold);
                insert(event);
                untold = rows.size();
            } else {
                numbers.add(seen);
                rows.add(event);
            }
        }
        tell(untold);
        return seen < log.end();
    }

    /** The log knows of which stream a task is whose submission it has, the timeline of all that it keeps. */
    private static @Nullable String streamOf(RunEvent event, @Nullable String told, TaskTraces tasks) {
        if (told != null || event.taskId() == 0) {
            return told;
        }
        TaskTrace task = tasks.find(event.taskId());
        return task == null ? null : task.stream();
    }

    /** The stream of an event's task; null if there is none, or that is not known. */
    @Nullable
    String streamOf(RunEvent event) {
        EventHistory log = history;
        Timeline facts = timeline;
        int at = Sorted.count(rows.size(), row -> rows.get(row).compareTo(event) < 0);
        boolean isRow = log != null && at < rows.size() && numbers.get(at) >= log.first()
                && rows.get(at).equals(event);
        String told = isRow && log != null ? log.streamOf(numbers.get(at)) : event.stream();
        return facts == null ? told : streamOf(event, told, facts.tasks());
    }

    /** Tells of rows at the end; when only so many are listed, others are not listed any more. */
    private void tell(int from) {
        int listed = from - above;
        int left = listed - Math.min(listed, Math.max(0, size() - mostListed));
        beginChange();
        hideFirst(listed - left);
        above = Math.max(above, rows.size() - mostListed);
        if (size() > left) {
            nextAdd(left, size());
        }
        endChange();
    }

    /** Makes a straggler a row, where its time puts it. */
    private void insert(RunEvent event) {
        int at = Sorted.count(rows.size(), row -> rows.get(row).compareTo(event) <= 0);
        straggled = true;
        numbers.insert(at, seen);
        rows.add(at, event);
        if (above > 0 && at <= above) {
            above++;
            return;
        }
        beginChange();
        nextAdd(at - above, at - above + 1);
        endChange();
        listNewest(mostListed);
    }

    /**
     * Lists only the newest rows from now on.
     *
     * @param most how many
     */
    void listNewest(int most) {
        mostListed = most;
        beginChange();
        hideFirst(Math.max(0, size() - most));
        endChange();
    }

    /**
     * Lists all rows again.
     *
     * @return so many come before those that were listed
     */
    int listAll() {
        int before = above;
        mostListed = Integer.MAX_VALUE;
        beginChange();
        above = 0;
        if (before > 0) {
            nextAdd(0, before);
        }
        endChange();
        return before;
    }

    private void hideFirst(int count) {
        if (count > 0) {
            nextRemove(0, List.copyOf(rows.subList(above, above + count)));
            above += count;
        }
    }

    /** How many rows there are, listed or not. */
    int count() {
        return rows.size();
    }

    private void empty() {
        drop(rows.size());
        straggled = false;
        forgottenUntil = 0;
    }

    private void forget(long first) {
        if (!straggled) {
            drop(numbers.countBelow(first));
        } else if (first > forgottenUntil) {
            forgetByNumber(first);
        }
        forgottenUntil = first;
    }

    /** The log forgets by its own order, in which a straggler stands behind what happened after it, and stays longer. */
    private void forgetByNumber(long first) {
        int end = rows.size();
        while (end > 0 && numbers.get(end - 1) >= first) {
            end--;
        }
        List<RunEvent> staying = new ArrayList<>();
        LongColumn theirs = new LongColumn(2);
        for (int at = 0; at < end; at++) {
            if (numbers.get(at) >= first) {
                staying.add(rows.get(at));
                theirs.add(numbers.get(at));
            }
        }
        beginChange();
        drop(end);
        for (int at = 0; at < staying.size(); at++) {
            numbers.insert(at, theirs.get(at));
            rows.add(at, staying.get(at));
        }
        if (above > 0) {
            above += staying.size();
        } else if (!staying.isEmpty()) {
            nextAdd(0, staying.size());
        }
        endChange();
    }

    private void drop(int count) {
        if (count > 0) {
            beginChange();
            int listed = Math.max(0, count - above);
            if (listed > 0) {
                nextRemove(0, List.copyOf(rows.subList(above, above + listed)));
            }
            above = Math.max(0, above - count);
            rows.subList(0, count).clear();
            numbers.forgetFirst(count);
            endChange();
        }
    }

    /** The first listed row that is not earlier than a time. */
    int rowAt(long nanos) {
        return Math.max(0, Sorted.count(rows.size(), at -> rows.get(at).nanos() < nanos) - above);
    }

    /** The listed row of the last event that has happened by a point, of those that are rows; negative if none has. */
    int lastBy(EventPoint point) {
        int end = Sorted.count(rows.size(), at -> rows.get(at).nanos() <= point.nanos());
        if (point.last() == null) {
            return end - 1 - above;
        }
        int first = Sorted.count(rows.size(), at -> rows.get(at).nanos() < point.nanos());
        for (int at = end - 1; at >= first; at--) {
            if (rows.get(at).equals(point.last())) {
                return at - above;
            }
        }
        // A filter hides the event itself.
        int last = end - 1;
        while (last >= first && !point.includes(rows.get(last))) {
            last--;
        }
        return last - above;
    }

    @Override
    public RunEvent get(int index) {
        return rows.get(above + index);
    }

    @Override
    public int size() {
        return rows.size() - above;
    }
}
