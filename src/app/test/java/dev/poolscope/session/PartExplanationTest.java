package dev.poolscope.session;

import java.nio.file.Path;
import java.util.stream.LongStream;

import dev.poolscope.Seeds;
import dev.poolscope.recording.RecordedDetail;
import dev.poolscope.story.RandomStoryScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Of a recording that is not read whole, what is read explains the same as all of the run does, and calls nothing unrecorded that is recorded. */
class PartExplanationTest {
    private static final int RUNS = 8;
    private static final int MILLIS = 3_600;
    private static final long STEP = 37_000_000;
    private static final long FEW_EVENTS = 50;

    @TempDir
    private Path folder;

    @Test
    void eachTaskWorkerAndMomentIsExplainedAsByAllOfTheRun() throws Exception {
        for (long seed = Seeds.first(); seed < Seeds.first() + RUNS; seed++) {
            FinishedRun run = SimulatedRun.of(seed % 2 == 0
                    ? RandomStoryScenario.of(seed, MILLIS)
                    : RandomStoryScenario.crowded(seed, MILLIS), 2);
            if (run.events().size() <= FEW_EVENTS) {
                continue;
            }
            Path file = folder.resolve(seed + ".poolscope");
            Recordings.write(file, run, 1);
            RunExplanation whole = new RunExplanation(run);

            for (long task = 1; task <= run.summary().submitted(); task += 1 + run.summary().submitted() / 40) {
                assertThat(RunExplanation.aroundTask(file, task, FEW_EVENTS).orElseThrow().task(task))
                        .as("task %d of seed %d", task, seed).isEqualTo(whole.task(task));
            }
            for (int worker = 1; worker <= run.summary().spawned(); worker += 1 + (int) run.summary().spawned() / 20) {
                assertThat(RunExplanation.aroundWorker(file, worker, FEW_EVENTS).orElseThrow().worker(worker))
                        .as("worker %d of seed %d", worker, seed).isEqualTo(whole.worker(worker));
            }
            for (long nanos = 0; nanos <= run.wholeLength().toNanos(); nanos += STEP) {
                assertThat(RunExplanation.aroundMoment(file, nanos, FEW_EVENTS).orElseThrow().moment(nanos))
                        .as("at %d of seed %d", nanos, seed).isEqualTo(whole.moment(nanos));
            }
        }
    }

    /** The window reads the latest events first: of what happened after the others all is known. */
    @Test
    void ofATaskOfTheLatestPartNothingIsCalledUnrecorded() throws Exception {
        int compared = 0;
        for (long seed = Seeds.first(); seed < Seeds.first() + RUNS; seed++) {
            FinishedRun run = SimulatedRun.of(RandomStoryScenario.of(seed, MILLIS), 2);
            Path file = folder.resolve(seed + ".poolscope");
            Recordings.write(file, run, 1);
            FinishedRun part = Recordings.open(file, run.events().size() / 2);
            long known = part.recorded().completeAfterNanos();
            RunExplanation latest = new RunExplanation(part);

            for (long task : LongStream.rangeClosed(1, run.summary().submitted()).toArray()) {
                RecordedDetail.TimeOfTask time = new RecordedDetail(file, () -> false).timeOf(task);
                if (known > 0 && time != null && time.fromNanos() > known) {
                    assertThat(latest.task(task).text()).as("task %d of seed %d", task, seed)
                            .contains("ubmitted at ").doesNotContain("recorded", "known here", "t least");
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(RUNS);
    }
}
