package dev.poolscope.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import dev.poolscope.Seeds;
import dev.poolscope.recording.RecordedDetail;
import dev.poolscope.story.RandomStoryScenario;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read of a part of a recording is found again in the whole of it, though less is known of the order within an instant. */
class PartlyReadEventsTest {
    private static final int RUNS = 8;
    private static final int MILLIS = 900;

    @TempDir
    private Path folder;

    @Test
    void areFoundInTheWhole() throws Exception {
        int otherTurns = 0;
        for (long seed = Seeds.first(); seed < Seeds.first() + RUNS; seed++) {
            FinishedRun run = SimulatedRun.of(RandomStoryScenario.crowded(seed, MILLIS), 2);
            Path file = folder.resolve(seed + ".poolscope");
            Recordings.write(file, run, 1);
            List<RunEvent> whole = Recordings.open(file).events();
            long end = run.wholeLength().toNanos();

            // With the life of a worker all is read that happened to the pool, and little else.
            Timeline part = Objects.requireNonNull(
                    new RecordedDetail(file, () -> false).readWorker(1, run.maxWorkers(), end, 1_000_000));

            for (RunEvent mark : part.marks().between(0, end + 1)) {
                assertThat(whole).as("seed %d", seed).anyMatch(mark::isLike);
                otherTurns += whole.contains(mark) ? 0 : 1;
            }
        }
        assertThat(otherTurns).as("those that have another turn in the whole").isPositive();
    }
}
