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

    /** {@return the number of accepted tasks} */
    public long submitted() {
        return counts.get().submitted();
    }

    /** {@return the number of tasks that returned} */
    public long completed() {
        return counts.get().completed();
    }

    /** {@return the number of tasks that threw} */
    public long failed() {
        return counts.get().failed();
    }

    /** {@return the number of cancelled tasks, by the pool or by their futures} */
    public long cancelled() {
        return counts.get().cancelled();
    }

    /** {@return the number of refused tasks, which are in none of the three bins} */
    public long rejected() {
        return counts.get().rejected();
    }

    /** {@return whether every accepted task is in a bin: nothing is pending or running} */
    public boolean isBalanced() {
        return submitted() == completed() + failed() + cancelled();
    }

    /**
     * {@return the number of tasks that the pool cancelled when it was shut down or broke; more than {@link
     * #cancelledByPool()} lists if events were lost or left out}
     */
    public long cancelledByPoolCount() {
        return counts.get().cancelledByPool();
    }

    /**
     * {@return the tasks that the pool cancelled when it was shut down or broke, in the order of the queue, unmodifiable}
     */
    public List<LedgerEntry> cancelledByPool() {
        boolean all = cancelledByPool.size() >= counts.get().cancelledByPool();
        if (entries == null || all != entriesAreAll) {
            entriesAreAll = all;
            List<LedgerEntry> listed = new ArrayList<>(cancelledByPool.size());
            for (TaskTrace task : cancelledByPool.values()) {
                listed.add(new LedgerEntry(task.id(), task.stream(), task.dueNanos(), task.submittedNanos(),
                        task.endedNanos(), all ? listed.size() + 1 : 0));
            }
            entries = List.copyOf(listed);
        }
        return entries;
    }
}
