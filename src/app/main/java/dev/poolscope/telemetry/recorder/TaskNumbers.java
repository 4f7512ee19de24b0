package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.poolscope.stats.Histogram;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventType;

/**
 * What is counted and measured of the tasks of a stream, or of those without one, where their steps come one after the other.
 * Times are in nanoseconds from the start of the run. For one thread.
 */
public final class TaskNumbers {
    private long submitted;
    private long started;
    private long completed;
    private long failed;
    private long rejected;
    private long firstDue = Long.MAX_VALUE;
    private long lastEnd = Long.MIN_VALUE;
    private final int mostKept;
    private final Histogram wait;
    private final Histogram run;
    private final Histogram total;
    private final Histogram lateness;

    /**
     * Makes those of no task.
     *
     * @param mostKept of so many tasks the times are kept as they are, so that their percentiles are exact
     */
    public TaskNumbers(int mostKept) {
        this.mostKept = mostKept;
        wait = new Histogram(mostKept);
        run = new Histogram(mostKept);
        total = new Histogram(mostKept);
        lateness = new Histogram(mostKept);
    }

    /**
     * Counts a task that was accepted.
     *
     * @param nanos when
     * @param due when it should have been submitted
     */
    public void submitted(long nanos, long due) {
        submitted++;
        late(nanos, due);
        firstDue = Math.min(firstDue, due);
    }

    /**
     * Counts a task that was refused.
     *
     * @param nanos when
     * @param due when it should have been submitted
     */
    public void refused(long nanos, long due) {
        rejected++;
        late(nanos, due);
    }

    private void late(long nanos, long due) {
        if (nanos > due) {
            lateness.add(nanos - due);
        }
    }

    /**
     * Counts a task that a worker took.
     *
     * @param waited from due to start
     */
    public void started(long waited) {
        started++;
        wait.add(waited);
    }

    /**
     * Counts a task that completed or failed.
     *
     * @param returned whether it completed
     * @param nanos when
     */
    public void ended(boolean returned, long nanos) {
        if (returned) {
            completed++;
        } else {
            failed++;
        }
        lastEnd = Math.max(lastEnd, nanos);
    }

    void ended(boolean returned, long nanos, long due, long runNanos) {
        ended(returned, nanos);
        took(runNanos, nanos - due);
    }

    /**
     * Measures a task that completed or failed.
     *
     * @param runNanos from start to end
     * @param totalNanos from due to end
     */
    public void took(long runNanos, long totalNanos) {
        run.add(runNanos);
        total.add(totalNanos);
    }

    private void add(TaskNumbers other) {
        submitted += other.submitted;
        started += other.started;
        completed += other.completed;
        failed += other.failed;
        rejected += other.rejected;
        firstDue = Math.min(firstDue, other.firstDue);
        lastEnd = Math.max(lastEnd, other.lastEnd);
        wait.add(other.wait);
        run.add(other.run);
        total.add(other.total);
        lateness.add(other.lateness);
    }

    private double throughput() {
        double seconds = completed == 0 || firstDue > lastEnd ? 0 : (lastEnd - firstDue) / 1e9;
        return seconds == 0 ? 0 : completed / seconds;
    }

    private StreamSummary of(String stream) {
        return new StreamSummary(stream, submitted, started, completed, failed, rejected, wait.distribution(),
                run.distribution(), total.distribution(), throughput(), lateness.distribution());
    }

    /**
     * Sums up a run of whose tasks without a stream these are the numbers.
     *
     * @param streams the numbers of the tasks of each stream
     * @param counts how many events of each type there were
     * @param peakAlive the most workers alive at once
     * @param peakPending the longest queue
     * @param lostEvents how many events were lost
     * @param blockedNanos for how long tasks were blocked in all; -1 if that is not known
     * @return the numbers of the run, its streams in the order of the map
     */
    public Summary summary(Map<String, TaskNumbers> streams, EventCounts counts, int peakAlive, int peakPending,
            long lostEvents, long blockedNanos) {
        List<StreamSummary> byStream = new ArrayList<>();
        TaskNumbers all = new TaskNumbers(mostKept);
        all.add(this);
        streams.forEach((stream, numbers) -> {
            byStream.add(numbers.of(stream));
            all.add(numbers);
        });
        return new Summary(all.submitted, all.completed, all.failed, counts.of(EventType.CANCELLED), all.rejected,
                peakAlive, peakPending, counts.of(EventType.WORKER_SPAWNED), counts.retired(),
                all.wait.distribution(), all.run.distribution(), all.total.distribution(), all.throughput(),
                all.lateness.distribution(), lostEvents, 0, counts.of(EventType.TERMINATED) > 0,
                counts.of(EventType.BROKEN) > 0, counts.of(EventType.STARVED) > 0, blockedNanos, byStream);
    }
}
