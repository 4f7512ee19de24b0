package dev.poolscope.telemetry.timeline;

import java.util.Arrays;
import java.util.function.LongFunction;

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
    private long[] ids = new long[64];
    private long[] submitted = new long[64];
    private long[] due = new long[64];
    private long[] left = new long[64];
    private int size;
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
            while (size > 0 && ids[size - 1] >= task.id()) {
                size--;
            }
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
        if (size == 0 || gone > left[size - 1]) {
            add(task, gone);
        }
        return true;
    }

    private void add(TaskTrace task, long gone) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            submitted = Arrays.copyOf(submitted, size * 2);
            due = Arrays.copyOf(due, size * 2);
            left = Arrays.copyOf(left, size * 2);
        }
        ids[size] = task.id();
        submitted[size] = task.submittedNanos();
        due[size] = task.dueNanos();
        left[size] = gone;
        size++;
    }

    /** Forgets those that had left by a time. */
    void forgetBefore(long nanos) {
        int gone = firstLeftAfter(nanos);
        size -= gone;
        System.arraycopy(ids, gone, ids, 0, size);
        System.arraycopy(submitted, gone, submitted, 0, size);
        System.arraycopy(due, gone, due, 0, size);
        System.arraycopy(left, gone, left, 0, size);
    }

    /** For how long the head of the queue had waited at a time; -1 if the queue was empty. */
    long age(long nanos) {
        int at = firstLeftAfter(nanos);
        if (at < size) {
            return nanos >= submitted[at] ? nanos - due[at] : -1;
        }
        TaskTrace head = next <= last ? tasks.apply(next) : null;
        return head != null && nanos >= head.submittedNanos() ? nanos - head.dueNanos() : -1;
    }

    /** A number that no task has a lower one of that was still in the queue after a time. */
    long lowestAfter(long nanos) {
        int at = firstLeftAfter(nanos);
        return at < size ? ids[at] : next;
    }

    private int firstLeftAfter(long nanos) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (left[middle] <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
