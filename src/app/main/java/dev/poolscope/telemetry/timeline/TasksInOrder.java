package dev.poolscope.telemetry.timeline;

import java.util.function.LongPredicate;

import dev.poolscope.stats.ListColumn;
import dev.poolscope.stats.Sorted;

/** The tasks that are kept and whose submission is known, in the order of their numbers, which is that of the queue. */
final class TasksInOrder {
    private final ListColumn<TaskTrace> tasks = new ListColumn<>(256);

    /** Adds one: cheap if its number is higher than nearly all before it. */
    void add(TaskTrace task) {
        int at = tasks.size();
        while (at > 0 && tasks.get(at - 1).id() > task.id()) {
            at--;
        }
        tasks.add(at, task);
    }

    /**
     * Forgets some: cheap if there are few others before the last of them.
     *
     * @param count how many
     * @param kept says of a number whether its task is kept
     */
    void forget(int count, LongPredicate kept) {
        int end = 0;
        for (int found = 0; found < count && end < tasks.size(); end++) {
            found += kept.test(tasks.get(end).id()) ? 0 : 1;
        }
        int free = end;
        for (int at = end - 1; at >= 0; at--) {
            if (kept.test(tasks.get(at).id())) {
                tasks.set(--free, tasks.get(at));
            }
        }
        tasks.forgetFirst(free);
    }

    int size() {
        return tasks.size();
    }

    TaskTrace get(int index) {
        return tasks.get(index);
    }

    /** The index of the first whose number is not below this one. */
    int firstFrom(long id) {
        return Sorted.count(tasks.size(), at -> tasks.get(at).id() < id);
    }
}
