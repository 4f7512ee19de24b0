package dev.poolscope.app.watch;

/** In which order the lanes stand. */
public enum LaneSort {
    /** By the number of their slot. */
    SLOT,
    /** Those first whose workers had tasks for the most of the time that is visible. */
    BUSY
}
