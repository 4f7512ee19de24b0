package dev.poolscope.session;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.poolscope.Seeds;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.story.RandomStoryScenario;
import dev.poolscope.story.SaidFacts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.RetoldRun;
import dev.poolscope.telemetry.recorder.RetoldRun.Manner;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Measurements;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of expectations while a run goes on, against the lines of {@code events.csv} until then: what is measured, whether it holds, and
 * that what is said to be settled never changes again. Runs starve, break, are shut down and lose events, and threads tell late.
 */
class LiveVerdictsTest {
    private static final int MILLIS = 900;
    private static final int RUNS = 12;
    /** Of these it was once said that the queue was longer than it ever was, and that a peak was settled that fell. */
    private static final List<Long> ONCE_UNTRUE = List.of(5009L, 5026L);
    /** At one instant the stamps of a run without delays do not tell what came first. */
    private static final long LATE_EVERYWHERE = 27;
    private static final long HOLD_NANOS = 5_000_000;
    /** More than any thread is late. */
    private static final long LATEST = 100_000_000;

    /** What is said is looked at in one of so many moments, drawn: each computes all of the run so far. */
    private static final int ONE_OF = 14;

    private int settled;
    private int moments;

    @ParameterizedTest
    @EnumSource
    void areTrueAndWhatIsSettledStays(Manner manner) throws Exception {
        for (long seed = Seeds.first(); seed < Seeds.first() + RUNS; seed++) {
            assertRun(seed, manner);
        }
        for (long seed : ONCE_UNTRUE) {
            assertRun(seed, manner);
        }
        assertThat(settled).as("verdicts that were settled early").isGreaterThan(RUNS);
        assertThat(moments).as("moments").isGreaterThan(RUNS * 10);
    }

    private void assertRun(long seed, Manner manner) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        Random dice = new Random(seed);
        Random draw = new Random(-seed);
        List<Line> all = lines(run.events());
        SaidFacts facts = new SaidFacts(all, 0);
        long poolNanos = all.stream().filter(line -> line.is("TERMINATED")).mapToLong(Line::nanos)
                .map(it -> Math.max(it, run.length().toNanos())).findFirst().orElseThrow();
        MeasuredByLines truth = new MeasuredByLines(all, facts).during(run.maxWorkers(), poolNanos);
        List<DrawnExpectation> drawn = DrawnExpectation.draw(truth, dice);
        List<Expectation> expectations = drawn.stream().map(DrawnExpectation::expectation).toList();
        Map<String, Boolean> settledVerdicts = new HashMap<>();
        int room = manner == Manner.LOSSY ? 16 << dice.nextInt(4) : 1 << 12;
        RetoldRun retold = new RetoldRun(run.events(), room, dice, manner, now -> {
            String as = manner + ", seed " + seed + " at " + now.now();
            if (draw.nextInt(ONE_OF) == 0) {
                moments++;
                assertSoFar(drawn, expectations, now, run.maxWorkers(), settledVerdicts, facts, as);
            }
        });
        retold.tellUntil(run.wholeLength().toNanos() + LATEST);
        Summary last = retold.summary();
        RecordedRun recorded = retold.finish(run.wholeLength().toNanos());
        String as = manner + ", seed " + seed + " at the end";
        boolean lost = recorded.summary().lostEvents() > 0;
        boolean workersLost = recorded.missing().containsKey(EventType.WORKER_SPAWNED)
                || recorded.missing().containsKey(EventType.WORKER_RETIRED);
        List<Expectation.Outcome> end = outcomes(expectations, new FinishedRun(scenario, "retold", run.maxWorkers(),
                run.length(), false, 0, List.of(), recorded, List.of(), 0).measurements());
        for (int i = 0; i < drawn.size(); i++) {
            DrawnExpectation each = drawn.get(i);
            Expectation.Outcome outcome = end.get(i);
            MeasuredByLines.Range range = truth.of(each.key());
            boolean atLeast = each.key().equals("peakPending") ? lost : workersLost && each.key().equals("peakWorkers");
            try {
                each.assertSaid(outcome, range == null || !atLeast ? range : new MeasuredByLines.Range(0, range.most()),
                        truth.submitted(each.key()), atLeast && each.key().equals("peakPending"));
                Boolean verdict = settledVerdicts.get(each.text());
                assertThat(verdict == null || verdict == outcome.held()).as("stays as settled").isTrue();
            } catch (AssertionError wrong) {
                throw new AssertionError(each.text() + ", " + as + ": " + outcome, wrong);
            }
        }
        settled += settledVerdicts.size();
        List<Expectation.Outcome> live = outcomes(expectations,
                new SummaryMeasurements(last, run.maxWorkers(), poolNanos));
        for (int i = 0; i < drawn.size(); i++) {
            // Peaks are those of a moment before, of the events that are known in their order.
            if (!drawn.get(i).key().startsWith("peak")) {
                assertThat(live.get(i)).as(as).isEqualTo(end.get(i));
            }
        }
    }

    private void assertSoFar(List<DrawnExpectation> drawn, List<Expectation> expectations, RetoldRun now, int workers,
            Map<String, Boolean> settledVerdicts,
            SaidFacts facts, String as) {
        Summary summary = now.summary();
        List<Line> told = lines(now.told());
        MeasuredByLines until = new MeasuredByLines(told, facts).during(workers, now.now());
        MeasuredByLines held = new MeasuredByLines(
                told.stream().filter(line -> line.nanos() < now.now() - HOLD_NANOS).toList(), facts);
        List<Expectation.Outcome> outcomes = outcomes(expectations,
                new SummaryMeasurements(summary, workers, now.now()));
        for (int i = 0; i < drawn.size(); i++) {
            DrawnExpectation each = drawn.get(i);
            Expectation.Outcome outcome = outcomes.get(i);
            MeasuredByLines.Range range = until.of(each.key());
            if (range != null && each.key().startsWith("peak")) {
                MeasuredByLines.Range least = held.of(each.key());
                range = new MeasuredByLines.Range(
                        summary.lostEvents() > 0 || least == null ? 0 : Math.min(least.least(), range.least()),
                        Math.max(range.most(), least == null ? 0 : least.most()));
            }
            try {
                each.assertSaid(outcome, range, until.submitted(each.key()),
                        summary.lostEvents() > 0 && each.key().equals("peakPending"));
                Boolean before = settledVerdicts.get(each.text());
                assertThat(before == null || (outcome.settled() && outcome.held() == before)).as("stays as settled")
                        .isTrue();
                if (outcome.settled()) {
                    settledVerdicts.put(each.text(), outcome.held());
                }
            } catch (AssertionError wrong) {
                throw new AssertionError(each.text() + ", " + as + ": " + outcome, wrong);
            }
        }
    }

    private static List<Expectation.Outcome> outcomes(List<Expectation> expectations, Measurements measured) {
        return expectations.stream().map(each -> each.check(measured)).toList();
    }

    private static List<Line> lines(List<RunEvent> events) {
        StringWriter csv = new StringWriter();
        try {
            EventsCsv.write(events.stream().sorted().toList(), csv);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new EventsCsvReplay(csv.toString()).lines;
    }
}
