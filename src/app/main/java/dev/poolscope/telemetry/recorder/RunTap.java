package dev.poolscope.telemetry.recorder;

import dev.poolscope.telemetry.event.EventBatch;

/** Gets all that is collected of a live run, from its first event to its last, whatever the log keeps of it. */
@FunctionalInterface
public interface RunTap {

    /**
     * Takes what was collected since the last call. Called in the collector's thread, every few milliseconds: it must neither
     * wait nor throw, for the collector could not go on meanwhile.
     *
     * @param batch what is new; never a restart
     */
    void take(EventBatch batch);
}
