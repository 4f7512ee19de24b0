package dev.poolscope.app.shell;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;

import dev.poolscope.Seeds;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.session.DrawnExpectation;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.MeasuredByLines;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.story.RandomStoryScenario;
import dev.poolscope.story.SaidFacts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.RetoldRun;
import dev.poolscope.telemetry.recorder.RetoldRun.Manner;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What cards, the summary and the status bar say of expectations in the midst of random runs, at their end and when they are opened again: the
 * verdict follows from what was measured, which is held against the lines of {@code events.csv} elsewhere, and what is settled stays.
 */
class VerdictsOnScreenTest extends WindowTest {
    private static final int MILLIS = 900;
    private static final int RUNS = 3;
    private static final int MOMENTS = 5;
    private static final long LATE_EVERYWHERE = 27;
    private static final int SHOWN = 12;

    @TempDir
    private Path folder;
    private final List<String> settled = new ArrayList<>();

    @Test
    void areTheSameInAllPlacesAndWhatIsSettledStays(FxRobot robot) throws Exception {
        for (long seed = Seeds.first(); seed < Seeds.first() + RUNS; seed++) {
            assertRun(robot, seed);
        }
    }

    private void assertRun(FxRobot robot, long seed) throws Exception {
        settled.clear();
        Random dice = new Random(seed);
        FinishedRun plain = SimulatedRun.of(RandomStoryScenario.of(seed, MILLIS), 2, new Jitter(LATE_EVERYWHERE, 1));
        List<DrawnExpectation> drawn = DrawnExpectation.draw(measured(plain), dice);
        Collections.shuffle(drawn, dice);
        drawn = drawn.subList(0, SHOWN);
        Scenario scenario = ScenarioReader.parse("expecting.yaml", RandomStoryScenario.text(seed, MILLIS) + "expect:\n"
                + drawn.stream().map(each -> "  - " + each.text() + "\n").collect(Collectors.joining()));
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        slots = run.maxWorkers();
        robot.interact(() -> {
            window.open(scenario, null);
            robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(2);
            window.run().start();
        });
        frames();
        robot.interact(() -> robot.lookup("#expectSection").queryAs(TitledPane.class).setExpanded(true));
        FakeRun fed = begun.getLast();
        long length = run.wholeLength().toNanos();
        RetoldRun told = new RetoldRun(run.events(), 1 << 12, dice, Manner.WHOLE, _ -> {});
        for (int i = 1; i <= MOMENTS; i++) {
            long at = length * i / (MOMENTS + 1);
            told.tellUntil(at);
            Summary summary = told.summary();
            List<Expectation.Outcome> outcomes = outcomes(scenario, run, new RecordedRun(List.of(), summary));
            robot.interact(() -> {
                fed.measure(summary, outcomes);
                told.poll().forEach(fed::hand);
                fed.hand(new EventBatch(List.of(), at, false, 0));
            });
            eventually("the batches", () -> window.run().horizonProperty().get() >= at);
            robot.interact(() -> window.run().tellIfDue());
            frames();
            assertScreen(robot, outcomes, false, "seed " + seed + " at " + at);
        }
        RecordedRun recorded = told.finish(length);
        // The time that the workers had until the pool had terminated, as far as that is known.
        List<Expectation.Outcome> outcomes = outcomes(scenario, run, recorded);
        FinishedRun done = new FinishedRun(scenario, "retold", slots, run.length(), false, 0, List.of(), recorded,
                outcomes, 0);
        robot.interact(() -> {
            told.poll().forEach(fed::hand);
            fed.end(done);
        });
        eventually("the end", () -> window.run().activeProperty().get() == null);
        frames();
        assertScreen(robot, outcomes, true, "seed " + seed + " at the end");
        Path file = folder.resolve(seed + ".poolscope");
        Recordings.write(file, done, 1);
        ShownRun again = ShownRun.of(Recordings.openToShow(file), file, false);
        robot.interact(() -> window.run().join(again));
        frames();
        assertScreen(robot, outcomes, true, "seed " + seed + " opened again");
    }

    private static MeasuredByLines measured(FinishedRun run) throws Exception {
        StringWriter csv = new StringWriter();
        EventsCsv.write(run.events(), csv);
        List<Line> lines = new EventsCsvReplay(csv.toString()).lines;
        return new MeasuredByLines(lines, new SaidFacts(lines, 0)).during(run.maxWorkers(), run.poolLength().toNanos());
    }

    private static List<Expectation.Outcome> outcomes(Scenario scenario, FinishedRun run, RecordedRun recorded) {
        FinishedRun so = new FinishedRun(scenario, "so far", run.maxWorkers(), run.length(), false, 0, List.of(),
                recorded, List.of(), 0);
        return scenario.expectations().stream().map(each -> each.check(so.measurements())).toList();
    }

    private void assertScreen(FxRobot robot, List<Expectation.Outcome> outcomes, boolean over, String as) {
        List<String> cards = new ArrayList<>();
        robot.lookup("#expectSection .card-face").queryAll().forEach(face -> cards.add(words((Parent) face)));
        List<String> rows = robot.lookup(".verdict-row").queryAll().stream().map(row -> words((Parent) row)).toList();
        assertThat(cards).as(as).hasSize(outcomes.size());
        assertThat(rows).as(as).hasSize(outcomes.size());
        int failed = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            Expectation.Outcome outcome = outcomes.get(i);
            String text = outcome.expectation().text();
            boolean open = !over && !outcome.settled();
            String word = outcome.held() ? open ? "holds so far" : "held" : open ? "not so far" : "failed";
            failed += word.equals("failed") ? 1 : 0;
            assertThat(cards.get(i)).as(as).isEqualTo(text + "|" + word + ", measured: " + outcome.actual());
            String sign = outcome.held() ? open ? "✓…" : "✓" : open ? "…" : "✗";
            assertThat(rows.get(i)).as(as).isEqualTo(
                    sign + "|" + outcome.expectation().words() + "|" + outcome.actual()
                            + (word.equals("held") ? "" : "|" + word));
            // What was settled before stands as it stood.
            assertThat(settled).as(as)
                    .doesNotContain(text + (word.equals("failed") ? " held" : word.equals("held") ? " failed" : ""));
            if (open) {
                assertThat(settled).as(as).doesNotContain(text + " held", text + " failed");
            } else {
                settled.add(text + " " + word);
            }
        }
        // The form has a node of that name too.
        String bar = robot.lookup("#expectations").queryAll().stream().filter(Label.class::isInstance)
                .map(node -> ((Label) node).getText()).findFirst().orElseThrow();
        assertThat(bar).as(as).isEqualTo(failed > 0
                ? failed + " of " + outcomes.size() + " expectations failed"
                : over ? "expectations: " + outcomes.size() + " held" : "");
    }

    /** The labels in a node, one after the other. */
    private static String words(Parent node) {
        List<String> words = new ArrayList<>();
        gather(node, words);
        return String.join("|", words);
    }

    private static void gather(Node node, List<String> words) {
        if (node instanceof Label label) {
            if (label.isVisible() && !label.getText().isEmpty()) {
                words.add(label.getText().replace('\u00a0', ' '));
            }
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> gather(child, words));
        }
    }
}
