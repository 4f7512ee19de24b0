package dev.poolscope.session;

import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunTheoryTest {
    private static String law(String scenario) {
        return RunTheory.lines(SimulatedRun.of(ReadyScenarios.load(scenario), 2, () -> false)).getLast();
    }

    @Test
    void whereTasksWereCancelledItIsSaidWhyTheLawSeemsNotToHold() {
        assertThat(law("broken-initializer")).startsWith("Little's law, as measured: ").contains("(+182.7 %)")
                .endsWith("; 10 tasks were cancelled: the time of such tasks in the pool is in L and not in W");
    }

    @Test
    void whereNoneWasNothingIsAdded() {
        assertThat(law("failing-finalizer")).endsWith("(+0.0 %)");
    }
}
