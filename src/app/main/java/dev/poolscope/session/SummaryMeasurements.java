package dev.poolscope.session;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Measurements;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TaskMeasurements;

/**
 * Lets expectations look into the numbers of a recording.
 *
 * @param summary the numbers
 * @param workers how many workers the pool could have
 * @param poolNanos the time that they had, in nanoseconds; 0 or less if none passed
 */
record SummaryMeasurements(Summary summary, int workers, long poolNanos) implements Measurements {

    /** How the expectations of a scenario stand, in the order of the file. */
    static List<Expectation.Outcome> check(Scenario scenario, Measurements measured) {
        return scenario.expectations().stream().map(each -> each.check(measured)).toList();
    }

    /** What was measured in a run that is over. */
    static SummaryMeasurements of(RecordedRun recorded, int workers, Duration length) {
        return new SummaryMeasurements(recorded.summary(), workers, poolLength(recorded, length).toNanos());
    }

    /** From the start of a run to its end, or until its pool had terminated if that was later. */
    static Duration poolLength(RecordedRun recorded, Duration length) {
        for (RunEvent event : recorded.events().reversed()) {
            if (event instanceof PoolEvent.Terminated) {
                return length.toNanos() > event.nanos() ? length : Duration.ofNanos(event.nanos());
            }
        }
        return wholeLength(recorded, length);
    }

    /** From the start of a run until everything was recorded; not less than its length. */
    static Duration wholeLength(RecordedRun recorded, Duration length) {
        Duration recordedUntil = Duration.ofNanos(recorded.endNanos());
        return recordedUntil.compareTo(length) > 0 ? recordedUntil : length;
    }

    @Override
    public long count(Quantity.Count count) {
        return switch (count) {
            case SUBMITTED -> summary.submitted();
            case COMPLETED -> summary.completed();
            case FAILED -> summary.failed();
            case CANCELLED -> summary.cancelled();
            case REJECTED -> summary.rejected();
            case PEAK_WORKERS -> summary.peakWorkers();
            case PEAK_PENDING -> summary.peakPending();
            case SPAWNED -> summary.spawned();
        };
    }

    @Override
    public boolean isLeast(Quantity.Count count) {
        return count == Quantity.Count.PEAK_PENDING && !summary.isPeakPendingKnown();
    }

    @Override
    public long retired(RetirementReason reason) {
        return summary.retired().getOrDefault(reason, 0L);
    }

    @Override
    public OptionalDouble utilisation() {
        double worked = summary.runTimes().count() * summary.runTimes().mean();
        double time = (double) workers * poolNanos;
        return time <= 0 ? OptionalDouble.empty() : OptionalDouble.of(worked / time);
    }

    @Override
    public TaskMeasurements ofStream(String stream) {
        return summary.stream(stream).<TaskMeasurements>map(OfStream::new).orElse(NONE);
    }

    /** Lets them look into the numbers of a stream. */
    private record OfStream(StreamSummary stream) implements TaskMeasurements {
        @Override
        public long count(Quantity.Count count) {
            return switch (count) {
                case SUBMITTED -> stream.submitted();
                case COMPLETED -> stream.completed();
                case FAILED -> stream.failed();
                case REJECTED -> stream.rejected();
                case CANCELLED, PEAK_WORKERS, PEAK_PENDING, SPAWNED ->
                    throw new IllegalArgumentException(count.key() + " is not measured by stream");
            };
        }

        private SampleSummary samples(Quantity.Span span) {
            return switch (span) {
                case WAIT -> stream.waitTimes();
                case RUN -> stream.runTimes();
                case TOTAL -> stream.totalTimes();
            };
        }

        @Override
        public boolean isExact(Quantity.Span span) {
            return samples(span).exact();
        }

        @Override
        public OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic) {
            return statistic(samples(span), statistic);
        }

        @Override
        public OptionalDouble throughput() {
            return stream.completed() + stream.failed() == 0
                    ? OptionalDouble.empty()
                    : stream.rate();
        }
    }

    private SampleSummary samples(Quantity.Span span) {
        return switch (span) {
            case WAIT -> summary.waitTimes();
            case RUN -> summary.runTimes();
            case TOTAL -> summary.totalTimes();
        };
    }

    @Override
    public boolean isExact(Quantity.Span span) {
        return samples(span).exact();
    }

    @Override
    public OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic) {
        return statistic(samples(span), statistic);
    }

    private static OptionalDouble statistic(SampleSummary samples, Quantity.Statistic statistic) {
        if (samples.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(switch (statistic) {
            case P50 -> samples.p50();
            case P90 -> samples.p90();
            case P95 -> samples.p95();
            case P99 -> samples.p99();
            case MAX -> samples.max();
            case MEAN -> samples.mean();
        });
    }

    @Override
    public OptionalDouble throughput() {
        // Without a task that ended there is no time to divide by.
        return summary.completed() + summary.failed() == 0
                ? OptionalDouble.empty()
                : summary.rate();
    }

    @Override
    public boolean is(Quantity.State state) {
        return switch (state) {
            case TERMINATED -> summary.terminated();
            case BROKEN -> summary.broken();
            case STARVED -> summary.starved();
        };
    }
}
