package dev.poolscope.app.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Pane;

import dev.poolscope.Seeds;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.story.RandomStoryScenario;
import dev.poolscope.story.SaidFacts;
import dev.poolscope.story.SaidText;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.RetoldRun;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The status bar and the state of the window, in the midst of random runs, at their end and at moments of them, also when the run is opened
 * again, against the lines of {@code events.csv}: of runs of which everything is known, with what is said to come against what came, and of runs of
 * which the recorder lost, sampled or forgot a part.
 */
class StateOfRandomRunsTest extends WindowTest {
    private static final int MILLIS = 900;
    /** At one instant the stamps of a run without delays do not tell what came first. */
    private static final long LATE_EVERYWHERE = 27;
    private static final int RUNS = 4;
    /** Of these something was told that was not so. */
    private static final List<Long> ONCE_UNTRUE = List.of(1_085_700_427_086L, 1_085_700_427_089L);
    private static final int MOMENTS = 12;
    private static final String COUNTED = "Events are missing around here: the numbers are those of the counters at ";
    private static final String TOTALS = "Of this time only totals are kept, those of the counters at ";

    @TempDir
    private Path folder;
    @SuppressWarnings("NullAway.Init") // made for each run
    private StateOnScreen state;
    private int foretold;
    private int waits;
    private int whole;
    private int counted;
    private int totals;
    private int nothing;
    private final List<RunEvent> handed = new ArrayList<>();
    private int parts;

    /** A run of which a test is made. */
    @FunctionalInterface
    private interface Checked {
        void run(FxRobot robot, long seed) throws Exception;
    }

    private static void some(FxRobot robot, Checked each) throws Exception {
        for (long seed = Seeds.first(); seed < Seeds.first() + RUNS; seed++) {
            each.run(robot, seed);
        }
        for (long seed : ONCE_UNTRUE) {
            each.run(robot, seed);
        }
    }

    private static void many(FxRobot robot, Checked each) throws Exception {
        long until = System.nanoTime() + Long.getLong("poolscope.stress.seconds", 60) * 1_000_000_000;
        long seed = new Random().nextLong(1L << 40);
        for (; System.nanoTime() < until; seed++) {
            each.run(robot, seed);
        }
    }

    @Test
    void areThoseOfTheLog(FxRobot robot) throws Exception {
        some(robot, this::assertWhole);
        assertThat(List.of(foretold, waits)).as("what was foretold, and open waits")
                .allSatisfy(each -> assertThat(each).isPositive());
    }

    @Test
    void areNothingThatDidNotHappenWhereEventsAreMissing(FxRobot robot) throws Exception {
        some(robot, this::assertPartial);
        assertThat(List.of(whole, counted, totals, nothing, parts)).as("moments of each kind, and parts of queues")
                .allSatisfy(each -> assertThat(each).isPositive());
    }

    @Test
    @Tag("stress")
    @Timeout(1800)
    void areThoseOfTheLogInManyRuns(FxRobot robot) throws Exception {
        many(robot, this::assertWhole);
    }

    @Test
    @Tag("stress")
    @Timeout(1800)
    void areNothingThatDidNotHappenInManyRuns(FxRobot robot) throws Exception {
        many(robot, this::assertPartial);
    }

    private FakeRun start(FxRobot robot, FinishedRun run) throws Exception {
        state = new StateOnScreen(robot, run.scenario(), run.events());
        slots = run.maxWorkers();
        robot.interact(() -> {
            robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(1);
            window.run().start(run.scenario());
        });
        frames();
        return begun.getLast();
    }

    private static FinishedRun run(long seed) throws Exception {
        return SimulatedRun.of(RandomStoryScenario.of(seed, MILLIS), 2, new Jitter(LATE_EVERYWHERE, 1));
    }

    private void tally() {
        foretold += state.foretold();
        waits += state.waits();
        parts += state.parts();
    }

    private void pause(FxRobot robot, boolean paused) {
        // Of the present it is told some times a second only; a pause shows it at once.
        robot.interact(() -> window.run().setPaused(paused));
    }

    private void show(FxRobot robot, ShownRun run) {
        robot.interact(() -> window.run().join(run));
    }

    // ---------------------------------------------------------------- all is known

