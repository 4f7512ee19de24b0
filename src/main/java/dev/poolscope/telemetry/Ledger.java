package dev.poolscope.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Every accepted task in exactly one of completed, failed and cancelled, and the list of those that the pool itself
 * cancelled. Owned by the thread that owns the {@link Timeline}.
 */
public final class Ledger {

    private final EventCounts counts;
    private final SortedMap<Long, TaskLife> cancelledByPool = new TreeMap<>();
    private @Nullable List<LedgerEntry> entries;

    Ledger(EventCounts counts) {
        this.counts = counts;
    }

    /** Looks at a task again whose submission or cancellation has become known. */
    void update(TaskLife task) {
        if (task.isCancelledByPool() && task.submittedNanos() != Timeline.UNKNOWN) {
            cancelledByPool.put(task.id(), task);
            entries = null;
        }
    }

    /**
     * Counts accepted tasks.
     *
     * @return how many
     */
    public long submitted() {
        return counts.of(EventType.SUBMITTED);
    }

    /**
     * Counts tasks that returned.
     *
     * @return how many
     */
    public long completed() {
        return counts.of(EventType.COMPLETED);
    }

    /**
     * Counts tasks that threw.
     *
     * @return how many
     */
    public long failed() {
        return counts.of(EventType.FAILED);
    }

    /**
     * Counts cancelled tasks, whoever did it.
     *
     * @return how many
     */
    public long cancelled() {
        return counts.of(EventType.CANCELLED);
    }

    /**
     * Counts refused tasks, which are in none of the three bins.
     *
     * @return how many
     */
    public long rejected() {
        return counts.of(EventType.REJECTED);
    }

    /**
     * Tells whether every accepted task is in a bin.
     *
     * @return true if nothing is pending or running
     */
    public boolean isBalanced() {
        return submitted() == completed() + failed() + cancelled();
    }

    /**
     * Lists the tasks that the pool cancelled when it was shut down or broke.
     *
     * @return the tasks in the order of the queue, unmodifiable
     */
    public List<LedgerEntry> cancelledByPool() {
        if (entries == null) {
            List<LedgerEntry> all = new ArrayList<>(cancelledByPool.size());
            for (TaskLife task : cancelledByPool.values()) {
                all.add(new LedgerEntry(task.id(), task.stream(), task.submittedNanos(), task.endedNanos(),
                        all.size() + 1));
            }
            entries = List.copyOf(all);
        }
        return entries;
    }
}
