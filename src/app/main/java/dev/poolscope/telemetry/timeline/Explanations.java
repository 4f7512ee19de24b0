package dev.poolscope.telemetry.timeline;

import dev.poolscope.telemetry.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/**
 * Why tasks waited, and why workers came and went. Each explanation looks through all tasks that are kept: it is for a reader,
 * not for each frame. Owned by the thread that owns the {@link Timeline}.
 */
public final class Explanations {

    private final TimelineState facts;

    Explanations(TimelineState facts) {
        this.facts = facts;
    }

    /**
     * Explains the life of a task with the causes of its waiting.
     *
     * @param id its number
     * @return the story, or null if its submission is not known (any more)
     */
    public @Nullable TaskExplanation ofTask(long id) {
        TaskTrace task = facts.tasks.find(id);
        return task == null || task.submittedNanos() == Timeline.UNKNOWN
                ? null
                : TaskExplanation.of(task, facts, facts.horizon);
    }

    /**
     * Explains the life of a worker and why it was spawned and retired.
     *
     * @param id its number
     * @return the story, or null if nothing is known of it (any more)
     */
    public @Nullable WorkerExplanation ofWorker(int id) {
        WorkerTrace worker = facts.workers.find(id);
        return worker == null
                ? null
                : WorkerExplanation.of(worker, facts, facts.horizon,
                        facts.completeness.hasInstant(worker.spawnedNanos()));
    }

    /**
     * Returns which worker waited for which task when the pool starved.
     *
     * @param starved the event that says so
     * @return the workers and what they waited for
     */
    public Starvation ofStarvation(PoolEvent.Starved starved) {
        return Starvation.of(starved, facts);
    }

    /**
     * Returns how things stood at a moment, and what had changed in the second before it.
     *
     * @param nanos when, from the start of the run
     * @return the numbers, or null if nothing is known of that time (any more)
     */
    public @Nullable Moment moment(long nanos) {
        return Moment.of(nanos, facts);
    }
}
