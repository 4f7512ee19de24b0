package dev.poolscope.session;

import java.util.Locale;

import dev.poolscope.simulation.Jitter;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunTheoryTest {
    private static String law(String scenario) {
        return RunTheory.lines(SimulatedRun.of(ReadyScenarios.load(scenario), 2, () -> false)).getLast();
    }

    @Test
    void whereTasksWereCancelledItIsSaidWhyTheLawSeemsNotToHold() {
        assertThat(law("broken-initializer")).startsWith("Little's law, as measured over ")
                .contains(" s: L = ", "(+182.7 %)")
                .endsWith(
                        "; 10 tasks were cancelled: in L each counts with its own time in the pool, in λ W with the mean of the others");
    }

    /** L, λ and W are worked out from the events, and what is said of their difference is what lies between them. */
    @Test
    void whereArrivalsWereLateItIsSaidHowMuchOfTheDifferenceThatIs() throws Exception {
        Scenario scenario = ScenarioReader.parse("late.yaml",
                """
                poolscope: 1
                name: late
                duration: 2s
                pool: { type: dual }
                streams:
                  - { name: web, arrivals: { constant: { rate: 50/s } }, task: { sleep: 20ms } }
                """);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(27, 1));
        double fromSubmission = 0;
        double fromDue = 0;
        for (RunEvent event : run.events()) {
            switch (event) {
                case TaskEvent.Submitted it -> {
                    fromSubmission -= it.nanos();
                    fromDue -= it.dueNanos();
                }
                case TaskEvent.Completed it -> {
                    fromSubmission += it.nanos();
                    fromDue += it.nanos();
                }
                default -> {
                }
            }
        }
        double late = (fromDue - fromSubmission) / run.summary().submitted();
        assertThat(late).isGreaterThan(1e6);

        String said = RunTheory.lines(run).getLast();

        assertThat(said).contains(String.format(Locale.ROOT, "(%+.1f %%)", 100 * (fromDue / fromSubmission - 1)))
                .endsWith("; arrivals were late by " + LegibleTime.duration(Math.round(late))
                        + " in the mean, which is in W and not in L");
    }

    @Test
    void whereNoneWasNothingIsAdded() {
        assertThat(law("failing-finalizer")).endsWith("(+0.0 %)");
    }
}
