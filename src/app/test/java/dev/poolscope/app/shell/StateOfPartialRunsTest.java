package dev.poolscope.app.shell;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;

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
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.moment.StateReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
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
 * The status bar and the state of the window in runs of which the recorder lost, sampled or forgot a part, live, afterwards
 * and reopened, against all the lines of what really happened: numbers are exact as of the moment that is named, and lists have
 * less, and nothing else.
 */
class StateOfPartialRunsTest extends WindowTest {
    private static final int MILLIS = 900;
    private static final long LATE_EVERYWHERE = 27;
    private static final int RUNS = 4;
    private static final int MOMENTS = 12;
    private static final String COUNTED = "Events are missing around here: the numbers are those of the counters at ";
    private static final String TOTALS = "Of this time only totals are kept, those of the counters at ";

    @TempDir
    private Path folder;
    private List<Line> lines = List.of();
    private String as = "";
    private int whole;
    private int counted;
    private int totals;
    private int nothing;
    private int parts;

    @Test
    void isNothingThatDidNotHappen(FxRobot robot) throws Exception {
        for (long seed = Seeds.first(); seed < Seeds.first() + RUNS; seed++) {
            assertRun(robot, seed);
        }
        assertThat(List.of(whole, counted, totals, nothing, parts)).as("moments of each kind, and parts of queues")
                .allSatisfy(each -> assertThat(each).isPositive());
    }

    @Test
    @Tag("stress")
    @Timeout(1800)
    void isNothingThatDidNotHappenInManyRuns(FxRobot robot) throws Exception {
        long until = System.nanoTime() + Long.getLong("poolscope.stress.seconds", 60) * 1_000_000_000;
        long seed = new Random().nextLong(1L << 40);
        for (; System.nanoTime() < until; seed++) {
            assertRun(robot, seed);
        }
    }

    private void assertRun(FxRobot robot, long seed) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        List<RunEvent> events = run.events().stream().sorted().toList();
        StringWriter csv = new StringWriter();
        EventsCsv.write(events, csv);
        lines = new EventsCsvReplay(csv.toString()).lines;
        Random dice = new Random(seed);
        long length = run.wholeLength().toNanos();
        long cut = dice.nextLong(length);
        RetoldRun told = new RetoldRun(events, 16 << dice.nextInt(4), dice);
        slots = run.maxWorkers();
        robot.interact(() -> {
            robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(1);
            window.run().start(scenario);
        });
        frames();
        FakeRun fed = begun.getLast();
        // A reader that has found nothing yet gets everything at once.
        assertThat(told.poll()).isEmpty();
        told.tellUntil(cut);
        hand(robot, fed, told);
        as = "seed " + seed + " until " + cut;
        robot.interact(() -> window.run().setPaused(true));
        assertBar(robot, told);
        assertState(robot, scenario, told, window.run().horizonProperty().get());
        robot.interact(() -> window.run().setPaused(false));
        RecordedRun recorded = told.finish(length);
        hand(robot, fed, told);
        robot.interact(() -> fed.end());
        frames();
        as = "seed " + seed;
        assertBar(robot, told);
        assertMoments(robot, scenario, told, length, dice, "");

        Path file = folder.resolve(seed + ".poolscope");
        Recordings.write(file, new FinishedRun(scenario, "retold", slots, run.length(), false, 0, List.of(), recorded,
                List.of(), 0), 1);
        ShownRun reopened = ShownRun.of(Recordings.openToShow(file), file, false);
        robot.interact(() -> window.run().join(reopened));
        assertBar(robot, told);
        assertMoments(robot, scenario, told, length, dice, " reopened");
        robot.interact(() -> window.run().timeline().forgetUntil(length / 2));
        assertMoments(robot, scenario, told, length, dice, " reopened and forgotten");

