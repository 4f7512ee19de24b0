package dev.poolscope.app.watch;

/** What the colour of a task in the lanes stands for. */
public enum LaneColors {
    /** What its worker does, and how it ended. */
    STATE,
    /** The stream that it is of. */
    STREAM,
    /** How long it had waited before it started. */
    WAIT
}
