package dev.poolscope.session;

import java.util.ArrayList;
import java.util.List;

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
        LittlesLaw.of(run.recorded()).ifPresent(law -> lines.add("Little's law, as measured: " + law));
        return lines;
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
