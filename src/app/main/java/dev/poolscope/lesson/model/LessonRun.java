package dev.poolscope.lesson.model;

import dev.poolscope.workload.model.Scenario;

/**
 * A run of a lesson, in one of its forms.
 *
 * @param scenario what runs
 * @param cores on how many processors it is simulated, from 1 to 64
 */
public record LessonRun(Scenario scenario, int cores) {
    /** The processors of a run that says nothing of them. */
    public static final int DEFAULT_CORES = 2;
}
