package dev.poolscope.telemetry.event;

/** Checks the numbers that events name tasks and workers by. */
final class EventNumbers {

    private EventNumbers() {}

    static void check(long taskId, int workerId) {
        if (taskId < 0 || workerId < 0) {
            throw new IllegalArgumentException("stamp and numbers of an event are not negative, but were taskId="
                    + taskId + " workerId=" + workerId);
        }
    }
}
