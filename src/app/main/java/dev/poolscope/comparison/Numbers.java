package dev.poolscope.comparison;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Quantity;

/** What was measured in a run, or of one of its streams. Immutable. */
public final class Numbers {
    /** Of what nothing is known of. */
    static final Numbers NOT_KNOWN = new Builder().build();
    /** Of a stream of which no task came. */
    static final Numbers OF_NO_TASK = new Builder().count(Quantity.Count.SUBMITTED, 0)
            .count(Quantity.Count.COMPLETED, 0)
            .count(Quantity.Count.FAILED, 0).count(Quantity.Count.CANCELLED, 0).count(Quantity.Count.REJECTED, 0)
            .times(Quantity.Span.WAIT, SampleSummary.EMPTY).times(Quantity.Span.RUN, SampleSummary.EMPTY)
            .times(Quantity.Span.TOTAL, SampleSummary.EMPTY).throughput(OptionalDouble.of(0))
            .lateness(SampleSummary.EMPTY).build();

    private final Map<Measure, Reading> readings;

    private Numbers(Map<Measure, Reading> readings) {
        this.readings = Map.copyOf(readings);
    }

    /**
     * Looks one up.
     *
     * @param measure what
     * @return what is known of it
     */
    public Reading of(Measure measure) {
        return readings.getOrDefault(measure, new Reading.NotKnown());
    }

    /** Collects them. */
    static final class Builder {
        private final Map<Measure, Reading> readings = new HashMap<>();

        Builder put(Measure measure, double value) {
            readings.put(measure, new Reading.Known(value));
            return this;
        }

        Builder noSample(Measure measure) {
            readings.put(measure, new Reading.NoSample());
            return this;
        }

        Builder count(Quantity.Count count, long value) {
            return put(Measure.of(count), (double) value);
        }

        /** A peak, which is found in the events: where some are missing it may have been higher. */
        Builder peak(Quantity.Count count, long value, long droppedEvents) {
            if (droppedEvents == 0) {
                return count(count, value);
            }
            readings.put(Measure.of(count), new Reading.AtLeast(value));
            return this;
        }

        Builder times(Quantity.Span span, SampleSummary samples) {
            for (Quantity.Statistic statistic : Quantity.Statistic.values()) {
                Measure measure = Measure.of(new Quantity.Time(span, statistic));
                if (samples.isEmpty()) {
                    noSample(measure);
                } else {
                    put(measure, switch (statistic) {
                        case P50 -> samples.p50();
                        case P90 -> samples.p90();
                        case P95 -> samples.p95();
                        case P99 -> samples.p99();
                        case MAX -> samples.max();
                        // As the report has it, so that both give the same difference.
                        case MEAN -> Math.round(samples.mean());
                    });
                }
            }
            return this;
        }

        Builder throughput(OptionalDouble perSecond) {
            Measure measure = Measure.of(new Quantity.Throughput());
            return perSecond.isPresent() ? put(measure, perSecond.getAsDouble()) : noSample(measure);
        }

        Builder lateness(SampleSummary late) {
            if (late.isEmpty()) {
                return noSample(Measure.LATE_P99).noSample(Measure.LATE_MAX);
            }
            return put(Measure.LATE_P99, (double) late.p99()).put(Measure.LATE_MAX, (double) late.max());
        }

        Numbers build() {
            return new Numbers(readings);
        }
    }

    static Numbers of(FinishedRun run) {
        Summary summary = run.summary();
        Builder numbers = new Builder().count(Quantity.Count.SUBMITTED, summary.submitted())
                .count(Quantity.Count.COMPLETED, summary.completed()).count(Quantity.Count.FAILED, summary.failed())
                .count(Quantity.Count.CANCELLED, summary.cancelled())
                .count(Quantity.Count.REJECTED, summary.rejected())
                .peak(Quantity.Count.PEAK_WORKERS, summary.peakWorkers(), summary.droppedEvents())
                .peak(Quantity.Count.PEAK_PENDING, summary.peakPending(), summary.droppedEvents())
                .count(Quantity.Count.SPAWNED, summary.spawned());
        for (RetirementReason reason : RetirementReason.values()) {
            numbers.put(Measure.of(new Quantity.Retired(reason)), summary.retired().getOrDefault(reason, 0L));
        }
        numbers.times(Quantity.Span.WAIT, summary.waitTimes()).times(Quantity.Span.RUN, summary.runTimes())
                .times(Quantity.Span.TOTAL, summary.totalTimes()).throughput(summary.rate())
                .lateness(summary.arrivalLateness()).put(Measure.DROPPED, (double) summary.droppedEvents());
        OptionalDouble utilisation = run.utilisation();
        if (utilisation.isPresent()) {
            numbers.put(Measure.UTILISATION, utilisation.getAsDouble());
        } else {
            numbers.noSample(Measure.UTILISATION);
        }
        return numbers.put(Measure.of(Quantity.State.TERMINATED), summary.terminated() ? 1 : 0)
                .put(Measure.of(Quantity.State.BROKEN), summary.broken() ? 1 : 0)
                .put(Measure.of(Quantity.State.STARVED), summary.starved() ? 1 : 0).build();
    }

    static Numbers of(StreamSummary stream) {
        return new Builder().count(Quantity.Count.SUBMITTED, stream.submitted())
                .count(Quantity.Count.COMPLETED, stream.completed()).count(Quantity.Count.FAILED, stream.failed())
                .count(Quantity.Count.CANCELLED, stream.unended()).count(Quantity.Count.REJECTED, stream.rejected())
                .times(Quantity.Span.WAIT, stream.waitTimes()).times(Quantity.Span.RUN, stream.runTimes())
                .times(Quantity.Span.TOTAL, stream.totalTimes()).throughput(stream.rate())
                .lateness(stream.arrivalLateness()).build();
    }
}
