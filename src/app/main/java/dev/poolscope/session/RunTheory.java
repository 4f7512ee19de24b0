package dev.poolscope.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.theory.LittlesLaw;
import dev.poolscope.theory.LoadAnalysis;
import dev.poolscope.theory.Theory;
import dev.poolscope.theory.TheoryText;

/** What queueing theory says of a run: what was to be expected of its load, and Little's law on what was measured. */
public final class RunTheory {
    /** The part of L from which on a difference is seen in a percentage with one decimal. */
    private static final double WORTH_SAYING = 0.0005;

    private RunTheory() {}

    /**
     * Writes it.
     *
     * @param run a run that is over
     * @return a line for each thing that theory says; of what does not apply there is none
     */
    public static List<String> lines(FinishedRun run) {
        List<String> lines = new ArrayList<>();
        if (run.events().stream().allMatch(RunTheory::isHarmless)) {
            lines.addAll(TheoryText.lines(of(run)));
        }
        // With its time: the rate of the arrivals in it is another one than while tasks were due.
        LittlesLaw.of(run.recorded())
                .ifPresent(law -> lines.add("Little's law, as measured over "
                        + LegibleTime.duration(run.recorded().endNanos()) + ": " + law
                        + ofCancelled(run.summary().cancelled()) + ofLate(run.summary(), law)));
        return lines;
    }

    // Or a difference would look as if the law did not hold.
    private static String ofLate(Summary summary, LittlesLaw law) {
        SampleSummary late = summary.arrivalLateness();
        if (late.isEmpty()) {
            return "";
        }
        double each = late.mean() * late.count() / (summary.submitted() + summary.rejected());
        return law.arrivalsPerSecond() * each / 1e9 < WORTH_SAYING * law.inPool()
                ? ""
                : String.format(Locale.ROOT, "; arrivals were late by %s in the mean, which is in W and not in L",
                        LegibleTime.duration(Math.round(each)));
    }

    private static String ofCancelled(long cancelled) {
        return cancelled == 0
                ? ""
                : cancelled == 1
                        ? "; 1 task was cancelled: in L it counts with its own time in the pool, in λ W with the mean of the others"
                        : "; " + LegibleCount.of(cancelled)
                                + " tasks were cancelled: in L each counts with its own time in the pool, in λ W with the mean of the others";
    }

    private static Theory of(FinishedRun run) {
        return LoadAnalysis.of(run.scenario(),
                run.simulatedCores() > 0 ? run.simulatedCores() : Runtime.getRuntime().availableProcessors());
    }

    private static boolean isHarmless(RunEvent event) {
        return switch (event) {
            case PoolEvent.ActionPerformed it -> LoadAnalysis.isHarmless(it.action());
            case PoolEvent.Remark _ -> false;
            default -> true;
        };
    }
}
