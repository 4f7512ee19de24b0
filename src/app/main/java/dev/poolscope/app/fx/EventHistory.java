package dev.poolscope.app.fx;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.telemetry.event.RunEvent;

/**
 * The newest lines of the log of a run, by their numbers from 0, the first one of the run. When there are more than can be
 * kept, the oldest ones are forgotten, in pages: memory stays bounded, and nothing is ever moved. Belongs to the thread of
 * the screen.
 */
public final class EventHistory {
    private static final int PAGE = 4096;

    private final int mostPages;
    private final List<List<RunEvent>> pages = new ArrayList<>();
    private int forgottenPages;
    private long before;

    /**
     * An empty one.
     *
     * @param most about how many lines are kept
     */
    EventHistory(int most) {
        mostPages = Math.max(1, most / PAGE);
    }

    void add(List<RunEvent> events) {
        for (RunEvent event : events) {
            if (pages.isEmpty() || pages.getLast().size() == PAGE) {
                pages.add(new ArrayList<>());
                forget();
            }
            pages.getLast().add(event);
        }
    }

    // Hundreds of pages at most, so that removing the first one is cheap.
    private void forget() {
        if (pages.size() > mostPages) {
            pages.removeFirst();
            forgottenPages++;
        }
    }

    /** Forgets everything; so many lines of the run are known to have been before what comes. */
    void restart(long unseen) {
        pages.clear();
        forgottenPages = 0;
        before = unseen;
    }

    /** The number of the first line that is kept: so many were forgotten. */
    public long first() {
        return before + (long) forgottenPages * PAGE;
    }

    /** The number that the next line will have: so many there have been. */
    public long end() {
        return first() + kept();
    }

    /** How many lines are kept. */
    public int kept() {
        return pages.isEmpty() ? 0 : (pages.size() - 1) * PAGE + pages.getLast().size();
    }

    /**
     * One line.
     *
     * @param number from {@link #first()} to {@link #end()} − 1
     * @throws IndexOutOfBoundsException if it is not kept
     */
    public RunEvent get(long number) {
        int index = Math.toIntExact(number - first());
        return pages.get(index / PAGE).get(index % PAGE);
    }
}
