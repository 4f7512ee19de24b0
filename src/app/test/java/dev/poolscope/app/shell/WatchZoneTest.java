package dev.poolscope.app.shell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Window;

import dev.poolscope.app.chart.curves.StepChart;
import dev.poolscope.app.chart.lanes.LaneHighlight;
import dev.poolscope.app.chart.lanes.LaneSegment;
import dev.poolscope.app.chart.lanes.LaneState;
import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeSpan;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.app.watch.LaneSort;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** The zone in the middle, in the whole window. */
class WatchZoneTest extends WindowTest {
    private static final long MILLI = 1_000_000;
    private static final int AROUND = 4;

    private static LanesChart lanes(FxRobot robot) {
        return robot.lookup("#lanes").queryAs(LanesChart.class);
    }

    private static double x(LanesChart lanes, long millis) {
        double axis = Math.floor(lanes.getWidth()) - TimeChart.GUTTER - TimeChart.RIGHT_MARGIN;
        return TimeChart.GUTTER + lanes.viewport().xOf(millis * MILLI, axis);
    }

    private Selection selection() {
        return window.models().selection();
    }

    /** What is drawn most around a place in a lane at a moment, whatever letter or hatching is there too. */
    private static Color drawn(FxRobot robot, int lane, long millis, double height) {
        LanesChart lanes = lanes(robot);
        WritableImage[] image = new WritableImage[1];
        robot.interact(() -> image[0] = lanes.snapshot(null, null));
        double laneHeight = Math.min(96, Math.floor(lanes.getHeight() / 2));
        Map<Color, Integer> seen = new HashMap<>();
        for (int dx = -AROUND; dx <= AROUND; dx++) {
            for (int dy = -AROUND; dy <= AROUND; dy++) {
                seen.merge(image[0].getPixelReader().getColor((int) x(lanes, millis) + dx,
                        (int) (laneHeight * (lane + height)) + dy), 1, Integer::sum);
            }
        }
        return Collections.max(seen.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private static MouseEvent doubleClick(Node node) {
        Bounds place = node.localToScene(node.getBoundsInLocal());
        return new MouseEvent(MouseEvent.MOUSE_CLICKED, place.getCenterX(), place.getCenterY(), 0, 0,
                MouseButton.PRIMARY, 2,
                false, false, false, false, false, false, false, true, false, true, null);
    }

    @Test
    void aChartIsEnlargedByADoubleClickAndEscapeGivesTheOthersBack(FxRobot robot) {
        runTheStory(robot);
        StepChart queue = robot.lookup("#queue").queryAs(StepChart.class);
        double before = queue.getHeight();

        // Two clicks of a robot may be further apart than a double one, on a busy machine.
        robot.interact(() -> queue.fireEvent(doubleClick(queue)));
        frames();
        assertThat(queue.getHeight()).isGreaterThan(before * 2);
        assertThat(robot.lookup("#workers").queryAs(StepChart.class).isVisible()).isFalse();
        assertThat(robot.lookup("#lanes").tryQuery()).isEmpty();

        robot.type(KeyCode.ESCAPE);
        frames();
        assertThat(robot.lookup("#workers").queryAs(StepChart.class).isVisible()).isTrue();
        assertThat(lanes(robot).isVisible()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {5200, 9900})
    void aRunThatIsNoLongerThanTheAxisFillsItWhenItIsOver(long millis, FxRobot robot) {
        runTheStory(robot);
        TimeViewport viewport = window.models().watch().viewport();
        assertThat(viewport.span()).as("room for what comes").isEqualTo(10_000 * MILLI);

        robot.interact(() -> {
            fake.tell(millis);
            fake.end();
            window.run().pull();
        });

        assertThat(viewport.horizon()).isEqualTo(millis * MILLI);
        assertThat(viewport.start()).isNegative();
        assertThat(viewport.end()).isBetween(millis * MILLI, (millis + 400) * MILLI);
    }

    @Test
    void aPartThatIsLookedAtStaysWhenTheRunIsOver(FxRobot robot) {
        runTheStory(robot);
        TimeViewport viewport = window.models().watch().viewport();
        robot.interact(() -> viewport.show(1000 * MILLI, 7000 * MILLI));

        robot.interact(() -> {
            fake.end();
            window.run().pull();
        });

        assertThat(viewport.span()).isEqualTo(7000 * MILLI);
        assertThat(viewport.start()).isEqualTo(1000 * MILLI);
    }

    private static boolean factsAreShown() {
        return List.copyOf(Window.getWindows()).stream().filter(Tooltip.class::isInstance).map(Tooltip.class::cast)
                .anyMatch(tip -> tip.isShowing() && tip.getStyleClass().contains("facts")
                        && tip.getText().startsWith("Task "));
    }

    @Test
    void theFactsOfABarDoNotCoverTheStoryThatAClickOnItOpens(FxRobot robot) {
        runTheStory(robot);
        LanesChart lanes = lanes(robot);
        robot.interact(() -> lanes.viewport().show(0, 6_000 * MILLI));
        frames();
        double y = lanes.getHeight() / 4;
        robot.moveTo(robot.offset(lanes, Pos.TOP_LEFT, x(lanes, 2500), y).query()).moveBy(2, 0);
        assertThat(factsAreShown()).as("the pointer is over a bar").isTrue();

        robot.clickOn();
        robot.moveBy(2, 2);
        assertThat(selection().task()).isPresent();
        assertThat(factsAreShown()).as("the bar was clicked").isFalse();

        robot.moveTo(robot.offset(lanes, Pos.TOP_LEFT, x(lanes, 500), y).query()).moveBy(2, 0);
        assertThat(factsAreShown()).as("the pointer is over another bar").isTrue();
    }

    @Test
    void whatWasGoingOnAtAMomentIsToldWhereItIsClicked(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> lanes(robot).viewport().show(0, 6_000 * MILLI));
        frames();
        StepChart queue = robot.lookup("#queue").queryAs(StepChart.class);

        robot.clickOn(robot.offset(queue, Pos.CENTER_LEFT, x(lanes(robot), 2500), 0).query());
        frames();
        assertThat(saidOfAMoment().orElseThrow().getText()).contains("Both workers were busy.");
    }

    @Test
    void theClickThatHidesWhatIsSaidOfAMomentIsAClickAllTheSame(FxRobot robot) {
        runTheStory(robot);
        StepChart queue = robot.lookup("#queue").queryAs(StepChart.class);
        robot.clickOn(queue);
        assertThat(saidOfAMoment()).isPresent();

        robot.clickOn("#pauseButton");

        assertThat(saidOfAMoment()).isEmpty();
        assertThat(window.run().pausedProperty().get()).isTrue();
    }

    private static Optional<Tooltip> saidOfAMoment() {
        return List.copyOf(Window.getWindows()).stream().filter(Tooltip.class::isInstance).map(Tooltip.class::cast)
                .filter(Tooltip::isShowing).filter(tip -> tip.getText().startsWith("What was going on")).findFirst();
    }

    @Test
    void thePictureHasTheColourOfWhatEachLaneDidAtEachTime(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> lanes(robot).viewport().show(0, 6_000 * MILLI));
        frames();
        LanesChart lanes = lanes(robot);

        assertThat(drawn(robot, 0, 700, 0.8)).isEqualTo(lanes.color(ChartColor.RUNNING));
        assertThat(drawn(robot, 1, 3000, 0.8)).isEqualTo(lanes.color(ChartColor.RUNNING));
        assertThat(drawn(robot, 0, 2700, 0.5)).isEqualTo(lanes.color(ChartColor.FAILED));
        assertThat(drawn(robot, 0, 4500, 0.8)).as("no worker is there").isEqualTo(lanes.color(ChartColor.LANE));
        assertThat(drawn(robot, 1, 1100, 0.8)).as("no worker is there yet").isEqualTo(lanes.color(ChartColor.LANE));
    }

    @Test
    void theLegendLetsAKindStandOut(FxRobot robot) {
        robot.interact(() -> lanes(robot).getScene().getWindow().setHeight(1000));
        runTheStory(robot);
        robot.interact(() -> lanes(robot).viewport().show(0, 6_000 * MILLI));
        ToggleButton failed = robot.lookup("#legend-failed").queryAs(ToggleButton.class);
        robot.interact(failed::requestFocus);
        robot.push(KeyCode.SPACE);
        frames();

        assertThat(failed.isSelected()).isTrue();
        assertThat(lanes(robot).filterProperty().get().chosen()).containsExactly(LaneState.FAILED);
        assertThat(drawn(robot, 0, 2700, 0.5)).isEqualTo(lanes(robot).color(ChartColor.FAILED));
        assertThat(drawn(robot, 0, 700, 0.8)).as("dimmed").isNotEqualTo(lanes(robot).color(ChartColor.RUNNING));

        robot.push(KeyCode.SPACE);
        frames();
        assertThat(drawn(robot, 0, 700, 0.8)).isEqualTo(lanes(robot).color(ChartColor.RUNNING));
    }

    @Test
    void aClickSelectsInTheWholeWindowAndAClickBesideClears(FxRobot robot) {
        runTheStory(robot);
        LanesChart lanes = lanes(robot);
        robot.clickOn(lanes.localToScreen(x(lanes, 2500), 40));
        frames();

        assertThat(selection().selectedProperty().get()).isEqualTo(new Selected.Task(2));
        assertThat(lanes.highlightProperty().get())
                .isEqualTo(new LaneHighlight(0, 2, new TimeSpan(2000 * MILLI, 2000 * MILLI)));

        robot.clickOn(lanes.localToScreen(x(lanes, 1500), 40));
        frames();
        assertThat(selection().selectedProperty().get()).as("idle").isEqualTo(new Selected.Worker(1));
        assertThat(lanes.highlightProperty().get())
                .isEqualTo(new LaneHighlight(0, 0, new TimeSpan(0, 3600 * MILLI)));

        robot.clickOn(lanes.localToScreen(x(lanes, 4500), 40));
        frames();
        assertThat(selection().selectedProperty().get()).isNull();
        assertThat(lanes.highlightProperty().get()).isNull();
    }

    @Test
    void whatIsSelectedElsewhereIsGoneTo(FxRobot robot) {
        runTheStory(robot);
        LanesChart lanes = lanes(robot);
        robot.interact(() -> lanes.viewport().show(4_000 * MILLI, 1_000 * MILLI));
        robot.interact(() -> selection().select(new Selected.Task(1)));
        frames();

        assertThat(lanes.viewport().start()).isLessThan(1000 * MILLI);
        assertThat(lanes.viewport().end()).isGreaterThan(0);
        StepChart queue = robot.lookup("#queue").queryAs(StepChart.class);
        assertThat(queue.markedProperty().get()).as("its time in the queue").isEqualTo(new TimeSpan(0, 100 * MILLI));
    }

    @Test
    void theLanesCanBeReadAsATable(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> lanes(robot).viewport().show(0, 6_000 * MILLI));
        robot.interact(lanes(robot)::requestFocus);
        robot.push(KeyCode.T);
        frames();
        TableView<?> table = robot.lookup("#segments").queryTableView();
        assertThat(lanes(robot).isVisible()).isFalse();
        assertThat(table.getItems()).hasSize(8);
        assertThat(table.getColumns()).extracting(column -> String.valueOf(column.getCellData(1)))
                .containsExactly("1", "1", "RUNNING", "1", "web", "100000000", "900000000");

        robot.interact(() -> table.getSelectionModel().select(1));
        assertThat(selection().selectedProperty().get()).isEqualTo(new Selected.Task(1));
        robot.interact(() -> selection().select(new Selected.Task(3)));
        assertThat(String.valueOf(table.getSelectionModel().getSelectedItem())).contains("taskId=3");

        robot.interact(table::requestFocus);
        robot.push(KeyCode.T);
        frames();
        assertThat(lanes(robot).isVisible()).isTrue();
    }

