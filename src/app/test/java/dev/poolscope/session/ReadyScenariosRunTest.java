package dev.poolscope.session;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every scenario that comes with the program, in a twentieth of its time. */
class ReadyScenariosRunTest {
    private static final double SPEED = 20;

    static List<String> names() {
        return ReadyScenarios.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatAReadyScenarioExpectsHoldsAtAnotherSpeedToo(String name) {
        assertAsExpected(SimulatedRun.of(ReadyScenarios.load(name).atSpeed(SPEED), 2));
    }

    /** For a machine that is not busy with other things: a twentieth of the time is a twentieth of what scheduling may take. */
    @ParameterizedTest
    @MethodSource("names")
    @Tag("stress")
    void onThreadsToo(String name) throws Exception {
        Session session = new Session(ReadyScenarios.load(name).atSpeed(SPEED));
        session.start();

        assertAsExpected(session.finished().get(60, TimeUnit.SECONDS));
    }

    private static void assertAsExpected(FinishedRun run) {
        assertThat(run.expectations()).isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.held())
                        .as(outcome.expectation().text() + ", measured: " + outcome.actual()).isTrue());
        assertThat(run.wentAsExpected()).isTrue();
        Summary summary = run.summary();
        assertThat(summary.submitted()).isEqualTo(summary.completed() + summary.failed() + summary.cancelled());
    }
}
