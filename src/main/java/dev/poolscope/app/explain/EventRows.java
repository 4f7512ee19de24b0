package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javafx.collections.ObservableListBase;

import dev.poolscope.app.fx.EventHistory;
import dev.poolscope.telemetry.RunEvent;
import dev.poolscope.telemetry.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the log that a filter lets pass, as rows of a table. It looks at the log in portions, so that no frame has to
 * wait for hundreds of thousands of lines: whoever shows it calls {@link #advance} until nothing is left to look at. Lines
 * that the log has forgotten are no rows any more.
 */
final class EventRows extends ObservableListBase<RunEvent> {
    private final List<RunEvent> rows = new ArrayList<>();
    private long[] numbers = new long[1024];
    private EventFilter filter = EventFilter.NONE;
    private @Nullable EventHistory history;
    private @Nullable Timeline timeline;
    private long seen;

    /** Shows another log, or the same through another filter: from its beginning. */
    void show(@Nullable EventHistory log, @Nullable Timeline facts, EventFilter through) {
        history = log;
        timeline = facts;
        filter = through;
        seen = log == null ? 0 : log.first();
        drop(rows.size());
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
        if (log.end() < seen) {
            // The log began anew.
            drop(rows.size());
            seen = log.first();
        }
        forget(log.first());
        seen = Math.max(seen, log.first());
        long to = Math.min(log.end(), seen + most);
        int before = rows.size();
        beginChange();
        for (; seen < to; seen++) {
            RunEvent event = log.get(seen);
            if (filter.lets(event, facts)) {
                if (rows.size() == numbers.length) {
                    numbers = Arrays.copyOf(numbers, numbers.length * 2);
                }
                numbers[rows.size()] = seen;
                rows.add(event);
            }
        }
        if (rows.size() > before) {
            nextAdd(before, rows.size());
        }
        endChange();
        return seen < log.end();
    }

    private void forget(long first) {
        int gone = Arrays.binarySearch(numbers, 0, rows.size(), first);
        drop(gone < 0 ? -gone - 1 : gone);
    }

    private void drop(int count) {
        if (count > 0) {
            beginChange();
            List<RunEvent> head = rows.subList(0, count);
            nextRemove(0, List.copyOf(head));
            head.clear();
            System.arraycopy(numbers, count, numbers, 0, rows.size());
            endChange();
        }
    }

    /** The first row that is not earlier than a time; only stragglers stand elsewhere than their time says. */
    int rowAt(long nanos) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).nanos() < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public RunEvent get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
