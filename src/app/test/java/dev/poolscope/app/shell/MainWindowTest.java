package dev.poolscope.app.shell;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.stage.Window;

import dev.poolscope.app.chart.lanes.LaneHighlight;
import dev.poolscope.app.chart.lanes.LaneSegment;
import dev.poolscope.app.chart.lanes.LaneState;
import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.app.watch.LaneColors;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MainWindowTest extends WindowTest {

    private static String figure(FxRobot robot, String name) {
        HBox figure = robot.lookup("#figure-" + name).queryAs(HBox.class);
        return figure.isVisible() ? ((Label) figure.getChildren().getFirst()).getText() : "";
    }

    @Test
    void aScenarioOpensStoppedAndSaysWhatToDo(FxRobot robot) {
        assertThat(robot.lookup("#empty").queryAs(Node.class).isVisible()).isTrue();
        assertThat(robot.lookup("#emptyRunButton").queryButton().isDisabled()).isFalse();
        assertThat(robot.lookup("#runButton").queryButton().isDisabled()).isFalse();
        assertThat(robot.lookup("#stopButton").queryButton().isDisabled()).isTrue();
        assertThat(robot.lookup("#state").queryAs(Label.class).getText()).isEqualTo("no run yet");
    }

    @Test
    void aPoolThatBrokeSaysSoAlsoWhenItIsGone(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        robot.interact(() -> fake.tell(300, FakeRun.event(100, EventType.BROKEN, 0, 0)));
        frames();
        assertThat(robot.lookup("#state").queryAs(Label.class).getText()).isEqualTo("broken");
        robot.interact(() -> fake.tell(500, FakeRun.event(400, EventType.SHUTDOWN_BEGAN, 0, 0),
                FakeRun.event(450, EventType.TERMINATED, 0, 0)));
        frames();
        assertThat(robot.lookup("#state").queryAs(Label.class).getText()).isEqualTo("broken, terminated");
        assertThat(robot.lookup("#stateDot").queryAs(Node.class).getPseudoClassStates())
                .contains(PseudoClass.getPseudoClass("broken"));
    }

    @Test
    void f5RunsAndTheStatusBarFollows(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        assertThat(window.run().phaseProperty().get()).isEqualTo(RunPhase.RUNNING);

        robot.interact(() -> fake.tell(5200, FakeRun.story()));
        frames();

        assertThat(robot.lookup("#state").queryAs(Label.class).getText()).isEqualTo("shutting down");
        assertThat(figure(robot, "alive")).isEqualTo("1");
        assertThat(figure(robot, "busy")).isEqualTo("1");
        assertThat(figure(robot, "free")).isEqualTo("0");
        assertThat(figure(robot, "pending")).isEqualTo("0");
        assertThat(figure(robot, "completed")).isEqualTo("1");
        assertThat(figure(robot, "failed")).isEqualTo("1");
        assertThat(figure(robot, "cancelled")).isEqualTo("2");
        assertThat(figure(robot, "rejected")).as("only shown when there are some").isEmpty();
    }

    @Test
    void aNoteThatCameLateIsToldToBeLate(FxRobot robot) {
        robot.interact(() -> {
            window.run().start();
            fake.tell(1200, FakeRun.event(1073, EventType.ACTION, 0, 0, "note: One worker is enough"));
        });
        frames();

        Label late = robot.lookup("#late").queryAs(Label.class);
        assertThat(late.isVisible()).isTrue();
        assertThat(late.getText()).isEqualTo("up to 573 ms late");
        assertThat(late.getTooltip().getText()).contains("actions and notes up to 573 ms");
    }

    @Test
    void cancelledTasksAreListedWithAgeAndPlace(FxRobot robot) {
        runTheStory(robot);

        showLedger(robot);

        TableView<?> table = robot.lookup("#table").queryTableView();
        assertThat(table.getItems()).hasSize(2);
        assertThat(table.getColumns()).extracting(column -> String.valueOf(column.getCellData(1)))
                .containsExactly("2", "5", "web", "1000000000");
    }

    /** Else the toolkit paints all of the window anew whenever the queue becomes empty. */
    @Test
    void theWindowHasNothingBeyondItsEdgesWhetherSomethingIsPendingOrNot(FxRobot robot) {
        robot.interact(() -> window.run().start());
        for (boolean pending : new boolean[]{true, false}) {
            int step = pending ? 1 : 2;
            robot.interact(() -> fake.tell(1000L * step, pending
                    ? FakeRun.event(900, EventType.SUBMITTED, 1, 0, "due=900000000")
                    : FakeRun.event(1900, EventType.STARTED, 1, 1)));
            frames();
            frames();

            Node root = robot.lookup("#bar").query().getScene().getRoot();
            assertThat(root.getBoundsInLocal().getMaxY()).as("pending %s", pending)
                    .isEqualTo(root.getScene().getHeight());
        }
    }

    @Test
    void eachLaneShowsWhichStateItWasInAtEachTime(FxRobot robot) {
        runTheStory(robot);

        assertThat(kindAt(robot, 0, 50)).contains(LaneState.STARTING);
        assertThat(kindAt(robot, 0, 500)).contains(LaneState.RUNNING);
        assertThat(kindAt(robot, 0, 1500)).contains(LaneState.IDLE);
        assertThat(kindAt(robot, 0, 2500)).contains(LaneState.FAILED);
        assertThat(kindAt(robot, 0, 3550)).contains(LaneState.FINALIZING);
        assertThat(kindAt(robot, 0, 4500)).as("no worker is there any more").isEmpty();
        assertThat(kindAt(robot, 1, 1000)).as("no worker is there yet").isEmpty();
        assertThat(kindAt(robot, 1, 4000)).contains(LaneState.RUNNING);
    }

    private static Optional<LaneState> kindAt(FxRobot robot, int lane, long millis) {
        LanesChart lanes = robot.lookup("#lanes").queryAs(LanesChart.class);
        double axis = Math.floor(lanes.getWidth()) - TimeChart.GUTTER - TimeChart.RIGHT_MARGIN;
        double x = TimeChart.GUTTER + lanes.viewport().xOf(millis * 1_000_000, axis);
        double y = lanes.getHeight() * (lane + 0.5) / 2;
        return lanes.segmentAt(x, y).map(LaneSegment::kind);
    }

    @Test
    void pointingAtASegmentTellsItsFacts(FxRobot robot) {
        runTheStory(robot);
        LanesChart lanes = robot.lookup("#lanes").queryAs(LanesChart.class);
        double axis = Math.floor(lanes.getWidth()) - TimeChart.GUTTER - TimeChart.RIGHT_MARGIN;
        double x = TimeChart.GUTTER + lanes.viewport().xOf(2_500_000_000L, axis);
        var place = lanes.localToScreen(x, lanes.getHeight() / 4);
        robot.moveTo(place);
        robot.moveBy(1, 1);
        frames();

        Tooltip facts = robot.listWindows().stream().filter(Tooltip.class::isInstance).map(Tooltip.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(facts.getText()).contains("Task 2 of web", "on worker 1", "1.00 s", "failed: boom");
    }

    @Test
    void liveControlsAskTheRun(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        robot.interact(() -> {
            robot.lookup("#submitButton").queryAs(Button.class).fire();
            robot.lookup("#burstButton").queryAs(Button.class).fire();
            TextField field = robot.lookup("#idleTimeoutField").queryAs(TextField.class);
            field.setText("750ms");
            robot.lookup("#idleTimeoutButton").queryAs(Button.class).fire();
            robot.lookup("#joinButton").queryAs(Button.class).fire();
            robot.lookup("#shutDownButton").queryAs(Button.class).fire();
        });

        assertThat(fake.asked()).containsExactly("submit: { stream: web, count: 1 }",
                "submit: { stream: web, count: 25 }", "setIdleTimeout: 750ms", "join: true",
                "shutdown: true");
    }

    @Test
    void aBadIdleTimeoutIsMarkedAndChangesNothing(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        TextField field = robot.lookup("#idleTimeoutField").queryAs(TextField.class);
        robot.interact(() -> field.setText("5 parsecs"));
        frames();

        assertThat(field.getPseudoClassStates()).anyMatch(state -> state.getPseudoClassName().equals("error"));
        assertThat(field.getTooltip().getText()).contains("5 parsecs");
        robot.interact(() -> field.getOnAction().handle(null));
        assertThat(fake.asked()).isEmpty();
    }

    @Test
    void nothingMovesWhenARunEndsByItself(FxRobot robot) {
        runTheStory(robot);
        Node watch = robot.lookup(".watch").query();
        Bounds before = watch.localToScene(watch.getLayoutBounds());

        robot.interact(() -> {
            fake.tell(7000, FakeRun.event(7000, EventType.TERMINATED, 0, 0));
            fake.end();
        });
        frames();

        assertThat(window.run().phaseProperty().get()).isEqualTo(RunPhase.OVER);
        assertThat(watch.localToScene(watch.getLayoutBounds())).isEqualTo(before);
        assertThat(robot.lookup("#shutDownButton").query().isDisabled()).isTrue();

        robot.interact(() -> window.open(ReadyScenarios.load("overload"), null));
        frames();
        assertThat(robot.lookup(".pool-controls").query().isVisible()).as("beside another scenario").isFalse();
    }

    private static Scenario named(String scenario, String stream) throws Exception {
        return ScenarioReader.parse("test",
                """
                poolscope: 1
                name: %s
                duration: 5s
                pool: { type: dual, name: %s }
                streams:
                  - { name: %s, arrivals: { constant: { rate: 2/s } }, task: { sleep: 10ms } }
                  - { name: another, arrivals: { constant: { rate: 2/s } }, task: { sleep: 10ms } }
                """.formatted(scenario, stream, stream));
    }

    @Test
    void longNamesTakeNoMoreRoomThanShortOnesAndAreReadWholeInATooltip(FxRobot robot) throws Exception {
        String longName = "a name that a person has given who likes to say everything at once " + "and more ".repeat(12)
                + "until here";
        Scenario brief = named("brief", "calm");
        Scenario wordy = named(longName, longName);
        double[] tops = new double[2];
        for (Scenario scenario : List.of(brief, wordy)) {
            robot.interact(() -> {
                begun.forEach(FakeRun::end);
                window.run().pull();
                window.open(scenario, null);
                window.run().show(SimulatedRun.of(scenario, 2));
                window.run().start();
                window.models().watch().laneColorsProperty().set(LaneColors.STREAM);
                begun.getLast().tell(100);
            });
            frames();
            Node watch = robot.lookup(".watch").query();
            tops[scenario.equals(brief) ? 0 : 1] = watch.localToScene(watch.getLayoutBounds()).getMinY();
        }
        assertThat(tops[1]).as("the top of the picture").isEqualTo(tops[0]);
        Label name = robot.lookup("#scenarioName").queryAs(Label.class);
        assertThat(name.getTooltip().getText()).isEqualTo(longName);
        assertThat(name.getTooltip().isWrapText()).isTrue();
        Tooltip stream = robot.lookup("#streamChoice").queryAs(ComboBox.class).getTooltip();
        ToggleButton entry = robot.lookup("#legend-stream_1").queryAs(ToggleButton.class);
        assertThat(entry.getWidth()).isLessThanOrEqualTo(231);
        assertThat(entry.getTooltip().getText()).startsWith(longName);
        MenuButton runs = robot.lookup("#runsButton").queryAs(MenuButton.class);
        assertThat(runs.getItems().getFirst().getText()).hasSizeLessThan(115).endsWith("goes on");
        assertThat(runs.getTooltip().getText()).contains(longName);
        robot.interact(() -> window.models().commands().streamProperty().set(longName));
        assertThat(stream.getText()).startsWith(longName);
    }

    @Test
    void aStreamWithoutARateSaysWhyThereIsNoneToBeSet(FxRobot robot) {
        runTheStory(robot);
        TextField field = robot.lookup("#rateField").queryAs(TextField.class);
        robot.interact(() -> {
            fake.rates().clear();
            fake.tell(5300);
        });
        frames();

        assertThat(field.isDisabled()).isTrue();
        String why = "“web” has no rate to set: even and random arrivals and ramps have one; bursts, batches, closed"
                + " loops and bulk calls have none";
        assertThat(field.getAccessibleHelp()).isEqualTo(why);
        assertThat(robot.lookup("#rateButton").query().getAccessibleHelp()).isEqualTo(why);
        Node holder = robot.lookup("#rateFieldHolder").query();
        robot.moveTo(holder);
        eventually("the tooltip", () -> Window.getWindows().stream().anyMatch(
                shown -> shown instanceof Tooltip tip && tip.isShowing() && tip.getText().equals(why)));

        robot.interact(() -> {
            fake.rates().put("web", Rate.parse("7/s"));
            fake.tell(5400);
        });
        frames();
        assertThat(field.isDisabled()).isFalse();
        assertThat(field.getAccessibleHelp()).startsWith("A rate such as");
    }

    @Test
    void theBarOfTheControlsIsThatOfTheShownRun(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> fake.end());
        frames();
        ShownRun over = window.run().shownProperty().get();
        robot.interact(() -> window.run().start());
        frames();
        Node bar = robot.lookup(".pool-controls").query();
        assertThat(bar.isVisible()).isTrue();
        robot.interact(() -> window.run().show(over));
        frames();
        assertThat(bar.isVisible()).as("with a run that is over, while another one goes on").isFalse();
        robot.interact(() -> window.run().show(window.run().activeProperty().get()));
        frames();
        assertThat(bar.isVisible()).isTrue();
    }

    @Test
    void aBadValueShowsItsReasonBeneathTheFieldAndEscapeBringsTheOldOneBack(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        for (String id : List.of("idleTimeoutField", "rateField")) {
            TextField field = robot.lookup("#" + id).queryAs(TextField.class);
            String before = field.getText();
            Bounds bar = robot.lookup(".pool-controls").query().getBoundsInParent();
            robot.interact(() -> {
                field.requestFocus();
                field.setText("5 parsecs");
            });
            frames();
            assertThat(reason(robot, id)).as("beneath %s", id).contains("5 parsecs");
            assertThat(robot.lookup(".pool-controls").query().getBoundsInParent()).as("nothing moves").isEqualTo(bar);

            robot.push(KeyCode.ESCAPE);
            frames();
            assertThat(field.getText()).isEqualTo(before);
            assertThat(reason(robot, id)).isEmpty();

            robot.interact(() -> field.setText(id.startsWith("rate") ? "77/s" : "77ms"));
            robot.push(KeyCode.ESCAPE);
            assertThat(field.getText()).as("what was typed and not set").isEqualTo(before);
        }
        assertThat(fake.asked()).isEmpty();
    }

    @Test
    void whatIsTypedAndCannotBeSetAnyMoreGivesWayToWhatThePoolHad(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        TextField field = robot.lookup("#idleTimeoutField").queryAs(TextField.class);
        String before = field.getText();
        robot.interact(() -> field.setText("5 parsecs"));
        frames();

        robot.interact(() -> fake.end());
        frames();

        assertThat(field.isDisabled()).isTrue();
        assertThat(field.getText()).isEqualTo(before);
        assertThat(reason(robot, "idleTimeoutField")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLiveFieldSaysWhatThePoolHasUnlessSomethingIsTypedInIt(long seed, FxRobot robot) {
        var dice = new Random(seed);
        robot.push(KeyCode.F5);
        frames();
        TextField field = robot.lookup("#idleTimeoutField").queryAs(TextField.class);
        robot.interact(field::requestFocus);
        String has = "2s";
        String typed = null;
        for (int turn = 1; turn <= 40; turn++) {
            switch (dice.nextInt(5)) {
                case 0, 1 -> {
                    has = 1 + dice.nextInt(900) + "ms";
                    fake.idleTimeout(DurationText.parse(has));
                    typed = has.equals(typed) ? null : typed;
                }
                case 2 -> {
                    typed = dice.nextBoolean() ? 1 + dice.nextInt(900) + "ms" : "5 parsecs";
                    String text = typed;
                    robot.interact(() -> field.setText(text));
                    typed = has.equals(typed) ? null : typed;
                }
                case 3 -> {
                    robot.push(KeyCode.ESCAPE);
                    typed = null;
                }
                default -> {
                    // Enter; the run does it, or refuses it.
                    robot.interact(() -> field.getOnAction().handle(null));
                    if (typed != null && !typed.contains(" ") && dice.nextBoolean()) {
                        has = typed;
                        fake.idleTimeout(DurationText.parse(has));
                        typed = null;
                    }
                }
            }
            fake.tell(100L + turn);
            frames();
            assertThat(field.getText()).as("seed %d, turn %d", seed, turn).isEqualTo(typed == null ? has : typed);
        }
    }

    private static String reason(FxRobot robot, String id) {
        return robot.listWindows().stream().filter(window -> window.isShowing() && window.getScene() != null)
                .map(window -> window.getScene().getRoot().lookup("#" + id + "-reason"))
                .filter(Label.class::isInstance).map(node -> ((Label) node).getText()).findFirst().orElse("");
    }

    @Test
    void theLanesFollowThePresentUntilOnePans(FxRobot robot) {
        runTheStory(robot);
        LanesChart lanes = robot.lookup("#lanes").queryAs(LanesChart.class);
        robot.interact(lanes::requestFocus);
        robot.push(KeyCode.A);
        assertThat(lanes.viewport().isFollowing()).isFalse();

        robot.push(KeyCode.L);
        assertThat(lanes.viewport().isFollowing()).isTrue();
    }

    @Test
    void aHeldPictureStandsStillUntilItCatchesUp(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        robot.interact(() -> robot.lookup("#lanes").query().requestFocus());
        robot.push(KeyCode.P);
        robot.interact(() -> fake.tell(5200, FakeRun.story()));
        frames();
        Label held = robot.lookup("#held").queryAs(Label.class);
        assertThat(held.isVisible()).isTrue();
        assertThat(held.getText()).contains("9.0 s ahead");
        assertThat(figure(robot, "completed")).isEqualTo("0");
        assertThat(window.run().horizonProperty().get()).isZero();

        robot.push(KeyCode.P);
        frames();
        assertThat(held.isVisible()).isFalse();
        assertThat(figure(robot, "completed")).isEqualTo("1");
    }

    @Test
    void aClickIntoTheOverviewMovesTheWindowThere(FxRobot robot) {
        runTheStory(robot);
        TimeChart overview = robot.lookup("#overview").queryAs(TimeChart.class);
        LanesChart lanes = robot.lookup("#lanes").queryAs(LanesChart.class);
        robot.interact(() -> lanes.viewport().show(0, 1_000_000_000L));
        frames();
        double axis = overview.getWidth() - TimeChart.GUTTER - TimeChart.RIGHT_MARGIN;
        robot.clickOn(overview.localToScreen(TimeChart.GUTTER + axis * 0.6, overview.getHeight() / 2));

        long middle = lanes.viewport().start() + lanes.viewport().span() / 2;
        assertThat(middle).isCloseTo(3_120_000_000L, within(50_000_000L));
        assertThat(lanes.viewport().span()).isEqualTo(1_000_000_000L);
    }

    @Test
    void aChosenSegmentCanBeFittedIntoTheView(FxRobot robot) {
        runTheStory(robot);
        LanesChart lanes = robot.lookup("#lanes").queryAs(LanesChart.class);
        double axis = Math.floor(lanes.getWidth()) - TimeChart.GUTTER - TimeChart.RIGHT_MARGIN;
        double x = TimeChart.GUTTER + lanes.viewport().xOf(500_000_000L, axis);
        robot.clickOn(lanes.localToScreen(x, lanes.getHeight() / 4));
        robot.push(KeyCode.F);

        assertThat(lanes.highlightProperty().get()).isNotNull().extracting(LaneHighlight::taskId).isEqualTo(1L);
        assertThat(lanes.viewport().start()).as("with its time in the queue").isEqualTo(-150_000_000L);
        assertThat(lanes.viewport().span()).isEqualTo(1_500_000_000L);
    }

    @Test
    void theThemeChangesAtOnceAndReachesWhatIsDrawn(FxRobot robot) {
        LanesChart lanes = robot.lookup("#lanes").queryAs(LanesChart.class);
        var light = lanes.color(LaneState.RUNNING.color());
        robot.interact(() -> robot.lookup("#themeButton").queryAs(Button.class).fire());
        frames();

        assertThat(theme.themeProperty().get()).isEqualTo(Theme.DARK);
        assertThat(lanes.color(LaneState.RUNNING.color())).isNotEqualTo(light);
    }

    @Test
    void closingTheWindowStopsTheRun(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        robot.interact(() -> robot.window(0).hide());

        assertThat(fake.asked()).containsExactly("stop");
        assertThat(closed).isTrue();
    }

    @Test
    void aDisabledControlSaysWhyToThoseWhoCannotSeeIt(FxRobot robot) {
        assertThat(window.models().commands().stop().hintProperty().get()).isNotBlank();
        assertThat(robot.lookup("#stopButton").queryButton().getAccessibleHelp())
                .isEqualTo(window.models().commands().stop().hintProperty().get());
        robot.push(KeyCode.F5);
        frames();
        robot.interact(() -> fake.tell(10, FakeRun.event(10, EventType.JOIN_BEGAN, 0, 0)));
        frames();

        assertThat(robot.lookup("#joinButton").queryButton().getAccessibleHelp()).contains("joining");
    }
}
