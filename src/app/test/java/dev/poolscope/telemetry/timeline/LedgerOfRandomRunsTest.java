package dev.poolscope.telemetry.timeline;

import java.io.StringWriter;
import java.util.List;
import java.util.Random;

import dev.poolscope.Seeds;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.story.RandomStoryScenario;
import dev.poolscope.story.SaidFacts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.telemetry.recorder.RetoldRun;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The ledger of random runs, whole and with losses, also with few tasks kept in detail, against the lines of {@code events.csv} of all that happened. */
class LedgerOfRandomRunsTest {
    private static final int RUNS = 40;
    private static final int MILLIS = 900;
    private static final long LATE_EVERYWHERE = 27;

    private List<Line> lines = List.of();
    private int listed;
    private int placed;
    private int partly;

    @Test
    void hasEachTaskInOneBinAndTheAgesAndPlacesThatFollowFromTheLog() throws Exception {
        for (long seed = Seeds.first(); seed < Seeds.first() + RUNS; seed++) {
            FinishedRun run = SimulatedRun.of(RandomStoryScenario.of(seed, MILLIS), 2, new Jitter(LATE_EVERYWHERE, 1));
            StringWriter csv = new StringWriter();
            EventsCsv.write(run.events(), csv);
            lines = new EventsCsvReplay(csv.toString()).lines;
            long length = run.wholeLength().toNanos();
            EventBatch whole = run.recorded().asBatch(length);
            assertLedger(whole, Timeline.DETAILED_TASKS, run.maxWorkers(), "seed " + seed);
            assertLedger(whole, 4, run.maxWorkers(), "thinned, seed " + seed);
            Random dice = new Random(seed);
            EventBatch told = new RetoldRun(run.events(), 16 << dice.nextInt(4), dice).finish(length).asBatch(length);
            assertLedger(told, Timeline.DETAILED_TASKS, run.maxWorkers(), "retold, seed " + seed);
        }
        assertThat(List.of(listed, placed, partly)).as("tasks in lists, with places, and lists that lack some")
                .allSatisfy(each -> assertThat(each).isPositive());
    }

    private long count(String... events) {
        return lines.stream().filter(line -> line.is(events)).count();
    }

    private void assertLedger(EventBatch batch, int detailedTasks, int slots, String as) {
        Timeline timeline = new Timeline(slots, detailedTasks);
        timeline.apply(batch);
        Ledger ledger = timeline.ledger();
        assertThat(List.of(ledger.submitted(), ledger.completed(), ledger.failed(), ledger.cancelled(),
                ledger.rejected())).as(as).isEqualTo(
                        List.of(count("SUBMITTED"), count("COMPLETED"), count("FAILED"), count("CANCELLED"),
                                count("REJECTED")));
        assertThat(ledger.isBalanced()).as(as)
                .isEqualTo(count("SUBMITTED") == count("COMPLETED", "FAILED", "CANCELLED"));
        List<Line> byPool = lines.stream().filter(line -> line.is("CANCELLED") && line.detail().startsWith("by="))
                .sorted((one, other) -> Long.compare(one.task(), other.task())).toList();
        assertThat(ledger.cancelledByPoolCount()).as(as).isEqualTo(byPool.size());
        List<LedgerEntry> entries = ledger.cancelledByPool();
        partly += entries.size() < byPool.size() ? 1 : 0;
        long last = 0;
        for (LedgerEntry entry : entries) {
            Line cancelled = byPool.stream().filter(line -> line.task() == entry.taskId()).findFirst().orElseThrow();
            Line submitted = lines.stream().filter(line -> line.is("SUBMITTED") && line.task() == entry.taskId())
                    .findFirst().orElseThrow();
            assertThat(entry.taskId()).as(as).isGreaterThan(last);
            assertThat(entry.stream()).as(as).isEqualTo(submitted.stream());
            assertThat(entry.cancelledNanos()).as(as).isEqualTo(cancelled.nanos());
            assertThat(entry.ageNanos()).as(as)
                    .isEqualTo(cancelled.nanos() - Long.parseLong(SaidFacts.value(submitted, "due")));
            assertThat(entry.place()).as(as)
                    .isEqualTo(entries.size() == byPool.size() ? byPool.indexOf(cancelled) + 1 : 0);
            placed += entry.place() > 0 ? 1 : 0;
            listed++;
            last = entry.taskId();
        }
    }
}
