package dev.poolscope.recording;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventSweepTest extends OwnRecording {

    /** So many tasks that they are read in several rounds, some of which run for longer than a round lasts. */
    @Test
    void everyEventComesOnceAndInTheOrderOfTime() throws Exception {
        FinishedRun run = SimulatedRun.of(ScenarioReader.parse("sweep",
                """
                poolscope: 1
                name: sweep
                duration: 25s
                pool: { type: thread, maxWorkers: 12, idleTimeout: 40ms, maxTasksPerWorker: 300 }
                streams:
                  - name: web
                    arrivals: { poisson: { rate: 900/s } }
                    until: 25s
                    task: { sleep: { exponential: { mean: 6ms } }, fails: 3% }
                  - name: long
                    arrivals: { constant: { rate: 1/s } }
                    until: 20s
                    task: { sleep: 3s }
                  - name: one-lock
                    arrivals: { constant: { rate: 5/s } }
                    until: 25s
                    task: { lock: 4ms }
                actions:
                  - { at: 11s, setIdleTimeout: 50ms }
                  - { at: 15s, setIdleTimeout: 10ms }
                  - { at: 15s, setIdleTimeout: 20ms }
                  - { at: 20s, cancelPending: web }
                """), 2);
        Recordings.write(file, run, 1);
        List<RunEvent> swept = new ArrayList<>();

        RecordingReader.reading(file, connection -> {
            new EventSweep(connection).through(swept::add);
            return swept;
        });

        assertThat(swept).isSortedAccordingTo(RunEvent::compareTo).hasSize(run.events().size());
        assertThat(swept.stream().map(event -> event.withTurn(0).toString()).sorted().toList())
                .isEqualTo(run.events().stream().map(event -> event.withTurn(0).toString()).sorted().toList());
        // The texts of the two at one instant would be the other way round.
        assertThat(timeouts(swept)).isEqualTo(timeouts(run.events())).hasSize(3);
    }

    private static List<RunEvent> timeouts(List<RunEvent> events) {
        return events.stream().filter(PoolEvent.IdleTimeoutChanged.class::isInstance).map(event -> event.withTurn(0))
                .toList();
    }
}