    @Test
    void theTableComesWithTheSelectedRowInView(FxRobot robot) {
        List<RunEvent> events = new ArrayList<>();
        events.add(FakeRun.event(0, EventType.WORKER_SPAWNED, 0, 1, "reason=SUBMISSION pending=1 free=0 alive=0"));
        for (int task = 1; task <= 60; task++) {
            events.add(FakeRun.event(100L * task, EventType.SUBMITTED, task, 0, "due=0"));
            events.add(FakeRun.event(100L * task, EventType.STARTED, task, 1));
            events.add(FakeRun.event(100L * task + 90, EventType.COMPLETED, task, 1));
        }
        robot.interact(() -> {
            window.run().start();
            fake.tell(7000, events.toArray(RunEvent[]::new));
        });
        frames();
        robot.interact(() -> selection().select(new Selected.Task(40)));
        robot.interact(lanes(robot)::requestFocus);
        robot.push(KeyCode.T);
        frames();

        TableView<?> table = robot.lookup("#segments").queryTableView();
        int selected = table.getSelectionModel().getSelectedIndex();
        assertThat(String.valueOf(table.getItems().get(selected))).contains("taskId=40");
        assertThat(robot.from(table).lookup(".table-row-cell").<TableRow<?>>queryAll()).filteredOn(Node::isVisible)
                .extracting(row -> row.getIndex()).contains(selected - 1, selected, selected + 1);
    }

