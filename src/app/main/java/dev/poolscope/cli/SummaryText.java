package dev.poolscope.cli;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.StringJoiner;

import com.google.errorprone.annotations.FormatMethod;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.PlannedActions;
import dev.poolscope.session.RunTheory;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Expectation;

/** The numbers of a run, as a terminal shows them. */
final class SummaryText {
    private SummaryText() {}

    static String of(FinishedRun run) {
        Summary summary = run.summary();
        var lines = new StringJoiner(System.lineSeparator());
        lines.add(format("%s: seed %d, %s%s, %s pool '%s' of up to %s", run.scenario().name(),
                run.scenario().seed(),
                LegibleTime.clock(run.length().toNanos()), run.stopped() ? " (stopped)" : "",
                run.scenario().pool().kind().key(),
                run.poolName(), LegibleCount.of(run.maxWorkers(), "worker")));
        run.simulation().ifPresent(words -> lines.add(words
                + ", not run on threads: " + run.scenario().overheads().words()));
        lines.add(format("tasks     %,d submitted = %,d completed + %,d failed + %,d cancelled; %,d rejected",
                summary.submitted(),
                summary.completed(), summary.failed(), summary.cancelled(), summary.rejected()));
        lines.add(format("workers   %,d spawned, at most %,d at a time; retired: %s", summary.spawned(),
                summary.peakWorkers(),
                retired(summary)));
        lines.add(summary.isPeakPendingKnown()
                ? format("queue     at most %,d pending", summary.peakPending())
                : format("queue     %,d pending when it was longest, or more", summary.peakPending()));
        lines.add("waited    " + times(summary.waitTimes()) + notStarted(summary));
        lines.add("ran       " + times(summary.runTimes()));
        lines.add("in all    " + times(summary.totalTimes()));
        if (!summary.waitTimes().isEmpty()) {
            lines.add("          " + (summary.isExact()
                    ? "percentiles, max and mean are exact"
                    : "percentiles are within 0.4 %; max and mean are exact"));
        }
        long lateAction = PlannedActions.of(run).mostLateNanos();
        OptionalDouble rate = summary.rate();
        lines.add(format("rate      %s; arrivals late by %s%s", rate.isPresent()
                ? format("%,.2f completed per second", rate.getAsDouble())
                : "none: all ended when the first was due",
                lateness(summary.arrivalLateness()),
                lateAction == 0 ? "" : "; actions late by up to " + time(lateAction)));
        lines.add(format("pool      %s%s%s; events missing: %s", summary.terminated() ? "terminated" : "not terminated",
                summary.broken() ? ", broke" : "", summary.starved() ? ", starved" : "",
                summary.droppedEvents() == 0 ? "none" : summary.missingWords()));
        if (!run.remark().isEmpty()) {
            lines.add("lacking   " + run.remark());
        }
        for (String starvation : run.starvations()) {
            lines.add("starved   " + starvation);
        }
        if (run.cutDraws() > 0) {
            lines.add("draws     " + LegibleCount.of(run.cutDraws(), "time") + " drawn above one hour, and cut there");
        }
        RunTheory.lines(run).forEach(theory -> lines.add("theory    " + theory));
        for (Expectation.Outcome outcome : run.expectations()) {
            lines.add(format("expected  %s %s (measured: %s)", outcome.held() ? "ok    " : "FAILED",
                    outcome.expectation().text(), outcome.actual()));
        }
        return lines.toString();
    }

    private static String retired(Summary summary) {
        var reasons = new StringJoiner(", ");
        reasons.setEmptyValue("none");
        for (Map.Entry<RetirementReason, Long> entry : summary.retired().entrySet()) {
            if (entry.getValue() > 0) {
                reasons.add(entry.getKey() + " " + LegibleCount.of(entry.getValue()));
            }
        }
        return reasons.toString();
    }

    private static String times(SampleSummary samples) {
        if (samples.isEmpty()) {
            return "no samples";
        }
        return format("p50 %s, p90 %s, p95 %s, p99 %s, max %s, mean %s", time(samples.p50()),
                time(samples.p90()),
                time(samples.p95()), time(samples.p99()), time(samples.max()),
                time(Math.round(samples.mean())));
    }

    /** Of which there is no waiting time: a pool that drops many tasks may seem fast. */
    private static String notStarted(Summary summary) {
        long count = summary.submitted() - summary.waitTimes().count();
        return count <= 0 ? "" : "; " + LegibleCount.of(count, "task") + " did not start";
    }

    private static String lateness(SampleSummary samples) {
        return samples.isEmpty()
                ? "nothing"
                : format("p99 %s, max %s", time(samples.p99()), time(samples.max()));
    }

    private static String time(long nanos) {
        return LegibleTime.duration(nanos);
    }

    @FormatMethod
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
