package dev.poolscope.telemetry.recorder;

/**
 * Bounds of a recorder's memory, each in events.
 *
 * @param queue how many steps of tasks may be on their way from the pool's threads to the collector, beyond a few dozen of
 *            each thread; a quarter as many may be what happens to workers and to the pool. More are lost, and counted. Rounded up to a power of two
 * @param log how many are kept in detail; the oldest finished tasks and workers go first, and are counted
 * @param backlog how many may wait for a live reader; one that is further behind starts anew from the log
 */
public record RecorderLimits(int queue, int log, int backlog) {

    /** Room for a burst of some 60,000 tasks, and for some 300,000 tasks in detail. */
    public static final RecorderLimits DEFAULT = new RecorderLimits(1 << 18, 1_000_000, 200_000);

    /** Checks the bounds. */
    public RecorderLimits {
        if (queue < 16 || log < 16 || backlog < 16) {
            throw new IllegalArgumentException(
                    "a recorder needs room for at least 16 events everywhere, not queue=" + queue
                            + " log=" + log + " backlog=" + backlog);
        }
    }
}
