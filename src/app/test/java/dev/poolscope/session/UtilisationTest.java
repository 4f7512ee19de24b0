package dev.poolscope.session;

import java.util.List;
import java.util.Map;

import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How much of the workers' time was used does not hang on when the recorder read its counters last. */
class UtilisationTest {

    @Test
    void countsTheTimeUntilThePoolTerminated() {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load("burst-on-two"), 2);
        RecordedRun recorded = run.recorded();
        long late = recorded.endNanos() + run.wholeLength().toNanos();
        CountSample last = new CountSample(late, Counts.NONE, PoolState.TERMINATED, false, Long.MAX_VALUE, 0);

        FinishedRun slowlyRead = new FinishedRun(run.scenario(), run.poolName(), run.maxWorkers(), run.length(), false,
                0,
                List.of(), new RecordedRun(recorded.events(), recorded.summary(), Timeline.UNKNOWN, Map.of(),
                        new Counted(List.of(last), Long.MAX_VALUE, Timeline.UNKNOWN)),
                List.of(), 0);

        assertThat(slowlyRead.wholeLength().toNanos()).isEqualTo(late);
        assertThat(slowlyRead.utilisation()).isEqualTo(run.utilisation());
        assertThat(slowlyRead.poolLength()).isEqualTo(run.wholeLength());
    }
}
