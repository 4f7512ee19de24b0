package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.poolscope.telemetry.event.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Every accepted task in exactly one of completed, failed and cancelled, and the list of those that the pool itself
 * cancelled. Owned by the thread that owns the {@link Timeline}.
 */
public final class Ledger {

    private final Supplier<Counts> counts;
    private final SortedMap<Long, TaskTrace> cancelledByPool = new TreeMap<>();
    private @Nullable List<LedgerEntry> entries;
    private boolean entriesAreAll;

    Ledger(Supplier<Counts> counts) {
        this.counts = counts;
    }

    /** Looks at a task again whose submission or cancellation has become known. */
    void update(TaskTrace task) {
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
        return counts.get().submitted();
    }

    /**
     * Counts tasks that returned.
     *
     * @return how many
     */
    public long completed() {
        return counts.get().completed();
    }

    /**
     * Counts tasks that threw.
     *
     * @return how many
     */
    public long failed() {
        return counts.get().failed();
    }

    /**
     * Counts cancelled tasks, whoever did it.
     *
     * @return how many
     */
    public long cancelled() {
        return counts.get().cancelled();
    }

    /**
     * Counts refused tasks, which are in none of the three bins.
     *
     * @return how many
     */
    public long rejected() {
        return counts.get().rejected();
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
     * Counts the tasks that the pool cancelled when it was shut down or broke.
     *
     * @return how many; more than {@link #cancelledByPool()} lists if events were lost or left out
     */
    public long cancelledByPoolCount() {
        return counts.get().cancelledByPool();
    }

    /**
     * Lists the tasks that the pool cancelled when it was shut down or broke.
     *
     * @return the tasks in the order of the queue, unmodifiable
     */
    public List<LedgerEntry> cancelledByPool() {
        boolean all = cancelledByPool.size() >= counts.get().cancelledByPool();
        if (entries == null || all != entriesAreAll) {
            entriesAreAll = all;
            List<LedgerEntry> listed = new ArrayList<>(cancelledByPool.size());
            for (TaskTrace task : cancelledByPool.values()) {
                listed.add(new LedgerEntry(task.id(), task.stream(), task.submittedNanos(), task.endedNanos(),
                        all ? listed.size() + 1 : 0));
            }
            entries = List.copyOf(listed);
        }
        return entries;
    }
}
