package dev.poolscope.app.fx;

import dev.poolscope.telemetry.event.RunEvent;

/** Something that can be selected in the window. */
public sealed interface Selected {

    /**
     * A task.
     *
     * @param id its number
     */
    record Task(long id) implements Selected {}

    /**
     * A worker.
     *
     * @param id its number
     */
    record Worker(int id) implements Selected {}

    /**
     * One line of the log. What it is about is selected with it.
     *
     * @param event what happened
     */
    record Event(RunEvent event) implements Selected {}
}
