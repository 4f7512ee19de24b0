package dev.poolscope.app.shell;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeRuler;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import org.controlsfx.control.CheckComboBox;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** What is selected is told, listed and marked in every part of the zone that explains. */
class ExplainTest extends WindowTest {

    private static String story(FxRobot robot) {
        StringBuilder said = new StringBuilder();
        for (Node sentence : robot.lookup("#storySentences").queryAs(VBox.class).getChildren()) {
            said.append(((TextFlow) sentence).getAccessibleText()).append('\n');
        }
        return said.toString();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    @SuppressWarnings("unchecked")
    private static TableView<RunEvent> events(FxRobot robot) {
        return robot.lookup("#eventTable").queryAs(TableView.class);
    }

    private void select(FxRobot robot, Selected what) {
        robot.interact(() -> window.models().selection().select(what));
        frames();
    }

    private static void follow(FxRobot robot, String linkText) {
        Hyperlink link = robot.lookup("#storySentences .story-link").queryAllAs(Hyperlink.class).stream()
                .filter(it -> it.getText().equals(linkText)).findFirst().orElseThrow();
        robot.interact(link::fire);
        frames();
    }

    @Test
    void nothingIsSelectedAndSaysWhatToDo(FxRobot robot) {
        assertThat(text(robot, "#storyTitle")).isEqualTo("Nothing selected");
        assertThat(story(robot)).contains("Click a bar in the lanes");
    }

    @Test
    void aTasksLifeIsToldWithItsCausesAndEachIsALink(FxRobot robot) {
        runTheStory(robot);
        select(robot, new Selected.Task(3));

        assertThat(text(robot, "#storyTitle")).isEqualTo("Task 3 of web");
        assertThat(text(robot, "#storyStatus")).isEqualTo("running");
        assertThat(story(robot)).isEqualTo("""
                                           Submitted at 2.000 s.
                                           Waited 100 ms while worker 2 was starting.
                                           Started at 2.100 s on worker 2, as soon as that was ready.
                                           That worker was started at 2.000 s and took 100 ms to get ready.
                                           Has been running for 3.10 s.
                                           """);

        follow(robot, "worker 2");
        assertThat(window.models().selection().selectedProperty().get()).isEqualTo(new Selected.Worker(2));
        assertThat(text(robot, "#storyTitle")).isEqualTo("Worker 2");
        assertThat(story(robot)).contains(
                "because a submission found more tasks pending than workers free: 1 pending, 0 free, and 1 of 2",
                "Now: runs task 3");
        assertThat(story(robot)).as("of two tasks submitted in one moment")
                .doesNotContain("The submission was that of");

        robot.interact(() -> robot.lookup("#storyBack").queryAs(Button.class).fire());
        assertThat(window.models().selection().selectedProperty().get()).isEqualTo(new Selected.Task(3));
        robot.interact(() -> robot.lookup("#storyClear").queryAs(Button.class).fire());
        assertThat(text(robot, "#storyTitle")).isEqualTo("Nothing selected");
    }

    @Test
    void aWorkerSaysWhyItRetiredWithTheIdleTimeoutThatItsPoolWasMadeWith(FxRobot robot) {
        runTheStory(robot);
        select(robot, new Selected.Worker(1));

        assertThat(story(robot)).contains("Has done 2 tasks, from 1 to 2: busy for 1.90 s of 3.60 s (53 %).",
                "Was idle 2 times, 1.50 s altogether; the longest time was 1.00 s, from 1.000 s on.",
                "Retired at 3.500 s: it had been idle for 500 ms, and the idle timeout was 2 s.",
                "Was gone 100 ms after it had retired.");
    }

    @Test
    void eachPartOfAWaitIsALink(FxRobot robot) {
        runTheStory(robot);
        select(robot, new Selected.Task(4));

        List<Node> parts = List.copyOf(robot.lookup("#waitBar").queryAs(Region.class).getChildrenUnmodifiable());
        assertThat(parts).extracting(Node::getAccessibleText).containsExactly("1.00 s behind 3 on worker 2");
        robot.interact(() -> parts.getFirst().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false,
                false, false, false)));
        frames();
        assertThat(window.models().selection().selectedProperty().get()).isEqualTo(new Selected.Task(3));
    }

    @Test
    void aPoolThatStarvesSaysWhichWorkerWaitsForWhat(FxRobot robot) {
        runTheStory(robot);
        RunEvent starved = FakeRun.event(5300, EventType.STARVED, 0, 0, "waiting=1 waits=2:4");
        robot.interact(() -> fake.tell(5400,
                FakeRun.event(5250, EventType.TASK_BLOCKED, 3, 2, "on=task task=4"), starved));
        select(robot, new Selected.Event(starved));

        assertThat(story(robot))
                .isEqualTo("Since 5.300 s the pool starves: its only worker waits for a task of the same "
                        + "pool, and none is left to do it: worker 2 (task 3) for task 4, which was in the queue.\n");
        assertThat(robot.lookup("#waitGraph .graph-node").queryAllAs(Hyperlink.class)).extracting(Hyperlink::getText)
                .containsExactlyInAnyOrder("worker 2: task 3", "task 4, in the queue");

        select(robot, new Selected.Task(3));
        assertThat(story(robot)).contains("Since 5.250 s it has waited for task 4, for 150 ms so far.",
                "Has been under way for 3.30 s, of which it was blocked for 150 ms.");
        assertThat(robot.lookup("#waitGraph").tryQuery()).isPresent();

        robot.interact(() -> window.models().selection().select(null));
        robot.interact(() -> window.models().watch().viewport().show(0, 6_000_000_000L));
        frames();
        TimeRuler ruler = robot.lookup("#ruler").queryAs(TimeRuler.class);
        double axis = Math.floor(ruler.getWidth()) - TimeChart.GUTTER - TimeChart.RIGHT_MARGIN;
        robot.clickOn(ruler.localToScreen(TimeChart.GUTTER + ruler.viewport().xOf(starved.nanos(), axis),
                ruler.getHeight() - 4));
        assertThat(window.models().selection().selectedProperty().get()).as("a click on the mark")
                .isEqualTo(new Selected.Event(starved));
    }

    @Test
    void anActionIsToldInItsOwnWords(FxRobot robot) {
        runTheStory(robot);
        select(robot, new Selected.Event(FakeRun.event(5200, EventType.ACTION, 0, 0, "note: Look here")));
        assertThat(story(robot)).isEqualTo("At 5.200 s, a note: Look here\n");
        select(robot, new Selected.Event(FakeRun.event(5200, EventType.ACTION, 0, 0, "shutdown: true")));
        assertThat(story(robot)).isEqualTo("At 5.200 s: shut down.\n");
    }

    @Test
    void aMomentInAStoryIsShown(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> window.models().watch().viewport().show(0, 400_000_000));
        select(robot, new Selected.Task(4));
        assertThat(story(robot)).contains("Cancelled in the queue at 5.000 s, by the shutdown that began at 5.000 s.",
                "Waited 1.00 s behind 3 on worker 2.");

        robot.interact(() -> window.models().watch().viewport().show(0, 400_000_000));
        follow(robot, "5.000 s");
        assertThat(window.models().watch().viewport().start()).isEqualTo(4_800_000_000L);
    }

    @Test
    void aStoryThatGoesOnIsToldAnew(FxRobot robot) {
        runTheStory(robot);
        select(robot, new Selected.Task(3));
        robot.interact(() -> fake.tell(6200, FakeRun.event(6100, EventType.COMPLETED, 3, 2)));
        frames();

        assertThat(story(robot)).contains("Ran 4.00 s and completed at 6.100 s.");
        assertThat(text(robot, "#storyStatus")).isEqualTo("completed");
    }

    @Test
    void theLogHasTheColumnsThatThereIsRoomForAndTellsTheRestOfTheSelectedRow(FxRobot robot) {
        runTheStory(robot);
        TableView<RunEvent> table = events(robot);
        for (double width : new double[]{230, 300, 420, 600}) {
            robot.interact(() -> {
                table.setMinWidth(width);
                table.setMaxWidth(width);
            });
            frames();
            double columns = table.getColumns().stream().mapToDouble(TableColumn::getWidth).sum();
            assertThat(columns).as("no column is cut in %s", width).isLessThanOrEqualTo(Math.max(width, 240));
            assertThat(table.getColumns()).extracting(TableColumn::getText).startsWith("Time", "Event", "Task");
        }
        assertThat(table.getColumns()).hasSize(6);
        assertThat(robot.lookup("#eventDetail").query().isVisible()).isFalse();

        robot.interact(() -> table.getSelectionModel()
                .select(table.getItems().stream().filter(event -> event.type() == EventType.FAILED).findFirst()
                        .orElseThrow()));
        frames();

        assertThat(text(robot, "#eventDetail")).contains("3.000 s · failed · Task 2 of web · worker 1", "boom");
    }

    @Test
    void theSummaryTabFollowsTheRunAndSaysItsEnd(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(2));
        frames();
        assertThat(robot.lookup("#summaryNone").query().isVisible()).as("this run tells no numbers").isTrue();

        Scenario scenario = window.models().document().scenarioProperty().get();
        robot.interact(() -> fake.end(FakeRun.report(scenario, "web")));
        frames();

        assertThat(robot.lookup("#summaryNone").query().isVisible()).isFalse();
        List<String> said = robot.lookup(".summary .label").queryAllAs(Label.class).stream().map(Label::getText)
                .toList();
        assertThat(said).containsSubsequence("submitted", "5", "completed", "2", "failed", "1", "cancelled", "2");
        assertThat(text(robot, "#summaryTitle")).as("a line must not end between the number and its unit")
                .endsWith("\u00a0s");
    }

    @Test
    void thatNothingWasCancelledIsSaidInAWholeSentenceInTheSmallestWindow(FxRobot robot) {
        robot.interact(() -> window.run().show(SimulatedRun.of(ReadyScenarios.load("one-lock"), 2)));
        showLedger(robot);
        frames();

        Label nothing = robot.lookup("#nothingCancelled").queryAs(Label.class);
        assertThat(robot.from(nothing).lookup(".text").queryAs(Text.class).getText().replaceAll("\\s+", " "))
                .isEqualTo(nothing.getText());
    }

    @Test
    void ofAPoolThatIsOpenItIsNotSaidThatItWasShutDown(FxRobot robot) {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load("one-lock"), 2);
        robot.interact(() -> window.run().add(ShownRun.until(run, 2_500_000_000L)));
        showLedger(robot);
        frames();
        assertThat(text(robot, "#nothingCancelled")).startsWith("When the pool shuts down or breaks");

        robot.interact(() -> window.run().show(run));
        frames();
        assertThat(text(robot, "#nothingCancelled")).startsWith("The pool cancelled nothing");
    }

    @Test
    void theNamesOfAllTabsCanBeReadInTheSmallestWindow(FxRobot robot) {
        runTheStory(robot);

        TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
        assertThat(robot.from(tabs).lookup(".tab-label .text").queryAllAs(Text.class)).extracting(Text::getText)
                .containsExactly("Events", "State", "Summary", "Ledger");
        assertThat(List.copyOf(tabs.lookupAll(".control-buttons-tab"))).noneMatch(Node::isVisible);

        robot.interact(() -> tabs.getScene().getWindow().setWidth(1280));
        frames();
        assertThat(tabs.getTabs().getLast().getText()).isEqualTo("Ledger (2)");
    }

    @Test
    void everyEventIsARowAndARowSelectsWhatItIsAbout(FxRobot robot) {
        runTheStory(robot);
        TableView<RunEvent> table = events(robot);
        assertThat(table.getItems()).isEqualTo(Stream.of(FakeRun.story()).sorted().toList());
        assertThat(text(robot, "#eventCount")).isEqualTo("21 of 21 events");

        robot.interact(() -> table.getSelectionModel().select(3));
        frames();
        assertThat(text(robot, "#storyTitle")).isEqualTo("Task 1 of web");
        assertThat(window.models().selection().task()).hasValue(1);
        assertThat(story(robot)).startsWith("At 0.100 s: started.\nSubmitted at 0.000 s.");
    }

    @Test
    void theLogIsFilteredByTextKindStreamAndWorker(FxRobot robot) {
        runTheStory(robot);
        TableView<RunEvent> table = events(robot);
        TextField search = robot.lookup("#eventSearch").queryAs(TextField.class);
        robot.interact(() -> search.setText("BOOM"));
        assertThat(table.getItems()).extracting(RunEvent::type).containsExactly(EventType.FAILED);
        robot.interact(() -> search.setText("3"));
        assertThat(table.getItems()).extracting(RunEvent::taskId).containsExactly(3L, 3L);
        robot.interact(() -> search.setText("nothing like this"));
        assertThat(table.getItems()).isEmpty();
        assertThat(text(robot, "#eventCount")).isEqualTo("0 of 21 events");

        robot.interact(() -> {
            search.clear();
            robot.lookup("#eventTypes").<CheckComboBox<EventType>>query().getCheckModel().check(EventType.STARTED);
            robot.lookup("#eventWorkers").<CheckComboBox<Integer>>query().getCheckModel().check(Integer.valueOf(1));
        });
        assertThat(table.getItems()).extracting(RunEvent::taskId).containsExactly(1L, 2L);

        robot.interact(
                () -> robot.lookup("#eventTypes").<CheckComboBox<EventType>>query().getCheckModel().clearChecks());
        robot.interact(
                () -> robot.lookup("#eventStreams").<CheckComboBox<String>>query().getCheckModel().check(0));
        assertThat(table.getItems()).extracting(RunEvent::taskId).as("of worker 1 and the stream")
                .containsExactly(1L, 1L, 2L, 2L);
        robot.interact(() -> fake.tell(6200, FakeRun.event(6100, EventType.COMPLETED, 3, 2),
                FakeRun.event(6150, EventType.SUBMITTED, 6, 0, "due=6150000000"),
                FakeRun.event(6160, EventType.STARTED, 6, 1)));
        frames();
        assertThat(table.getItems()).extracting(RunEvent::taskId).containsExactly(1L, 1L, 2L, 2L, 6L);
    }

    @Test
    void aRowOfTheLedgerSelectsItsTaskAndCancelledTasksCanBeSubmittedAgainWhenTheRunIsOver(FxRobot robot) {
        runTheStory(robot);
        showLedger(robot);
        TableView<?> table = robot.lookup("#table").queryTableView();
        robot.interact(() -> table.getSelectionModel().select(1));
        frames();
        assertThat(window.models().selection().selectedProperty().get()).isEqualTo(new Selected.Task(5));
        assertThat(text(robot, "#storyTitle")).isEqualTo("Task 5 of web");

        select(robot, new Selected.Task(4));
        assertThat(table.getSelectionModel().getSelectedIndex()).isZero();
        select(robot, new Selected.Worker(1));
        assertThat(table.getSelectionModel().getSelectedIndex()).isEqualTo(-1);

        Button again = robot.lookup("#again").queryButton();
        assertThat(again.isDisabled()).isTrue();
        assertThat(again.getAccessibleHelp()).contains("still goes on");
    }

    private static List<TableRow<RunEvent>> rowsInView(FxRobot robot) {
        return robot.from(events(robot)).lookup(".table-row-cell").<TableRow<RunEvent>>queryAll().stream()
                .filter(row -> row.isVisible() && !row.isEmpty())
                .sorted(Comparator.comparingInt(row -> row.getIndex())).toList();
    }

    private static boolean standsOut(TableRow<RunEvent> row) {
        return row.getPseudoClassStates().contains(PseudoClass.getPseudoClass("related"));
    }

    @Test
    void theRowsInViewThatAreAboutTheSelectedTaskStandOutAndNoOthers(FxRobot robot) {
        runTheStory(robot);
        for (long task : new long[]{1, 4, 3}) {
            select(robot, new Selected.Task(task));
            assertThat(rowsInView(robot)).anyMatch(ExplainTest::standsOut)
                    .allSatisfy(row -> assertThat(standsOut(row)).as("%s", row.getItem())
                            .isEqualTo(row.getItem().taskId() == task));
        }
        select(robot, new Selected.Worker(2));
        assertThat(rowsInView(robot)).anyMatch(ExplainTest::standsOut)
                .allSatisfy(row -> assertThat(standsOut(row)).as("%s", row.getItem())
                        .isEqualTo(row.getItem().workerId() == 2));
        robot.interact(() -> window.models().selection().select(null));
        frames();
        assertThat(rowsInView(robot)).noneMatch(ExplainTest::standsOut);
    }

    @Test
    void aClickOnARowStopsFollowingAndArrowKeysGoFromRowToRow(FxRobot robot) {
        runTheStory(robot);
        ToggleButton follow = robot.lookup("#eventFollow").queryAs(ToggleButton.class);
        assertThat(follow.isSelected()).isTrue();
        List<TableRow<RunEvent>> rows = rowsInView(robot);
        assertThat(rows.getLast().getIndex()).as("the newest is in view").isEqualTo(20);
        TableRow<RunEvent> row = rows.get(rows.size() / 2);
        int index = row.getIndex();
        robot.clickOn(row);
        frames();
        assertThat(follow.isSelected()).isFalse();
        assertThat(window.models().selection().selectedProperty().get())
                .isEqualTo(new Selected.Event(FakeRun.story()[index]));
        int first = rowsInView(robot).getFirst().getIndex();

        RunEvent[] more = new RunEvent[40];
        for (int i = 0; i < more.length; i++) {
            more[i] = FakeRun.event(6000 + i, EventType.SUBMITTED, 6 + i, 0, "due=0");
        }
        robot.interact(() -> fake.tell(7000, more));
        frames();
        assertThat(events(robot).getItems()).hasSize(61);
        assertThat(rowsInView(robot).getFirst().getIndex()).as("nothing scrolls away").isEqualTo(first);

        robot.push(KeyCode.UP);
        assertThat(window.models().selection().selectedProperty().get())
                .isEqualTo(new Selected.Event(FakeRun.story()[index - 1]));
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.DOWN);
        frames();
        assertThat(window.models().selection().selectedProperty().get())
                .isEqualTo(new Selected.Event(FakeRun.story()[index + 1]));
    }

    @Test
    void followPressedAgainAfterAClickBringsTheNewestRowWhollyIntoView(FxRobot robot) {
        runTheStory(robot);
        List<TableRow<RunEvent>> rows = rowsInView(robot);
        robot.clickOn(rows.get(rows.size() / 2));
        RunEvent[] more = new RunEvent[40];
        for (int i = 0; i < more.length; i++) {
            more[i] = FakeRun.event(6000 + i, EventType.SUBMITTED, 6 + i, 0, "due=0");
        }
        robot.interact(() -> fake.tell(7000, more));
        frames();
        robot.interact(() -> robot.lookup("#eventFollow").queryAs(ToggleButton.class).fire());
        frames();

        TableRow<RunEvent> newest = rowsInView(robot).getLast();
        assertThat(newest.getIndex()).isEqualTo(60);
        Node view = robot.from(events(robot)).lookup(".clipped-container").query();
        assertThat(newest.localToScene(newest.getLayoutBounds()).getMaxY())
                .isLessThanOrEqualTo(view.localToScene(view.getLayoutBounds()).getMaxY() + 0.5);
    }

    /** Does something, and looks that the toolkit does not complain meanwhile. */
    private static void assertNoComplaint(Runnable what) {
        List<String> complaints = new CopyOnWriteArrayList<>();
        Logger toolkit = Logger.getLogger("javafx.scene.control");
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord remark) {
                complaints.add(remark.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        toolkit.addHandler(listener);
        try {
            what.run();
        } finally {
            toolkit.removeHandler(listener);
        }
        assertThat(complaints).isEmpty();
    }

    private RunEvent[] runALongStory(FxRobot robot) {
        runTheStory(robot);
        RunEvent[] more = new RunEvent[3000];
        for (int i = 0; i < more.length; i++) {
            more[i] = FakeRun.event(6000 + i, EventType.SUBMITTED, 6 + i, 0, "due=0");
        }
        robot.interact(() -> fake.tell(9500, more));
        frames();
        return more;
    }

    @Test
    void aTableThatStandsFarDownGetsFewRowsWithoutAComplaintOfTheToolkit(FxRobot robot) {
        runALongStory(robot);
        TextField search = robot.lookup("#eventSearch").queryAs(TextField.class);
        assertNoComplaint(() -> {
            robot.interact(() -> robot.lookup("#eventFollow").queryAs(ToggleButton.class).setSelected(false));
            frames();
            robot.interact(() -> events(robot).scrollTo(2900));
            frames();
            robot.interact(() -> search.setText("BOOM"));
            frames();
            assertThat(rowsInView(robot)).isNotEmpty();
            robot.interact(search::clear);
            frames();
            robot.interact(() -> events(robot).scrollTo(2900));
            frames();
            robot.interact(() -> fake.hand(new EventBatch(Stream.of(FakeRun.story()).sorted().toList(), 9_600_000_000L,
                    true, 0)));
            frames();
            robot.interact(() -> events(robot).scrollTo(2900));
            frames();
            robot.interact(() -> window.run().show(SimulatedRun.of(ReadyScenarios.load("one-lock"), 2)));
            frames();
        });
    }

    @Test
    void theNewestOfManyRowsAreListedWithoutAComplaintOfTheToolkit(FxRobot robot) {
        RunEvent[] more = runALongStory(robot);
        assertNoComplaint(() -> {
            ToggleButton follow = robot.lookup("#eventFollow").queryAs(ToggleButton.class);
            robot.interact(follow::fire);
            frames();
            assertThat(events(robot).getItems()).hasSize(3021);
            robot.interact(() -> events(robot).scrollTo(2900));
            frames();
            robot.interact(follow::fire);
            frames();

            assertThat(rowsInView(robot).getLast().getItem()).isEqualTo(more[2999]);
        });
    }

    @Test
    void whatWasCancelledIsSubmittedAgainInARunOfItsOwnAndTheOldOneStaysReadable(FxRobot robot) {
        runTheStory(robot);
        Scenario scenario = ReadyScenarios.load("first-light");
        String stream = scenario.streams().getFirst().name();
        robot.interact(() -> fake.end(FakeRun.report(scenario, stream)));
        frames();
        robot.interact(() -> robot.lookup("#again").queryButton().fire());
        frames();

        assertThat(begun).hasSize(2);
        assertThat(window.run().phaseProperty().get()).isEqualTo(RunPhase.RUNNING);
        assertThat(window.run().scenarioProperty().get()).isNotNull().satisfies(again -> {
            assertThat(again.name()).isEqualTo("First light, submitted again");
            assertThat(again.streams()).extracting(StreamSpec::arrivals)
                    .containsExactly(new Arrivals.Batch(2, Duration.ZERO));
        });
        assertThat(events(robot).getItems()).as("of the new run").isEmpty();
        MenuButton runs = robot.lookup("#runsButton").queryAs(MenuButton.class);
        assertThat(runs.getText()).isEqualTo("Run 2");
        assertThat(runs.getItems()).hasSizeGreaterThan(2);

        robot.interact(() -> runs.getItems().get(1).fire());
        frames();
        assertThat(runs.getText()).isEqualTo("Run 1");
        assertThat(events(robot).getItems()).isEqualTo(Stream.of(FakeRun.story()).sorted().toList());
        showLedger(robot);
        assertThat(robot.lookup("#table").queryTableView().getItems()).hasSize(2);
        select(robot, new Selected.Task(4));
        assertThat(text(robot, "#storyTitle")).isEqualTo("Task 4 of web");
        assertThat(robot.lookup("#again").queryButton().isDisabled()).as("while another run goes on").isTrue();
        assertThat(fake.asked()).isEmpty();
        assertThat(begun.getLast().asked()).as("it goes on").isEmpty();
    }
}
