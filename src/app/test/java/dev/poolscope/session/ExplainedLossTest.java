package dev.poolscope.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import dev.poolscope.stats.LegibleTime;
import dev.poolscope.story.RandomStoryScenario;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.RetoldRun;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Of a task whose details were lost it is not said that only a later part of the run was read. */
class ExplainedLossTest {
    private static final long SEED = 3;

    @TempDir
    private Path folder;

    /** In the sentences and for programs: the numbers are not those of the moment itself. */
    @Test
    void aMomentThatIsToldByTheCountersSaysWhenTheyWereRead() throws Exception {
        Scenario scenario = RandomStoryScenario.of(SEED, 900);
        FinishedRun run = SimulatedRun.of(scenario, 2);
        RetoldRun retold = new RetoldRun(run.events(), 16, new Random(SEED));
        RecordedRun recorded = retold.finish(run.wholeLength().toNanos());
        long at = run.length().toNanos();
        long read = retold.readBy(at);

        RunExplanation.Answer told = new RunExplanation(new FinishedRun(scenario, "lossy", run.maxWorkers(),
                run.length(), false, 0, List.of(), recorded, List.of(), 0)).moment(at);

        assertThat(read).isBetween(1L, at);
        assertThat(told.text()).contains("By the counters, as they were read at " + LegibleTime.moment(read));
        assertThat(told.json()).contains("\"readBeforeNanos\" : null", "\"readAtNanos\" : " + read + ",");
        assertThat(new RunExplanation(run).moment(at).json()).contains("\"readBeforeNanos\" : null",
                "\"readAtNanos\" : null");
    }

    @Test
    void aTaskOfWhichNothingIsLeftIsSaidToMissForWantOfEvents() throws Exception {
        Scenario scenario = RandomStoryScenario.of(SEED, 900);
        FinishedRun run = SimulatedRun.of(scenario, 2);
        RecordedRun recorded = new RetoldRun(run.events(), 16, new Random(SEED)).finish(run.wholeLength().toNanos());
        Path file = folder.resolve("lossy.poolscope");
        Recordings.write(file, new FinishedRun(scenario, "lossy", run.maxWorkers(), run.length(), false, 0, List.of(),
                recorded, List.of(), 0), 1);

        FinishedRun reopened = Recordings.open(file);

        long lost = reopened.summary().lostEvents();
        long submitted = reopened.summary().submitted();
        long missing = LongStream.rangeClosed(1, submitted)
                .filter(id -> reopened.events().stream().noneMatch(event -> event.taskId() == id)).findFirst()
                .orElseThrow();
        assertThat(lost).isGreaterThan(1);
        assertThatThrownBy(() -> new RunExplanation(reopened).task(missing))
                .hasMessage(
                        "nothing is known of task %d; %d tasks were submitted, and %d events of the run were lost",
                        missing, submitted, lost);
    }
}
