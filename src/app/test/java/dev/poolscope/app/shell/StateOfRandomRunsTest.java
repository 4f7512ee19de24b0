package dev.poolscope.app.shell;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The status bar and the state of the window, in the midst of random runs, at their end and at moments of them, against the lines
 * of {@code events.csv}, also when the run is opened again; and what is said to come, against what came.
 */
class StateOfRandomRunsTest extends WindowTest {
    private static final int MILLIS = 900;
    /** At one instant the stamps of a run without delays do not tell what came first. */
    private static final long LATE_EVERYWHERE = 27;
    private static final int RUNS = 4;
    private static final int MOMENTS = 12;

    @TempDir
    private Path folder;
    private List<Line> lines = List.of();
    private String as = "";
    private int foretold;
    private int waits;

    @Test
    void areThoseOfTheLog(FxRobot robot) throws Exception {
        for (long seed = Seeds.first(); seed < Seeds.first() + RUNS; seed++) {
            assertRun(robot, seed);
        }
        assertThat(foretold).as("what was foretold").isPositive();
        assertThat(waits).as("open waits").isPositive();
    }

    @Test
    @Tag("stress")
    @Timeout(1800)
    void areThoseOfTheLogInManyRuns(FxRobot robot) throws Exception {
        long until = System.nanoTime() + Long.getLong("poolscope.stress.seconds", 60) * 1_000_000_000;
        long seed = new Random().nextLong(1L << 40);
        for (; System.nanoTime() < until; seed++) {
            assertRun(robot, seed);
        }
    }