    private void assertWhole(FxRobot robot, long seed) throws Exception {
        FinishedRun run = run(seed);
        Random dice = new Random(seed);
        long length = run.wholeLength().toNanos();
        long cut = dice.nextLong(length);
        FakeRun fed = start(robot, run);
        state.as = "seed " + seed + " until " + cut;
        hand(robot, fed, run.events().stream().filter(event -> event.nanos() <= cut).toList(), cut);
        pause(robot, true);
        assertBar(cut);
        assertMoment(cut, "State when the picture was held, at ");
        pause(robot, false);
        hand(robot, fed, run.events().stream().filter(event -> event.nanos() > cut).toList(), length);
        robot.interact(() -> fed.end());
        frames();
        state.as = "seed " + seed;
        assertBar(length);
        assertMoments(robot, dice, length, MOMENTS);
        Path file = folder.resolve(seed + ".poolscope");
        Recordings.write(file, run, 1);
        show(robot, ShownRun.of(Recordings.openToShow(file), file, false));
        state.as = "seed " + seed + " reopened";
        assertBar(length);
        assertMoments(robot, dice, length, MOMENTS / 3);
        tally();
    }

    private void hand(FxRobot robot, FakeRun fed, List<RunEvent> events, long horizon) {
        robot.interact(() -> fed.hand(new EventBatch(events, horizon, false, 0)));
        eventually("the batch", () -> window.run().horizonProperty().get() >= horizon);
        robot.interact(() -> window.run().tellIfDue());
        eventually("the words", () -> robot.lookup("#time").queryAs(Label.class).getText()
                .startsWith(String.format(Locale.ROOT, "%.1f s", horizon / 1e9)));
    }

    private long moment(Random dice, long length, int i) {
        return i % 3 == 0 ? state.lines.get(dice.nextInt(state.lines.size())).nanos() : dice.nextLong(length);
    }

    private void assertMoments(FxRobot robot, Random dice, long length, int moments) {
        String of = state.as;
        for (int i = 0; i < moments; i++) {
            long at = moment(dice, length, i);
            state.as = of + " at " + at;
            robot.interact(() -> window.models().cursor().showMoment(at));
            assertMoment(at, "State at ");
        }
        robot.interact(() -> window.models().cursor().clear());
        state.as = of;
    }

    private void assertMoment(long at, String title) {
        SaidText.assertMoment(state.text("#stateTitle").replace(title, ""), at);
        assertThat(state.isShown("#stateNote")).as(state.as).isFalse();
        state.assertState(at, at, true);
        if (window.models().cursor().moment().isPresent()) {
            String stands = state.text("#state");
            SaidText.assertMoment(stands.replaceAll("at (.*): .*", "$1"), at);
            assertBar(at, stands.replaceAll(".*: ", ""));
        }
    }

    private void assertBar(long at) {
        assertBar(at, state.text("#state"));
    }

    private void assertBar(long at, String pool) {
        SaidFacts facts = state.facts(at);
        state.assertFigure("alive", state.replay(at, "worker").size());
        state.assertFigure("busy", state.busy(at));
        state.assertFigure("free", state.free(at));
        state.assertFigure("pending", state.replay(at, "queue").size());
        state.assertEnds(at);
        assertThat(pool).as(state.as).isEqualTo(state.pool(at));
        long oldest = facts.tasks().stream()
                .filter(id -> facts.when(id, "SUBMITTED") <= at && facts.leftQueue(id) > at)
                .mapToLong(facts::due).findFirst().orElse(-1);
        String age = state.text("#oldest");
        assertThat(age.isEmpty()).as("%s: %s", state.as, age).isEqualTo(oldest < 0);
        if (oldest >= 0) {
            SaidText.assertDuration(age.replace("oldest waits ", ""), at - oldest);
        }
        // Of the run as far as it is known, wherever the cursor stands.
        SaidFacts known = state.facts(window.run().horizonProperty().get());
        long late = Math.max(state.mostLateAction(known),
                known.lines.stream().filter(line -> line.is("SUBMITTED", "REJECTED"))
                        .mapToLong(line -> line.nanos() - EventsCsvReplay.dueOf(line)).max().orElse(0));
        String up = state.text("#late");
        if (late >= 20_000_000) {
            SaidText.assertDuration(up.replaceAll("up to (.*) late", "$1"), late);
        } else {
            assertThat(up).as(state.as).isEmpty();
        }
    }

    // ---------------------------------------------------------------- a part is known

