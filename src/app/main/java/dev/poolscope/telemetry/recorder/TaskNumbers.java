package dev.poolscope.telemetry.recorder;

import dev.poolscope.stats.Histogram;

/** What is counted and measured of tasks: of a stream, or of all. For one thread. */
final class TaskNumbers {
    long submitted;
    long started;
    long completed;
    long failed;
    long rejected;
    long firstDue = Long.MAX_VALUE;
    long lastEnd = Long.MIN_VALUE;
    final Histogram wait = new Histogram();
    final Histogram run = new Histogram();
    final Histogram total = new Histogram();
    final Histogram lateness = new Histogram();

    void submitted(long nanos, long due) {
        submitted++;
        late(nanos, due);
        firstDue = Math.min(firstDue, due);
    }

    void refused(long nanos, long due) {
        rejected++;
        late(nanos, due);
    }

    private void late(long nanos, long due) {
        if (nanos > due) {
            lateness.add(nanos - due);
        }
    }

    void started(long waited) {
        started++;
        wait.add(waited);
    }

    void ended(boolean returned, long nanos, long due, long runNanos) {
        if (returned) {
            completed++;
        } else {
            failed++;
        }
        run.add(runNanos);
        total.add(nanos - due);
        lastEnd = Math.max(lastEnd, nanos);
    }

    void add(TaskNumbers other) {
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

    double throughput() {
        double seconds = completed == 0 || firstDue > lastEnd ? 0 : (lastEnd - firstDue) / 1e9;
        return seconds == 0 ? 0 : completed / seconds;
    }

    StreamSummary of(String stream) {
        return new StreamSummary(stream, submitted, started, completed, failed, rejected, wait.distribution(),
                run.distribution(), total.distribution(), throughput(), lateness.distribution());
    }
}