    private void assertRun(FxRobot robot, long seed) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        StringWriter csv = new StringWriter();
        List<RunEvent> events = run.events().stream().sorted().toList();
        EventsCsv.write(events, csv);
        lines = new EventsCsvReplay(csv.toString()).lines;
        Random dice = new Random(seed);
        long length = run.wholeLength().toNanos();
        long cut = dice.nextLong(length);
        slots = run.maxWorkers();
        robot.interact(() -> {
            robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(1);
            window.run().start(scenario);
        });
        frames();
        FakeRun fed = begun.getLast();
        as = "seed " + seed + " until " + cut;
        hand(robot, fed, events.stream().filter(event -> event.nanos() <= cut).toList(), cut);
        // Of the present it is told some times a second only; a pause shows it at once.
        robot.interact(() -> window.run().setPaused(true));
        assertBar(robot, scenario, cut);
        assertState(robot, scenario, cut, "State now, at ");
        robot.interact(() -> window.run().setPaused(false));
        hand(robot, fed, events.stream().filter(event -> event.nanos() > cut).toList(), length);
        robot.interact(() -> fed.end());
        frames();
        as = "seed " + seed;
        assertBar(robot, scenario, length);
        assertMoments(robot, scenario, dice, length, MOMENTS);
        Path file = folder.resolve(seed + ".poolscope");
        Recordings.write(file, run, 1);
        ShownRun reopened = ShownRun.of(Recordings.openToShow(file), file, false);
        robot.interact(() -> window.run().join(reopened));
        as = "seed " + seed + " reopened";
        assertBar(robot, scenario, length);
        assertMoments(robot, scenario, dice, length, MOMENTS / 3);
    }

    private void assertMoments(FxRobot robot, Scenario scenario, Random dice, long length, int moments) {
        String of = as;
        for (int i = 0; i < moments; i++) {
            long at = i % 3 == 0 ? lines.get(dice.nextInt(lines.size())).nanos() : dice.nextLong(length);
            as = of + " at " + at;
            robot.interact(() -> window.models().cursor().showMoment(at));
            assertState(robot, scenario, at, "State at ");
        }
        robot.interact(() -> window.models().cursor().clear());
        as = of;
    }

    private void hand(FxRobot robot, FakeRun fed, List<RunEvent> events, long horizon) {
        robot.interact(() -> fed.hand(new EventBatch(events, horizon, false, 0)));
        eventually("the batch", () -> window.run().horizonProperty().get() >= horizon);
        robot.interact(() -> window.run().tellIfDue());
        eventually("the words", () -> robot.lookup("#time").queryAs(Label.class).getText()
                .startsWith(String.format(Locale.ROOT, "%.1f s", horizon / 1e9)));
    }

    // ---------------------------------------------------------------- facts of the log

    private SaidFacts facts(long at) {
        return new SaidFacts(lines.stream().filter(line -> line.nanos() <= at).toList(), at);
    }

    private static long timeout(Scenario scenario) {
        return scenario.pool().idleTimeout() == null ? Long.MAX_VALUE : scenario.pool().idleTimeout().toNanos();
    }

    private List<String[]> replay(Scenario scenario, long at, String of) {
        StateReplay replay = new StateReplay(timeout(scenario));
        lines.stream().filter(line -> line.nanos() <= at).forEach(replay::play);
        return replay.facts().stream().map(fact -> fact.split(" ", -1)).filter(fact -> fact[0].equals(of)).toList();
    }

    private long busy(Scenario scenario, long at) {
        return replay(scenario, at, "worker").stream()
                .filter(it -> List.of("RUNNING", "BLOCKED", "LEAVING", "WRAPPING_UP").contains(it[2])).count();
    }

    private long free(Scenario scenario, long at) {
        return replay(scenario, at, "worker").stream().filter(it -> List.of("STARTING", "IDLE").contains(it[2]))
                .count();
    }

    private String pool(long at) {
        SaidFacts facts = facts(at);
        if (facts.exists(line -> line.is("TERMINATED"))) {
            return "terminated";
        }
        if (facts.exists(line -> line.is("SHUTDOWN_BEGAN")
                || (line.is("WORKER_RETIRED") && line.detail().equals("reason=SHUTDOWN")))) {
            return "shutting down";
        }
        if (facts.exists(line -> line.is("BROKEN"))) {
            return "broken";
        }
        return facts.count(line -> line.is("JOIN_BEGAN")) > facts.count(line -> line.is("JOIN_ENDED"))
                ? "joining"
                : "open";
    }

    // ---------------------------------------------------------------- the status bar

    private void assertBar(FxRobot robot, Scenario scenario, long at) {
        SaidFacts facts = facts(at);
        figure(robot, "alive", replay(scenario, at, "worker").size());
        figure(robot, "busy", busy(scenario, at));
        figure(robot, "free", free(scenario, at));
        figure(robot, "pending", replay(scenario, at, "queue").size());
        for (String end : List.of("COMPLETED", "FAILED", "CANCELLED", "REJECTED")) {
            figure(robot, end.toLowerCase(Locale.ROOT), facts.count(line -> line.is(end)));
        }
        String pool = pool(at);
        boolean broke = facts.exists(line -> line.is("BROKEN"));
        assertThat(text(robot, "#state")).as(as).isEqualTo(broke && !pool.equals("broken") ? "broken, " + pool : pool);
        long oldest = facts.tasks().stream()
                .filter(id -> facts.when(id, "SUBMITTED") <= at && facts.leftQueue(id) > at)
                .mapToLong(facts::due).findFirst().orElse(-1);
        String waits = text(robot, "#oldest");
        assertThat(waits.isEmpty()).as("%s: %s", as, waits).isEqualTo(oldest < 0);
        if (oldest >= 0) {
            SaidText.assertDuration(waits.replace("oldest waits ", ""), at - oldest);
        }
        long late = facts.lines.stream().filter(line -> line.is("SUBMITTED", "REJECTED"))
                .mapToLong(line -> line.nanos() - EventsCsvReplay.dueOf(line)).max().orElse(0);
        String up = text(robot, "#late");
        if (late >= 20_000_000) {
            SaidText.assertDuration(up.replaceAll("up to (.*) late", "$1"), late);
        } else {
            assertThat(up).as(as).isEmpty();
        }
    }

    private void figure(FxRobot robot, String name, long expected) {
        Label number = (Label) robot.lookup("#figure-" + name).query().lookup(".number");
        assertThat(number.getText()).as("%s, %s", name, as).isEqualTo(String.format(Locale.ROOT, "%,d", expected));
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    // ---------------------------------------------------------------- the state

    private void assertState(FxRobot robot, Scenario scenario, long at, String title) {
        SaidFacts facts = facts(at);
        SaidText.assertMoment(text(robot, "#stateTitle").replace(title, ""), at);
        assertThat(robot.lookup("#stateNote").query().isVisible()).as(as).isFalse();
        assertThat(text(robot, "#stateTotals")).as(as)
                .matches("Pool " + pool(at) + ", idle timeout [^.]+(\\.\\d+)?[^.]*\\. "
                        + "Submitted " + facts.count(line -> line.is("SUBMITTED")) + ", completed "
                        + facts.count(line -> line.is("COMPLETED")) + ", failed "
                        + facts.count(line -> line.is("FAILED"))
                        + ", cancelled " + facts.count(line -> line.is("CANCELLED")) + ", refused "
                        + facts.count(line -> line.is("REJECTED")) + "\\.");
        List<String[]> workers = replay(scenario, at, "worker");
        assertThat(text(robot, "#stateWorkersTitle")).as(as).isEqualTo("Workers: " + workers.size() + " alive, "
                + busy(scenario, at) + " busy, " + free(scenario, at) + " free");
        assertWorkers(robot, workers, at);
        assertQueue(robot, facts, replay(scenario, at, "queue"), at);
        assertWaits(robot, scenario, at);
    }

    private void assertWorkers(FxRobot robot, List<String[]> expected, long at) {
        List<Node> nodes = robot.lookup("#stateWorkers").queryAs(Pane.class).getChildren();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i += 4) {
            Labeled task = (Labeled) nodes.get(i + 2);
            seen.add(((Labeled) nodes.get(i)).getText() + " " + ((Labeled) nodes.get(i + 1)).getText() + " "
                    + (task.isVisible() ? task.getText() : "-") + " | " + ((Labeled) nodes.get(i + 3)).getText());
        }
        assertThat(seen).as(as).hasSameSizeAs(expected);
        for (String[] worker : expected) {
            String doing = switch (worker[2]) {
                case "STARTING" -> "starts";
                case "RUNNING" -> "runs";
                case "BLOCKED" -> "blocked in";
                case "LEAVING" -> "cancelled, leaves";
                case "WRAPPING_UP" -> "wraps up";
                case "IDLE" -> "idle";
                default -> "finalizes";
            };
            String begin = "Worker " + worker[1] + " " + doing + " "
                    + (worker[4].equals("0") ? "-" : "Task " + worker[4]) + " | ";
            String rest = seen.stream().filter(row -> row.startsWith(begin)).map(row -> row.substring(begin.length()))
                    .findFirst().orElseThrow(() -> new AssertionError(begin + " is not in " + seen + ", " + as));
            String[] said = rest.split(", ", 2);
            SaidText.assertDuration(said[0], at - Long.parseLong(worker[3]));
            if (worker[6].equals("-")) {
                assertThat(said).as(as).hasSize(1);
            } else {
                assertForecast(Integer.parseInt(worker[1]), said[1], at, Long.parseLong(worker[6]));
            }
        }
    }

    /** By the time when it is due, and by what became of the worker. */
    private void assertForecast(int worker, String said, long at, long due) {
        if (due <= at) {
            assertThat(said).as(as).isEqualTo("due to be reaped");
            return;
        }
        assertThat(said).as(as).startsWith("reaped in ");
        SaidText.assertDuration(said.substring("reaped in ".length()), due - at);
        List<Line> next = lines.stream().filter(line -> line.nanos() > at).toList();
        long changed = next.stream()
                .filter(line -> line.is("IDLE_TIMEOUT_CHANGED", "JOIN_BEGAN", "SHUTDOWN_BEGAN", "BROKEN"))
                .mapToLong(Line::nanos).findFirst().orElse(Long.MAX_VALUE);
        Line did = next.stream().filter(line -> line.worker() == worker).findFirst().orElse(null);
        if (did == null || changed <= did.nanos()) {
            return;
        }
        foretold++;
        if (did.is("WORKER_RETIRING")) {
            assertThat(did.detail()).as(as).isEqualTo("reason=IDLE_TIMEOUT");
            assertThat(did.nanos()).as("%s: retired no earlier than was foretold", as).isGreaterThanOrEqualTo(due);
            assertThat(did.nanos() - due).as("%s: retired when it was foretold", as).isLessThan(40_000_000);
        } else {
            assertThat(did.event()).as("%s: a task came before", as).isEqualTo("STARTED");
        }
    }

    private void assertQueue(FxRobot robot, SaidFacts facts, List<String[]> expected, long at) {
        assertThat(text(robot, "#stateQueueTitle")).as(as).isEqualTo(expected.isEmpty()
                ? "Queue: empty"
                : "Queue: " + expected.size() + " pending, oldest first");
        List<Node> tiles = robot.lookup(".queue-tiles").queryAs(Pane.class).getChildrenUnmodifiable();
        assertThat(tiles).as(as).hasSameSizeAs(expected);
        for (int i = 0; i < tiles.size(); i++) {
            String[] task = expected.get(i);
            String told = tiles.get(i).getAccessibleText();
            String begin = "Task " + task[2] + " of " + task[3] + ": number " + task[1] + " of " + expected.size()
                    + " pending, ";
            assertThat(told).as(as).startsWith(begin).endsWith(" old");
            SaidText.assertDuration(told.substring(begin.length(), told.length() - 4),
                    at - facts.due(Long.parseLong(task[2])));
        }
    }

    private void assertWaits(FxRobot robot, Scenario scenario, long at) {
        List<String> said = robot.lookup("#stateWaits").queryAs(Pane.class).getChildren().stream()
                .filter(_ -> robot.lookup("#stateWaits").query().isVisible())
                .map(sentence -> ((Pane) sentence).getChildren().stream()
                        .map(part -> part instanceof Text text
                                ? text.getText().replace('\u00a0', ' ')
                                : ((Labeled) part).getText())
                        .collect(Collectors.joining()))
                .toList();
        List<String[]> open = replay(scenario, at, "wait");
        waits += open.size();
        assertThat(said).as(as).hasSameSizeAs(open);
        for (String[] wait : open) {
            String begin = String.format(Locale.ROOT, "Task %s on worker %s waits ", wait[2], wait[1]);
            String sentence = said.stream().filter(each -> each.startsWith(begin)).findFirst()
                    .orElseThrow(() -> new AssertionError(begin + " is not in " + said + ", " + as));
            SaidText.assertMoment(sentence.replaceFirst(".* since (\\d+\\.\\d+ s).*", "$1"), Long.parseLong(wait[3]));
            String rest = sentence.replaceFirst("since \\d+\\.\\d+ s", "T");
            String other = wait.length > 5 ? wait[5] : "";
            String place = replay(scenario, at, "queue").stream().filter(task -> task[2].equals(other))
                    .map(task -> task[1])
                    .findFirst().orElse("");
            String on = replay(scenario, at, "worker").stream().filter(it -> it[4].equals(other)
                    && List.of("RUNNING", "BLOCKED", "LEAVING").contains(it[2])).map(it -> it[1]).findFirst()
                    .orElse("");
            assertThat(rest).as(as).isEqualTo(begin + switch (wait[4]) {
                case "lock" -> other.equals("0") ? "for the lock T." : "for the lock T; task " + other + " has it.";
                case "task" -> "T for task " + other + (!place.isEmpty()
                        ? ", which is number " + place + " in the queue."
                        : !on.isEmpty() ? ", which worker " + on + " has." : ".");
                default -> "T; for what is not known.";
            });
        }
    }
}