    private void assertPartial(FxRobot robot, long seed) throws Exception {
        FinishedRun run = run(seed);
        Scenario scenario = run.scenario();
        Random dice = new Random(seed);
        long length = run.wholeLength().toNanos();
        long cut = dice.nextLong(length);
        RetoldRun told = new RetoldRun(run.events(), 16 << dice.nextInt(4), dice);
        FakeRun fed = start(robot, run);
        handed.clear();
        // A reader that has found nothing yet gets everything at once.
        assertThat(told.poll()).isEmpty();
        told.tellUntil(cut);
        hand(robot, fed, told);
        state.as = "seed " + seed + " until " + cut;
        pause(robot, true);
        assertEnds(told);
        assertPart(robot, told, window.run().horizonProperty().get());
        pause(robot, false);
        RecordedRun recorded = told.finish(length);
        hand(robot, fed, told);
        robot.interact(() -> fed.end());
        frames();
        state.as = "seed " + seed;
        assertEnds(told);
        assertParts(robot, told, length, dice, "");

        Path file = folder.resolve(seed + ".poolscope");
        Recordings.write(file, new FinishedRun(scenario, "retold", slots, run.length(), false, 0, List.of(), recorded,
                List.of(), 0), 1);
        show(robot, ShownRun.of(Recordings.openToShow(file), file, false));
        state.recorded(recorded.events());
        assertEnds(told);
        assertParts(robot, told, length, dice, " reopened");
        robot.interact(() -> window.run().timeline().forgetUntil(length / 2));
        assertParts(robot, told, length, dice, " reopened and forgotten");

        show(robot, ShownRun.of(run));
        robot.interact(() -> window.run().timeline().forgetUntil(length / 2));
        assertParts(robot, told, length, dice, " simulated and forgotten");
        tally();
    }

    private void hand(FxRobot robot, FakeRun fed, RetoldRun told) {
        List<EventBatch> batches = told.poll();
        robot.interact(() -> batches.forEach(fed::hand));
        batches.forEach(batch -> {
            if (batch.restart()) {
                handed.clear();
            }
            handed.addAll(batch.events());
        });
        state.recorded(handed);
        if (batches.isEmpty()) {
            return;
        }
        long horizon = batches.getLast().horizonNanos();
        eventually("the batches", () -> window.run().horizonProperty().get() >= horizon);
        robot.interact(() -> window.run().tellIfDue());
    }

    /** Where events are missing, the numbers are those of the counters, and otherwise those of the events. */
    private void assertEnds(RetoldRun told) {
        long horizon = window.run().horizonProperty().get();
        boolean byEvents = !window.run().timeline().completeness().isCounted(horizon)
                && window.run().lostProperty().get() == 0;
        state.assertEnds(byEvents ? horizon : told.readBy(horizon));
        String age = state.text("#oldest");
        if (!age.isEmpty() && window.run().timeline().counts().history().last() != null) {
            // By the counters the age is that since the submission, which may have been late.
            assertThat(age.startsWith("oldest waits at least ")).as("%s: %s", state.as, age)
                    .isEqualTo(window.run().timeline().counts().isOldestPendingCounted(horizon));
        }
    }

    private void assertParts(FxRobot robot, RetoldRun told, long length, Random dice, String of) {
        String seed = state.as;
        for (int i = 0; i < MOMENTS; i++) {
            long at = moment(dice, length, i);
            state.as = seed + of + " at " + at;
            robot.interact(() -> window.models().cursor().showMoment(at));
            assertPart(robot, told, at);
        }
        robot.interact(() -> window.models().cursor().clear());
        state.as = seed;
    }

    private void assertPart(FxRobot robot, RetoldRun told, long at) {
        String note = state.isShown("#stateNote") ? state.text("#stateNote") : "";
        if (note.equals("Nothing is known of this moment any more.")) {
            nothing++;
            for (String id : List.of("#stateTotals", "#stateWorkersTitle", "#stateQueueTitle", "#stateWorkers",
                    "#stateWaits", "#stateWaitsTitle")) {
                assertThat(state.isShown(id)).as("%s, %s", id, state.as).isFalse();
            }
            return;
        }
        if (note.isEmpty()) {
            whole++;
            state.assertState(at, at, true);
            return;
        }
        boolean lists = note.startsWith(COUNTED);
        String moment = lists
                ? note.substring(COUNTED.length()).replace(", and the lists may lack something.", "")
                : note.replace(TOTALS, "").replaceFirst("\\.$", "");
        counted += lists ? 1 : 0;
        totals += lists ? 0 : 1;
        long numbersAt = told.readBy(at);
        SaidText.assertMoment(moment, Math.max(0, numbersAt));
        state.assertState(at, numbersAt, false);
        if (!lists) {
            assertThat(robot.lookup("#stateWorkers").queryAs(Pane.class).getChildren()).as(state.as).isEmpty();
        }
    }
}
