package dev.poolscope.session;

import java.nio.file.Path;
import java.util.Random;

import dev.poolscope.Seeds;
import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Of a recording that is too large to be read whole, a part explains the same as all of the run does. */
@Tag("stress")
class LargeExplanationTest {
    private static final int ASKED = 60;

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void aTaskAWorkerAndAMomentOfALargeRecordingAreExplainedAsByAllOfTheRun() throws Exception {
        FinishedRun run = SimulatedRun
                .of(ScenarioReader.parse("large", """
                                                  poolscope: 1
                                                  name: large
                                                  seed: 5
                                                  duration: 400s
                                                  pool: { type: thread, maxWorkers: 8, idleTimeout: 20ms }
                                                  streams:
                                                    - name: web
                                                      arrivals: { poisson: { rate: 2300/s } }
                                                      until: 400s
                                                      task: { sleep: { exponential: { mean: 3ms } }, fails: 1% }
                                                    - name: bursts
                                                      arrivals: { bursts: { count: 900, every: 3s } }
                                                      until: 400s
                                                      task: { sleep: 1ms }
                                                  """), 2);
        Path file = folder.resolve("large.poolscope");
        Recordings.write(file, run, 1);
        assertThat(Recordings.openOverview(file)).as("large enough").isPresent();
        RunExplanation whole = new RunExplanation(run);
        Random random = new Random(Seeds.first());

        for (int i = 0; i < ASKED; i++) {
            long task = 1 + random.nextLong(run.summary().submitted());
            assertThat(RunExplanation.aroundTask(file, task).orElseThrow().task(task)).as("task %d", task)
                    .isEqualTo(whole.task(task));
            int worker = 1 + random.nextInt((int) run.summary().spawned());
            assertThat(RunExplanation.aroundWorker(file, worker).orElseThrow().worker(worker)).as("worker %d", worker)
                    .isEqualTo(whole.worker(worker));
            long nanos = random.nextLong(run.length().toNanos());
            assertThat(RunExplanation.aroundMoment(file, nanos).orElseThrow().moment(nanos)).as("at %d", nanos)
                    .isEqualTo(whole.moment(nanos));
        }
    }
}
