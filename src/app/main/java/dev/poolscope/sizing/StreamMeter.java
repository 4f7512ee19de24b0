package dev.poolscope.sizing;

import java.util.OptionalDouble;

import dev.poolscope.stats.Histogram;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.TaskMeasurements;

/** Measures the tasks of one stream of a simulated run, and keeps nothing of their details. For one thread. */
final class StreamMeter implements TaskMeasurements {
    private long submitted;
    private long completed;
    private long failed;
    private long rejected;
    private long firstDue = Long.MAX_VALUE;
    private long lastEnd = Long.MIN_VALUE;
    private final Histogram wait = new Histogram(Histogram.KEPT);
    private final Histogram run = new Histogram(Histogram.KEPT);
    private final Histogram total = new Histogram(Histogram.KEPT);

    void submitted(long due) {
        submitted++;
        firstDue = Math.min(firstDue, due);
    }

    void refused() {
        rejected++;
    }

    void started(long waited) {
        wait.add(waited);
    }

    void ended(boolean returned, long nanos, long runNanos, long totalNanos) {
        completed += returned ? 1 : 0;
        failed += returned ? 0 : 1;
        run.add(runNanos);
        total.add(totalNanos);
        lastEnd = Math.max(lastEnd, nanos);
    }

    @Override
    public long count(Quantity.Count count) {
        return switch (count) {
            case SUBMITTED -> submitted;
            case COMPLETED -> completed;
            case FAILED -> failed;
            case REJECTED -> rejected;
            case CANCELLED, PEAK_WORKERS, PEAK_PENDING, SPAWNED ->
                throw new IllegalArgumentException(count.key() + " is not measured by stream");
        };
    }

    private Histogram samples(Quantity.Span span) {
        return switch (span) {
            case WAIT -> wait;
            case RUN -> run;
            case TOTAL -> total;
        };
    }

    @Override
    public boolean isExact(Quantity.Span span) {
        return samples(span).isExact();
    }

    @Override
    public OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic) {
        return nanos(samples(span), statistic);
    }

    static OptionalDouble nanos(Histogram samples, Quantity.Statistic statistic) {
        if (samples.count() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(switch (statistic) {
            case P50 -> samples.percentile(50);
            case P90 -> samples.percentile(90);
            case P95 -> samples.percentile(95);
            case P99 -> samples.percentile(99);
            case MAX -> samples.percentile(100);
            case MEAN -> samples.distribution().mean();
        });
    }

    @Override
    public OptionalDouble throughput() {
        return throughput(completed, failed, firstDue, lastEnd);
    }

    static OptionalDouble throughput(long completed, long failed, long firstDue, long lastEnd) {
        if (completed + failed == 0) {
            return OptionalDouble.empty();
        }
        double seconds = completed == 0 || firstDue > lastEnd ? 0 : (lastEnd - firstDue) / 1e9;
        return OptionalDouble.of(seconds == 0 ? 0 : completed / seconds);
    }
}
