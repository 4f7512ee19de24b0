package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The pending tasks, first in first out, as a list linked through the tasks themselves: a cancelled task leaves it
 * in constant time. Guarded by the lock of the core that owns it.
 */
final class TaskQueue {
    private @Nullable PoolTask<?> head;
    private @Nullable PoolTask<?> tail;

    boolean isEmpty() {
        return head == null;
    }

    void add(PoolTask<?> task) {
        PoolTask<?> last = tail;
        task.previous = last;
        if (last == null) {
            head = task;
        } else {
            last.next = task;
        }
        tail = task;
    }

    @Nullable
    PoolTask<?> poll() {
        PoolTask<?> first = head;
        if (first != null) {
            remove(first);
        }
        return first;
    }

    void remove(PoolTask<?> task) {
        PoolTask<?> before = task.previous;
        PoolTask<?> after = task.next;
        if (before == null) {
            head = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.previous = before;
        }
        task.previous = null;
        task.next = null;
    }

    List<PoolTask<?>> drain() {
        List<PoolTask<?>> drained = new ArrayList<>();
        for (PoolTask<?> task = poll(); task != null; task = poll()) {
            drained.add(task);
        }
        return drained;
    }
}
