package dev.poolscope.telemetry.timeline;

import java.util.function.LongFunction;

import dev.poolscope.stats.LongColumn;
import org.jspecify.annotations.Nullable;

/**
 * Which task stood at the head of the queue at any time, so that it is known for how long it had waited by then: since it was
 * due, as all waits are counted.
 *
 * <p>The tasks are gone through in the order of their numbers, which is that of the queue, up to the first one that still
 * waits. One that left the queue before one ahead of it never was at the head; each of the others was, from when the one
 * ahead of it left until it left itself. A task that becomes known late is gone back to.
 */
final class HeadOfQueue {

    private final LongFunction<@Nullable TaskTrace> tasks;
    // Of the tasks that have been at the head: their numbers rise, and so does when they left.
    private final LongColumn ids = new LongColumn(64);
    private final LongColumn submitted = new LongColumn(64);
    private final LongColumn due = new LongColumn(64);
    private final LongColumn left = new LongColumn(64);
    private long next = 1;
    private long last;

    HeadOfQueue(LongFunction<@Nullable TaskTrace> tasks) {
        this.tasks = tasks;
    }

    /** The submission of a task, or that it left the queue, has become known. */
    void learn(TaskTrace task) {
        if (last == 0) {
            // Of a run of which only a part is known there are millions of numbers before the first one.
            next = task.id();
        }
        last = Math.max(last, task.id());
        if (task.id() < next) {
            keepFirst(ids.countBelow(task.id()));
            next = task.id();
        }
        while (next <= last && isThrough(tasks.apply(next))) {
            next++;
        }
    }

    private boolean isThrough(@Nullable TaskTrace task) {
        if (task == null || task.submittedNanos() == Timeline.UNKNOWN) {
            return true;
        }
        long gone = task.leftQueueNanos();
        if (gone == Timeline.UNKNOWN) {
            return false;
        }
        if (left.size() == 0 || gone > left.last()) {
            add(task, gone);
        }
        return true;
    }

    private void add(TaskTrace task, long gone) {
        ids.add(task.id());
        submitted.add(task.submittedNanos());
        due.add(task.dueNanos());
        left.add(gone);
    }

    private void keepFirst(int kept) {
        ids.keepFirst(kept);
        submitted.keepFirst(kept);
        due.keepFirst(kept);
        left.keepFirst(kept);
    }

    /** Forgets those that had left by a time. */
    void forgetBefore(long nanos) {
        int gone = left.countUpTo(nanos);
        ids.forgetFirst(gone);
        submitted.forgetFirst(gone);
        due.forgetFirst(gone);
        left.forgetFirst(gone);
    }

    /** For how long the head of the queue had waited at a time; -1 if the queue was empty. */
    long age(long nanos) {
        int at = left.countUpTo(nanos);
        if (at < left.size()) {
            return nanos >= submitted.get(at) ? nanos - due.get(at) : -1;
        }
        TaskTrace head = next <= last ? tasks.apply(next) : null;
        return head != null && nanos >= head.submittedNanos() ? nanos - head.dueNanos() : -1;
    }

    /** A number that no task has a lower one of that was still in the queue after a time. */
    long lowestAfter(long nanos) {
        int at = left.countUpTo(nanos);
        return at < left.size() ? ids.get(at) : next;
    }
}
