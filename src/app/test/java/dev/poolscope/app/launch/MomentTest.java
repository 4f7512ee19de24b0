package dev.poolscope.app.launch;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;

import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.moment.Decision;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.StreamSpec;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** The cursor, what moves it, and what the tab State says of its moment, against the lines of the log. */
class MomentTest extends WindowTest {
    private static final long SEED = 5;

    private FinishedRun show(FxRobot robot, String name) {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load(name), 2);
        robot.interact(() -> {
            window.run().show(run);
            TabPane tabs = robot.lookup(".tab-pane").queryAs(TabPane.class);
            tabs.getSelectionModel().select(1);
        });
        return run;
    }

    @Test
    void theLogGoesWithTheCursor(FxRobot robot) {
        show(robot, "head-of-line");
        robot.interact(() -> robot.lookup(".tab-pane").queryAs(TabPane.class).getSelectionModel().select(0));
        RunCursor cursor = window.models().cursor();
        TableView<?> log = robot.lookup("#eventTable").queryAs(TableView.class);
        robot.interact(() -> cursor.showMoment(4_000_000_000L));
        assertThat(log.getSelectionModel().getSelectedItem()).isInstanceOfSatisfying(RunEvent.class,
                event -> assertThat(event.nanos()).isLessThanOrEqualTo(4_000_000_000L).isGreaterThan(3_800_000_000L));
        for (int step = 0; step < 5; step++) {
            robot.interact(() -> cursor.next(RunCursor.Step.DECISION));
            assertThat(log.getSelectionModel().getSelectedItem())
                    .isEqualTo(Objects.requireNonNull(cursor.pointProperty().get()).last());
        }
        assertThat(window.models().selection().selectedProperty().get()).as("a step is no choice").isNull();
    }

    @Test
    void anOpenedRunIsSteppedByKeysWithoutAClick(FxRobot robot) {
        robot.interact(() -> {
            robot.lookup("#ready .combo-box-base").query().requestFocus();
            window.run().show(SimulatedRun.of(ReadyScenarios.load("head-of-line"), 2));
        });

        robot.push(KeyCode.HOME);
        robot.push(KeyCode.M);

        assertThat(moment()).isEqualTo(2_000_000_000L);
    }

    @Test
    void aRunningTaskShowsTheTileOfItsStream(FxRobot robot) {
        show(robot, "head-of-line");
        robot.interact(() -> window.models().cursor().showMoment(4_000_000_000L));

        Labeled task = robot.from(robot.lookup("#stateWorkers")).lookup("Task 14").queryAs(Labeled.class);
        assertThat(task.getGraphic()).isInstanceOfSatisfying(Label.class, tile -> {
            assertThat(tile.getText()).isEqualTo("2");
            assertThat(tile.getStyleClass()).contains("stream-2");
        });
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private long moment() {
        return window.models().cursor().moment().orElseThrow();
    }

    /** What the lines up to a moment say, counted in the plainest way. */
    private static final class Log {
        final Map<Long, EventsCsvReplay.Line> queue = new TreeMap<>();
        final Map<Integer, String> workers = new TreeMap<>();
        final Map<Integer, Long> since = new TreeMap<>();
        final Map<String, Integer> counts = new LinkedHashMap<>();

        Log(FinishedRun run, long upTo) throws Exception {
            StringWriter csv = new StringWriter();
            EventsCsv.write(run.events(), csv);
            for (EventsCsvReplay.Line line : new EventsCsvReplay(csv.toString()).lines) {
                if (line.nanos() <= upTo) {
                    play(line);
                }
            }
        }

        private void play(EventsCsvReplay.Line line) {
            counts.merge(line.event(), 1, Integer::sum);
            switch (line.event()) {
                case "SUBMITTED" -> queue.put(line.task(), line);
                case "STARTED" -> {
                    queue.remove(line.task());
                    does(line, "runs Task " + line.task());
                }
                case "CANCELLED" -> queue.remove(line.task());
                case "WORKER_SPAWNED" -> does(line, "starts");
                case "COMPLETED", "FAILED" -> does(line, "wraps up");
                case "WORKER_READY", "WORKER_IDLE" -> {
                    if (!workers.getOrDefault(line.worker(), "").startsWith("runs")) {
                        does(line, "idle");
                    }
                }
                case "WORKER_RETIRING" -> does(line, "finalizes");
                case "WORKER_RETIRED" -> workers.remove(line.worker());
                default -> {
                    // changes neither the queue nor a worker
                }
            }
        }

        private void does(EventsCsvReplay.Line line, String what) {
            if (!what.equals(workers.put(line.worker(), what))) {
                since.put(line.worker(), line.nanos());
            }
        }

        int count(String event) {
            return counts.getOrDefault(event, 0);
        }

        List<String> rows(long now, long timeout) {
            List<String> rows = new ArrayList<>();
            workers.forEach((id, what) -> {
                long lasts = now - since.getOrDefault(id, 0L);
                rows.add("Worker " + id + " " + what + " " + LegibleTime.duration(lasts) + (!what.equals("idle")
                        ? ""
                        : lasts >= timeout
                                ? ", due to be reaped"
                                : ", reaped in " + LegibleTime.duration(timeout - lasts)));
            });
            return rows;
        }
    }

    private void assertTold(FxRobot robot, FinishedRun run, long timeout) throws Exception {
        Log log = new Log(run, moment());
        String where = "seed " + SEED + " at " + moment();
        assertThat(text(robot, "#stateTitle")).as(where).isEqualTo("State at " + LegibleTime.moment(moment()));
        assertThat(text(robot, "#stateTotals")).as(where)
                .endsWith(
                        ". Submitted " + log.count("SUBMITTED") + ", completed " + log.count("COMPLETED") + ", failed "
                                + log.count("FAILED") + ", cancelled " + log.count("CANCELLED") + ", rejected "
                                + log.count("REJECTED") + ".");
        assertThat(text(robot, "#stateQueueTitle")).as(where).isEqualTo(log.queue.isEmpty()
                ? "Queue: empty"
                : "Queue: " + log.queue.size() + " pending, oldest first");
        List<String> tiles = new ArrayList<>();
        log.queue.values().forEach(line -> tiles.add("Task " + line.task() + " of " + line.stream() + ": number "
                + (tiles.size() + 1) + " of " + log.queue.size() + " pending, "
                + LegibleTime.duration(moment() - Long.parseLong(line.detail().replaceAll(".*due=(-?\\d+).*", "$1")))
                + " old"));
        assertThat(robot.from(robot.lookup("#stateQueue")).lookup(".queue-tile").queryAllAs(Label.class)).as(where)
                .extracting(Node::getAccessibleText)
                .containsExactlyElementsOf(tiles.subList(0, Math.min(200, tiles.size())));
        Label legend = robot.lookup("#stateLegend").queryAs(Label.class);
        List<String> streams = run.scenario().streams().stream().map(StreamSpec::name).toList();
        assertThat(legend.isVisible()).as(where).isEqualTo(streams.size() > 1
                && (!tiles.isEmpty() || log.workers.values().stream().anyMatch(it -> it.startsWith("runs"))));
        for (int i = 0; i < streams.size(); i++) {
            assertThat(legend.getText()).as(where).contains((i + 1) + ": " + streams.get(i));
        }
        Pane grid = robot.lookup("#stateWorkers").queryAs(Pane.class);
        List<String> cells = grid.getChildren().stream().filter(Node::isVisible).map(it -> ((Labeled) it).getText())
                .filter(it -> !it.isEmpty()).toList();
        assertThat(String.join(" ", cells)).as(where).isEqualTo(String.join(" ", log.rows(moment(), timeout)));
    }

    @Test
    void theStateTabTellsWhatTheLogSaysAtAnyMoment(FxRobot robot) throws Exception {
        Random dice = new Random(SEED);
        for (String name : List.of("head-of-line", "idle-reaping", "overload")) {
            FinishedRun run = show(robot, name);
            var pool = run.scenario().pool();
            long timeout = pool.idleTimeout() == null ? Long.MAX_VALUE : pool.idleTimeout().toNanos();
            for (int i = 0; i < 8; i++) {
                long at = dice.nextLong(run.length().toNanos());
                robot.interact(() -> window.models().cursor().showMoment(at));
                assertTold(robot, run, timeout);
            }
        }
    }

    @Test
    void stepsGoFromEventToEventAndDecisionToDecisionAndKeysToTheEnds(FxRobot robot) {
        FinishedRun run = show(robot, "burst-on-two");
        List<RunEvent> inOrder = run.events().stream().sorted().toList();
        List<Long> events = inOrder.stream().map(RunEvent::nanos).toList();
        List<Long> decisions = inOrder.stream().filter(Decision::isOne).map(RunEvent::nanos).toList();
        robot.interact(() -> {
            window.models().cursor().showMoment(run.length().toNanos() / 2);
            robot.lookup("#lanes").query().requestFocus();
        });
        robot.push(KeyCode.END);
        long end = moment();
        robot.push(KeyCode.HOME);
        assertThat(moment()).isZero();
        assertThat(end).isGreaterThanOrEqualTo(events.getLast());

        // All that happened at the start has happened where the cursor is.
        robot.interact(() -> window.models().cursor().showEvent(inOrder.getFirst()));
        List<Long> walked = new ArrayList<>();
        List<Long> decided = new ArrayList<>();
        robot.interact(() -> {
            Button next = robot.lookup("#transportForward").queryButton();
            for (int i = 0; i < 60; i++) {
                next.fire();
                walked.add(moment());
            }
            window.models().cursor().showMoment(0);
            Button nextDecision = robot.lookup("#transportDecisionForward").queryButton();
            for (int i = 0; i < 40; i++) {
                nextDecision.fire();
                decided.add(moment());
            }
        });

        assertThat(walked).isEqualTo(events.subList(1, 61));
        assertThat(decided).isEqualTo(decisions.stream().filter(nanos -> nanos > 0).limit(40).toList());
        robot.interact(() -> {
            Button back = robot.lookup("#transportDecisionBack").queryButton();
            for (int i = 0; i < 10; i++) {
                back.fire();
            }
        });
        assertThat(moment()).isEqualTo(decided.get(29));
    }

    @Test
    void aPlayEndsWithTheRun(FxRobot robot) {
        FinishedRun run = show(robot, "burst-on-two");
        robot.interact(() -> {
            window.models().cursor().speedProperty().set(10);
            window.models().cursor().showMoment(run.length().toNanos() * 9 / 10);
            Button play = robot.lookup("#transportPlay").queryButton();
            play.fire();
            // Before the next pulse: the rest of the run is over soon.
            assertThat(play.getText()).contains("Hold");
        });

        eventually("the end", () -> !window.models().cursor().playingProperty().get());

        assertThat(moment()).isEqualTo(window.run().horizonProperty().get());
        assertThat(robot.lookup("#transportPlay").queryButton().getText()).contains("Play");
    }
}
