package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

import dev.poolscope.stats.Sorted;

/** The tasks that are kept and whose submission is known, in the order of their numbers, which is that of the queue. */
final class TasksInOrder {
    private final List<TaskTrace> tasks = new ArrayList<>();

    /** Adds one: cheap if its number is higher than nearly all before it. */
    void add(TaskTrace task) {
        int at = tasks.size();
        while (at > 0 && tasks.get(at - 1).id() > task.id()) {
            at--;
        }
        tasks.add(at, task);
    }

    /** Forgets all but some. */
    void keep(LongPredicate ids) {
        tasks.removeIf(task -> !ids.test(task.id()));
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
