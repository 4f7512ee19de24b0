package dev.poolscope.app.fx;

/** How far the window is with a scenario. */
public enum RunPhase {
    /** There is no scenario. */
    EMPTY,
    /** A scenario is there and has not been run. */
    READY,
    /** A run was asked for. */
    STARTING, RUNNING,
    /** The run is to end. */
    STOPPING,
    /** The run has ended; its picture stays. */
    OVER;

    /** {@return whether there is no run of which anything could be said: a number would be one of no moment} */
    public boolean isBeforeRun() {
        return this == EMPTY || this == READY || this == STARTING;
    }
}
