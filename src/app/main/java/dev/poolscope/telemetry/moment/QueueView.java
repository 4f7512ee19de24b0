package dev.poolscope.telemetry.moment;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

import dev.poolscope.telemetry.timeline.TaskTrace;

/**
 * A queue at one point. It makes the description of a task when a caller asks for that task: of a hundred thousand only some are looked at. The
 * description does not change once the task was submitted.
 */
final class QueueView extends AbstractList<StateAt.Queued> implements RandomAccess {
    private final List<TaskTrace> tasks;

    /**
     * A view.
     *
     * @param tasks in the order of the queue; never changed afterwards
     */
    QueueView(List<TaskTrace> tasks) {
        this.tasks = tasks;
    }

    @Override
    public StateAt.Queued get(int index) {
        TaskTrace task = tasks.get(index);
        return new StateAt.Queued(index + 1, task.id(), task.stream(), task.dueNanos());
    }

    @Override
    public int size() {
        return tasks.size();
    }

    /** Where a task stands, from 1; 0 if it is not among them. */
    int placeOf(long taskId) {
        for (int i = 0; i < tasks.size(); i++) {
            if (tasks.get(i).id() == taskId) {
                return i + 1;
            }
        }
        return 0;
    }
}
