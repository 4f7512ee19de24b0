package dev.poolscope.session;

import java.util.List;
import java.util.OptionalDouble;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Measurements;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;

/** Lets expectations look into the numbers of a recording. */
record SummaryMeasurements(Summary summary) implements Measurements {

    /** How the expectations of a scenario stand, in the order of the file. */
    static List<Expectation.Outcome> check(Scenario scenario, Summary summary) {
        var measured = new SummaryMeasurements(summary);
        return scenario.expectations().stream().map(each -> each.check(measured)).toList();
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
        SampleSummary samples = samples(span);
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
                : OptionalDouble.of(summary.throughput());
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
