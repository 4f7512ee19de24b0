package dev.poolscope.cli;

import java.util.Optional;

import dev.poolscope.session.ScenarioSource;

/** Opens the window. */
@FunctionalInterface
public interface WindowOpener {

    /**
     * Opens the window, and returns when it was closed.
     *
     * @param source what to show, stopped; if empty, the default scenario, running
     * @return the exit code of the program
     * @throws NoDisplayException if there is no screen to open it on
     */
    int open(Optional<ScenarioSource> source) throws NoDisplayException;
}