    @Test
    void lanesCanBeSortedByTheTimeTheyAreBusy(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> {
            lanes(robot).viewport().show(0, 6_000 * MILLI);
            window.models().watch().laneSortProperty().set(LaneSort.BUSY);
        });
        frames();
        assertThat(drawn(robot, 0, 4000, 0.8)).as("slot 2 was busier").isEqualTo(
                lanes(robot).color(ChartColor.RUNNING));

        robot.interact(() -> window.models().watch().laneSortProperty().set(LaneSort.SLOT));
        frames();
        assertThat(drawn(robot, 0, 4500, 0.8)).isEqualTo(lanes(robot).color(ChartColor.LANE));
    }

    @Test
    void inAHighWindowThereIsNoGapBetweenLanesAndCurves(FxRobot robot) {
        robot.interact(() -> lanes(robot).getScene().getWindow().setHeight(1000));
        runTheStory(robot);
        StepChart queue = robot.lookup("#queue").queryAs(StepChart.class);
        assertThat(lanes(robot).getHeight()).as("two lanes").isEqualTo(2 * 96);
        double gap = queue.localToScene(0, 0).getY() - lanes(robot).localToScene(0, lanes(robot).getHeight()).getY();
        assertThat(gap).as("the divider").isBetween(3.0, 9.0);

        robot.interact(() -> robot.lookup(".step-chart").queryAllAs(StepChart.class)
                .forEach(chart -> chart.openProperty().set(false)));
        frames();
        assertThat(lanes(robot).getHeight()).as("the rest").isGreaterThan(2 * 96);
    }

    /** Lanes that are high enough give the room that they do not need to the curves that are open from the start. */
    @Test
    void queueWorkersAndWaitingAreThereFromTheStartBesideTwoLanes(FxRobot robot) {
        robot.interact(() -> {
            lanes(robot).getScene().getWindow().setWidth(1000);
            lanes(robot).getScene().getWindow().setHeight(780);
        });
        runTheStory(robot);

        for (String each : List.of("#queue", "#workers", "#waiting")) {
            StepChart chart = robot.lookup(each).queryAs(StepChart.class);
            assertThat(chart.getHeight()).as(each).isGreaterThanOrEqualTo(chart.leastHeight());
        }
        assertThat(lanes(robot).getHeight()).as("two lanes").isGreaterThanOrEqualTo(2 * 38);
    }

    @Test
    void aChartIsFoldedByKeyboardAndTellsItsValuesToScreenReaders(FxRobot robot) {
        robot.interact(() -> lanes(robot).getScene().getWindow().setHeight(1000));
        runTheStory(robot);
        StepChart workers = robot.lookup("#workers").queryAs(StepChart.class);
        double before = workers.getHeight();
        robot.interact(workers::requestFocus);
        robot.push(KeyCode.SPACE);
        frames();

        assertThat(workers.openProperty().get()).isFalse();
        assertThat(workers.getHeight()).isLessThan(before).isLessThan(30);
        assertThat(workers.getAccessibleText()).startsWith("Workers, from").contains("alive 1", "busy 1",
                "free or starting 0");
    }

    /** In large type, in the smallest window that has to be usable. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 64})
    void lanesLeaveRoomForACurveThatCanBeReadInAPresentation(int slots, FxRobot robot) throws Exception {
        Scenario scenario = ScenarioReader.parse("it", """
                                                       poolscope: 1
                                                       name: Lanes
                                                       duration: 6s
                                                       pool: { type: thread, maxWorkers: %d }
                                                       streams:
                                                         - name: work
                                                           arrivals: { constant: { rate: 10/s } }
                                                           task: { sleep: 100ms }
                                                       """.formatted(slots));
        robot.interact(() -> window.open(scenario, null));
        runTheStory(robot);
        robot.interact(() -> {
            window.shell().layout().composeProperty().set(false);
            window.shell().layout().explainProperty().set(false);
            lanes(robot).getScene().getRoot().getStyleClass().add("presentation");
        });
        frames();

        assertThat(robot.lookup(".legend-entry").queryLabeled().getFont().getSize()).as("legible for an audience")
                .isGreaterThanOrEqualTo(15);
        StepChart queue = robot.lookup("#queue").queryAs(StepChart.class);
        assertThat(queue.magnification()).as("large type").isGreaterThan(1.2);
        assertThat(queue.getHeight()).isGreaterThanOrEqualTo(queue.leastHeight());
        Node running = robot.lookup("#running").query();
        assertThat(running.getBoundsInParent().getMaxY()).as("the last line is whole")
                .isLessThanOrEqualTo(running.getParent().getLayoutBounds().getHeight() + 0.5);
        LanesChart shown = lanes(robot);
        assertThat(shown.getHeight()).as("a line of type for each of four")
                .isGreaterThanOrEqualTo(Math.min(slots, 4) * shown.font().getSize());
    }

    @Test
    void theLineOfAMarkDoesNotCrossOutWhatIsExpected(FxRobot robot) {
        Scenario scenario = ReadyScenarios.load("first-light");
        FinishedRun done = SimulatedRun.of(scenario, 2);
        robot.interact(() -> window.run().show(done));
        long note = scenario.actions().getFirst().at().toNanos();
        StepChart chart = robot.lookup("#queue").queryAs(StepChart.class);
        double axis = Math.floor(chart.getWidth()) - TimeChart.GUTTER - TimeChart.RIGHT_MARGIN;
        long span = 10_000 * MILLI;
        // At the left end of the words, before their first letter.
        robot.interact(() -> window.models().watch().viewport().show(note - Math.round(15.4 * span / axis), span));
        frames();
        WritableImage[] image = new WritableImage[1];
        robot.interact(() -> image[0] = chart.snapshot(null, null));
        int x = (int) TimeChart.GUTTER + 15;
        int ofGround = 0;
        int ofLine = 0;
        for (int y = 0; y < (int) image[0].getHeight() - 2; y++) {
            Color there = image[0].getPixelReader().getColor(x, y);
            boolean line = distance(there, chart.color(ChartColor.MARK_NOTE)) < distance(there,
                    chart.color(ChartColor.LANE));
            ofLine += line ? 1 : 0;
            ofGround += line ? 0 : 1;
        }
        assertThat(ofLine).as("the line above and below the words").isGreaterThan(8);
        assertThat(ofGround).as("the ground of the words").isBetween(10, 24);
    }

    private static double distance(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed()) + Math.abs(one.getGreen() - other.getGreen())
                + Math.abs(one.getBlue() - other.getBlue());
    }

    private static String framed(FxRobot robot) {
        LaneSegment at = lanes(robot).reachedProperty().get();
        return at == null ? "nothing" : "lane " + at.lane() + ": " + at.kind() + " of task " + at.taskId();
    }

    @Test
    void keysGoThroughTheLanesAndSelectThere(FxRobot robot) {
        FinishedRun done = SimulatedRun.of(ReadyScenarios.load("first-light"), 2);
        robot.interact(() -> window.run().show(done));
        robot.interact(() -> {
            window.models().watch().viewport().show(4_000 * MILLI, 4_000 * MILLI);
            lanes(robot).requestFocus();
        });
        assertThat(framed(robot)).isEqualTo("nothing");

        robot.push(KeyCode.DOWN);
        LaneSegment first = lanes(robot).reachedProperty().get();
        assertThat(first).as("in the middle of what is seen").isNotNull().satisfies(at -> {
            assertThat(at.lane()).isZero();
            assertThat(at.from()).isLessThanOrEqualTo(6_000 * MILLI);
            assertThat(at.to()).isGreaterThan(5_900 * MILLI);
        });
        robot.push(KeyCode.DOWN);
        assertThat(framed(robot)).startsWith("lane 1: RUNNING of task ");
        robot.push(KeyCode.DOWN);
        assertThat(framed(robot)).as("there is no lane below").startsWith("lane 1: RUNNING");
        assertThat(lanes(robot).isFocused()).as("nor does the focus go elsewhere").isTrue();
        robot.push(KeyCode.UP);
        assertThat(lanes(robot).reachedProperty().get()).isEqualTo(first);

        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        LaneSegment next = lanes(robot).reachedProperty().get();
        assertThat(next).isNotNull().extracting(LaneSegment::from).isEqualTo(first == null ? null : first.to());
        assertThat(lanes(robot).getAccessibleText()).contains("Framed: ");
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        assertThat(lanes(robot).reachedProperty().get()).isEqualTo(first);
        assertThat(selection().selectedProperty().get()).isNull();

        robot.push(KeyCode.ENTER);
        assertThat(selection().task()).hasValue(first == null ? -1 : first.taskId());
        assertThat(lanes(robot).isFocused()).isTrue();

        for (int i = 0; i < 40; i++) {
            robot.push(KeyCode.ALT, KeyCode.RIGHT);
        }
        LaneSegment far = lanes(robot).reachedProperty().get();
        assertThat(far).isNotNull();
        assertThat(lanes(robot).viewport().end()).as("the picture goes along").isGreaterThan(8_000 * MILLI)
                .isGreaterThan(far == null ? Long.MAX_VALUE : far.from());

        robot.interact(() -> robot.lookup("#queue").query().requestFocus());
        assertThat(framed(robot)).as("without the focus").isEqualTo("nothing");
    }

    @Test
    void theTableOfStretchesIsReadWholeInTheSmallestWindow(FxRobot robot) {
        robot.interact(() -> window.run().show(SimulatedRun.of(ReadyScenarios.load("recycling"), 2)));
        robot.push(KeyCode.T);
        frames();
        TableView<?> table = robot.lookup("#segments").queryTableView();

        assertThat(table.getColumns()).hasSize(7);
        assertThat(robot.from(table).lookup(".column-header .text").queryAllAs(Text.class))
                .extracting(Text::getText).filteredOn(title -> !title.isEmpty())
                .containsExactlyInAnyOrder("Lane", "Worker", "State", "Task", "Stream", "From", "Length");
        assertThat(robot.from(table).lookup(".table-cell .text").queryAllAs(Text.class)).extracting(Text::getText)
                .isNotEmpty().noneMatch(text -> text.endsWith("..."));

        robot.interact(() -> window.run().show(SimulatedRun.of(ReadyScenarios.load("first-light"), 2)));
        robot.interact(() -> window.models().watch().viewport().show(12_000 * MILLI, 10_000 * MILLI));
        eventually("later rows", () -> String.valueOf(table.getColumns().get(5).getCellData(0)).length() == 11);
        frames();
        assertThat(robot.from(table).lookup(".table-cell .text").queryAllAs(Text.class)).extracting(Text::getText)
                .anyMatch(text -> text.matches("1\\d\\.\\d{3} s")).noneMatch(text -> text.endsWith("..."));
    }
}
