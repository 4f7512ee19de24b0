package dev.poolscope.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.poolscope.stats.LegibleCount;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.theory.LittlesLaw;
import dev.poolscope.theory.LoadAnalysis;
import dev.poolscope.theory.Theory;
import dev.poolscope.theory.TheoryText;

/** What queueing theory says of a run: what was to be expected of its load, and Little's law on what was measured. */
public final class RunTheory {
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
        LittlesLaw.of(run.recorded())
                .ifPresent(
                        law -> lines.add("Little's law, as measured: " + law + ofCancelled(run.summary().cancelled())));
        return lines;
    }

    // Or a difference would look as if the law did not hold.
    private static String ofCancelled(long cancelled) {
        return cancelled == 0
                ? ""
                : String.format(Locale.ROOT, "; %s cancelled: the time of such tasks in the pool is in L and not in W",
                        cancelled == 1 ? "1 task was" : LegibleCount.of(cancelled) + " tasks were");
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