        ShownRun simulated = ShownRun.of(run);
        robot.interact(() -> {
            window.run().join(simulated);
            window.run().timeline().forgetUntil(length / 2);
        });
        assertMoments(robot, scenario, told, length, dice, " simulated and forgotten");
    }

    private void assertMoments(FxRobot robot, Scenario scenario, RetoldRun told, long length, Random dice,
            String of) {
        String seed = as;
        for (int i = 0; i < MOMENTS; i++) {
            long at = i % 3 == 0 ? lines.get(dice.nextInt(lines.size())).nanos() : dice.nextLong(length);
            as = seed + of + " at " + at;
            robot.interact(() -> window.models().cursor().showMoment(at));
            assertState(robot, scenario, told, at);
        }
        robot.interact(() -> window.models().cursor().clear());
        as = seed;
    }

    private void hand(FxRobot robot, FakeRun fed, RetoldRun told) {
        List<EventBatch> batches = told.poll();
        robot.interact(() -> batches.forEach(fed::hand));
        if (batches.isEmpty()) {
            return;
        }
        long horizon = batches.getLast().horizonNanos();
        eventually("the batches", () -> window.run().horizonProperty().get() >= horizon);
        robot.interact(() -> window.run().tellIfDue());
    }

    // ---------------------------------------------------------------- facts

    private SaidFacts facts(long at) {
        return new SaidFacts(lines.stream().filter(line -> line.nanos() <= at).toList(), at);
    }

    private List<String[]> replay(Scenario scenario, long at, String of) {
        StateReplay replay = new StateReplay(
                scenario.pool().idleTimeout() == null ? Long.MAX_VALUE : scenario.pool().idleTimeout().toNanos());
        lines.stream().filter(line -> line.nanos() <= at).forEach(replay::play);
        return replay.facts().stream().map(fact -> fact.split(" ", -1)).filter(fact -> fact[0].equals(of)).toList();
    }

    // ---------------------------------------------------------------- the status bar

    private void assertBar(FxRobot robot, RetoldRun told) {
        long horizon = window.run().horizonProperty().get();
        // Where events are missing, the numbers are those of the counters, and otherwise those of the events.
        boolean byEvents = !window.run().timeline().completeness().isCounted(horizon)
                && window.run().droppedProperty().get() == 0;
        SaidFacts facts = facts(byEvents ? horizon : told.readBy(horizon));
        for (String end : List.of("COMPLETED", "FAILED", "CANCELLED", "REJECTED")) {
            assertThat(number(robot, "#figure-" + end.toLowerCase(Locale.ROOT))).as("%s, %s", end, as)
                    .isEqualTo(facts.count(line -> line.is(end)));
        }
    }

    private static long number(FxRobot robot, String id) {
        Label number = (Label) robot.lookup(id).query().lookup(".number");
        return Long.parseLong(number.getText().replace(",", ""));
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static boolean isShown(FxRobot robot, String id) {
        return robot.lookup(id).query().isVisible();
    }

    // ---------------------------------------------------------------- the state

    private void assertState(FxRobot robot, Scenario scenario, RetoldRun told, long at) {
        String note = isShown(robot, "#stateNote") ? text(robot, "#stateNote") : "";
        if (note.equals("Nothing is known of this moment any more.")) {
            nothing++;
            for (String id : List.of("#stateTotals", "#stateWorkersTitle", "#stateQueueTitle", "#stateWorkers",
                    "#stateWaits", "#stateWaitsTitle")) {
                assertThat(isShown(robot, id)).as("%s, %s", id, as).isFalse();
            }
            return;
        }
        long numbersAt = at;
        if (note.isEmpty()) {
            whole++;
        } else {
            String moment = note.startsWith(COUNTED)
                    ? note.substring(COUNTED.length()).replace(", and the lists may lack something.", "")
                    : note.replace(TOTALS, "").replaceFirst("\\.$", "");
            counted += note.startsWith(COUNTED) ? 1 : 0;
            totals += note.startsWith(COUNTED) ? 0 : 1;
            numbersAt = told.readBy(at);
            SaidText.assertMoment(moment, Math.max(0, numbersAt));
        }
        assertNumbers(robot, scenario, facts(numbersAt), numbersAt);
        assertWorkers(robot, scenario, at, note.isEmpty());
        assertQueue(robot, scenario, at, numbersAt, note.isEmpty());
        assertWaits(robot, scenario, at, note.isEmpty());
        if (note.startsWith("Of this time")) {
            assertThat(robot.lookup("#stateWorkers").queryAs(Pane.class).getChildren()).as(as).isEmpty();
        }
    }

    private void assertNumbers(FxRobot robot, Scenario scenario, SaidFacts facts, long at) {
        assertThat(text(robot, "#stateTotals")).as(as)
                .endsWith(". Submitted " + facts.count(line -> line.is("SUBMITTED")) + ", completed "
                        + facts.count(line -> line.is("COMPLETED")) + ", failed "
                        + facts.count(line -> line.is("FAILED"))
                        + ", cancelled " + facts.count(line -> line.is("CANCELLED")) + ", refused "
                        + facts.count(line -> line.is("REJECTED")) + ".");
        List<String[]> workers = replay(scenario, at, "worker");
        long busy = workers.stream()
                .filter(it -> List.of("RUNNING", "BLOCKED", "LEAVING", "WRAPPING_UP").contains(it[2])).count();
        assertThat(text(robot, "#stateWorkersTitle")).as(as)
                .startsWith("Workers: " + workers.size() + " alive, " + busy + " busy, ");
    }

    /** Each row is of a worker that was alive, and says what it did, or that this is not recorded. */
    private void assertWorkers(FxRobot robot, Scenario scenario, long at, boolean all) {
        List<String[]> truth = replay(scenario, at, "worker");
        List<Node> nodes = robot.lookup("#stateWorkers").queryAs(Pane.class).getChildren();
        for (int i = 0; i < nodes.size(); i += 4) {
            String worker = ((Labeled) nodes.get(i)).getText();
            String doing = ((Labeled) nodes.get(i + 1)).getText();
            Labeled task = (Labeled) nodes.get(i + 2);
            String since = ((Labeled) nodes.get(i + 3)).getText();
            String row = worker + " " + doing + " " + (task.isVisible() ? task.getText() : "") + " " + since;
            String[] real = truth.stream().filter(it -> worker.equals("Worker " + it[1])).findFirst()
                    .orElseThrow(() -> new AssertionError(row + ": it was not alive, " + as));
            if (doing.equals("not recorded") && !all) {
                continue;
            }
            assertThat(doing).as("%s, %s", row, as).isEqualTo(switch (real[2]) {
                case "STARTING" -> "starts";
                case "RUNNING" -> "runs";
                case "BLOCKED" -> "blocked in";
                case "LEAVING" -> "cancelled, leaves";
                case "WRAPPING_UP" -> "wraps up";
                case "IDLE" -> "idle";
                default -> "finalizes";
            });
            assertThat(task.isVisible() ? task.getText() : "").as("%s, %s", row, as)
                    .isEqualTo(real[4].equals("0") ? "" : "Task " + real[4]);
            String[] said = since.split(", ", 2);
            SaidText.assertDuration(said[0], at - Long.parseLong(real[3]));
            if (said.length > 1) {
                assertThat(real[6]).as("%s, %s", row, as).isNotEqualTo("-");
                long due = Long.parseLong(real[6]);
                if (due <= at) {
                    assertThat(said[1]).as("%s, %s", row, as).isEqualTo("due to be reaped");
                } else {
                    SaidText.assertDuration(said[1].replace("reaped in ", ""), due - at);
                }
            }
        }
        assertThat(nodes.size() / 4).as(as).isLessThanOrEqualTo(truth.size());
        if (all) {
            assertThat(nodes.size() / 4).as(as).isEqualTo(truth.size());
        }
    }

    private void assertQueue(FxRobot robot, Scenario scenario, long at, long numbersAt, boolean all) {
        List<String> real = replay(scenario, at, "queue").stream().map(it -> it[2]).toList();
        List<Node> tiles = robot.lookup(".queue-tiles").queryAs(Pane.class).getChildrenUnmodifiable();
        int pending = replay(scenario, numbersAt, "queue").size();
        String title = text(robot, "#stateQueueTitle");
        parts += all || tiles.isEmpty() ? 0 : 1;
        assertThat(title).as(as).isEqualTo(pending == 0 && tiles.isEmpty()
                ? "Queue: empty"
                : "Queue: " + pending + (all
                        ? " pending, oldest first"
                        : tiles.isEmpty()
                                ? " pending by the counters, none known here"
                                : " pending by the counters; " + tiles.size() + " known here, oldest first"));
        int last = -1;
        for (int i = 0; i < tiles.size(); i++) {
            String told = tiles.get(i).getAccessibleText();
            String task = told.replaceFirst("^Task (\\d+) .*", "$1");
            int place = real.indexOf(task);
            assertThat(place).as("%s is pending, %s, really %s", told, as, real).isGreaterThan(last);
            last = place;
            Line submitted = Objects.requireNonNull(facts(at).task(Long.parseLong(task), "SUBMITTED"));
            String begin = "Task " + task + " of " + submitted.stream() + ": "
                    + (all
                            ? "number " + (place + 1) + " of " + real.size() + " pending, "
                            : "pending, its place is not known, ");
            assertThat(told).as(as).startsWith(begin).endsWith(" old");
            SaidText.assertDuration(told.substring(begin.length(), told.length() - 4),
                    at - facts(at).due(Long.parseLong(task)));
        }
        if (all) {
            assertThat(tiles).as(as).hasSameSizeAs(real);
        }
    }

    private void assertWaits(FxRobot robot, Scenario scenario, long at, boolean all) {
        List<String> said = robot.lookup("#stateWaits").queryAs(Pane.class).getChildren().stream()
                .map(sentence -> ((Pane) sentence).getChildren().stream()
                        .map(part -> part instanceof Text text
                                ? text.getText().replace('\u00a0', ' ')
                                : ((Labeled) part).getText())
                        .collect(Collectors.joining()))
                .toList();
        List<String[]> open = replay(scenario, at, "wait");
        List<String> queue = replay(scenario, at, "queue").stream().map(it -> it[2]).toList();
        List<String> told = new ArrayList<>();
        for (String sentence : said) {
            String[] wait = open.stream()
                    .filter(it -> sentence.startsWith("Task " + it[2] + " on worker " + it[1] + " waits "))
                    .findFirst().orElseThrow(() -> new AssertionError(sentence + ": it did not wait, " + as));
            told.add(wait[2]);
            SaidText.assertMoment(sentence.replaceFirst(".* since (\\d+\\.\\d+ s).*", "$1"), Long.parseLong(wait[3]));
            String of = sentence.replaceFirst(".* since \\d+\\.\\d+ s(.*)", "$1");
            if (wait[4].equals("lock") && sentence.contains(" has it")) {
                assertThat(of).as("%s, %s", sentence, as).isEqualTo("; task " + wait[5] + " has it.");
            } else if (wait[4].equals("task") && sentence.contains("for task")) {
                assertThat(of).as("%s, %s", sentence, as).startsWith(" for task " + wait[5]);
                if (of.contains("number")) {
                    assertThat(of).as("%s, %s", sentence, as)
                            .endsWith("which is number " + (queue.indexOf(wait[5]) + 1) + " in the queue.");
                } else if (of.contains("in the queue")) {
                    assertThat(queue).as("%s, %s", sentence, as).contains(wait[5]);
                }
            }
        }
        if (all) {
            assertThat(told).as(as).hasSameSizeAs(open);
        }
    }
}
