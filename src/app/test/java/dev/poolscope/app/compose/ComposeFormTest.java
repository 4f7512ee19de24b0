package dev.poolscope.app.compose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javafx.fxml.FXMLLoader;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.app.fx.FxWatchdog;
import dev.poolscope.app.fx.PromptRobot;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.pool.WorkerType;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.RangeSlider;
import org.controlsfx.control.ToggleSwitch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("ui")
@ExtendWith(PromptRobot.class)
class ComposeFormTest {
    @RegisterExtension
    final FxWatchdog watchdog = new FxWatchdog();

    private final ScenarioDocument document = new ScenarioDocument();

    @Start
    void start(Stage stage) throws Exception {
        Texts texts = new Texts();
        FXMLLoader loader = new FXMLLoader(ComposeController.class.getResource("Compose.fxml"), texts.bundle());
        loader.setControllerFactory(
                _ -> new ComposeController(document, new RunModel(_ -> new CompletableFuture<>()), texts));
        Parent root = loader.load();
        Scene scene = new Scene(root, 340, 900);
        new ThemeModel(Theme.LIGHT).dress(scene);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    /** A combo box prefers to be as wide as it is: that must not keep it wide when there is less room. */
    @Test
    void aChoiceThatHadMoreRoomStandsWhereItStoodWhenTheRoomIsGone(FxRobot robot) {
        List<ComboBox<Object>> boxes = Stream.of("type", "workertype").map(name -> box(robot, name)).toList();
        Window window = boxes.getFirst().getScene().getWindow();
        double width = window.getWidth();
        List<Bounds> before = boxes.stream().map(box -> box.localToScene(box.getLayoutBounds())).toList();

        for (double other : new double[]{800, 330, 700}) {
            robot.interact(() -> window.setWidth(other));
            WaitForAsyncUtils.waitForFxEvents(3);
        }
        robot.interact(() -> window.setWidth(width));
        WaitForAsyncUtils.waitForFxEvents(3);

        assertThat(boxes.stream().map(box -> box.localToScene(box.getLayoutBounds())).toList()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {340, 300, 270, 250, 235})
    void noChoiceIsCutInANarrowForm(int width, FxRobot robot) {
        Window window = box(robot, "type").getScene().getWindow();
        robot.interact(() -> window.setWidth(width));
        WaitForAsyncUtils.waitForFxEvents(3);

        for (ComboBox<Object> box : List.of(box(robot, "type"), box(robot, "workertype"))) {
            Labeled chosen = box.getChildrenUnmodifiable().stream().filter(ListCell.class::isInstance)
                    .map(Labeled.class::cast).findFirst().orElseThrow();
            Text shown = (Text) chosen.lookup(".text");
            assertThat(shown.getText()).isEqualTo(chosen.getText());
        }
    }

    private Scenario scenario() {
        return document.scenarioProperty().get();
    }

    private static TextInputControl field(FxRobot robot, String name) {
        return robot.lookup("#compose-" + name).queryAs(TextInputControl.class);
    }

    /** Types into a field as a person does: goes there, replaces what it says, presses Enter. */
    private static void type(FxRobot robot, String name, String text) {
        write(robot, field(robot, name), text);
        robot.push(KeyCode.ENTER);
    }

    private static void write(FxRobot robot, TextInputControl field, String text) {
        robot.interact(() -> {
            field.requestFocus();
            field.selectAll();
        });
        robot.write(text);
    }

    private static <T> void choose(FxRobot robot, String name, T choice) {
        robot.interact(() -> box(robot, name).setValue(choice));
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<Object> box(FxRobot robot, String name) {
        return robot.lookup("#compose-" + name).queryAs(ComboBox.class);
    }

    private static void toggle(FxRobot robot, String name) {
        robot.interact(() -> robot.lookup("#compose-" + name).queryAs(ToggleSwitch.class).fire());
    }

    private static void fire(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup("#" + id).queryButton().fire());
    }

    private static void menu(FxRobot robot, int card, int item) {
        robot.interact(() -> {
            MenuButton menu = new ArrayList<>(robot.lookup(".stream-card .card-menu").queryAllAs(MenuButton.class))
                    .get(card);
            menu.getItems().get(item).fire();
        });
    }

    private static void openAllCards(FxRobot robot) {
        robot.interact(() -> robot.lookup(".card-head").queryAllAs(ToggleButton.class)
                .forEach(head -> head.setSelected(true)));
    }

    @Test
    void aScenarioIsComposedFromNothingAndTakenBackAndMadeAgain(FxRobot robot) {
        type(robot, "name", "Sizing");
        type(robot, "duration", "8s");
        choose(robot, "type", PoolKind.THREAD);
        type(robot, "maxworkers", "6");
        type(robot, "idletimeout", "never");
        type(robot, "pool-name", "demo");
        toggle(robot, "initializer");
        type(robot, "failsonworker", "3");
        fire(robot, "addStream");
        type(robot, "stream-name", "web");
        choose(robot, "arrivals", ArrivalsKind.POISSON);
        type(robot, "poisson-rate", "25/s");
        type(robot, "until", "6s");
        choose(robot, "time", DistributionKind.EXPONENTIAL);
        type(robot, "exponential-mean", "40ms");
        type(robot, "fails", "2");
        fire(robot, "addAction");
        type(robot, "action-at", "7s");
        choose(robot, "action", ActionKind.SUBMIT);
        type(robot, "submit-count", "30");
        robot.interact(() -> robot.lookup("#expectSection").queryAs(TitledPane.class).setExpanded(true));
        fire(robot, "addExpectation");
        openAllCards(robot);
        type(robot, "expect", "completed >= 100");

        Scenario expected = new Scenario("Sizing", "", 1, Duration.ofSeconds(8),
                new PoolSpec(PoolKind.THREAD, 6, "demo", null, 0, WorkerType.PLATFORM,
                        new HookSpec(Duration.ofMillis(100), 3), null),
                List.of(new StreamSpec("web", new Arrivals.Poisson(Rate.parse("25/s")), Duration.ZERO,
                        Duration.ofSeconds(6),
                        new TaskSpec(new Work.Sleep(new Distribution.Exponential(Duration.ofMillis(40))),
                                Percentage.parse("2%"), null))),
                List.of(new TimedAction(Duration.ofSeconds(7), new Action.Submit("web", 30))),
                List.of(Expectation.parse("completed >= 100")));
        assertThat(scenario()).isEqualTo(expected);
        assertThat(document.faults()).isEmpty();

        int steps = 0;
        while (document.canUndoProperty().get()) {
            robot.interact(document::undo);
            steps++;
        }
        assertThat(steps).as("each field was one step").isEqualTo(22);
        assertThat(scenario()).isEqualTo(ScenarioDocument.NEW);
        while (document.canRedoProperty().get()) {
            robot.interact(document::redo);
        }
        assertThat(scenario()).isEqualTo(expected);
    }

    @Test
    void whatIsExpectedOfAStreamIsChosenAndGoesWithItsName(FxRobot robot) {
        fire(robot, "addStream");
        type(robot, "stream-name", "night shift");
        robot.interact(() -> robot.lookup("#expectSection").queryAs(TitledPane.class).setExpanded(true));
        fire(robot, "addExpectation");
        openAllCards(robot);
        choose(robot, "quantity", new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.P99));
        choose(robot, "quantity-stream", "night shift");
        assertThat(expected()).isEqualTo("wait.p99 of \"night shift\" < 1s");

        choose(robot, "quantity", Quantity.Count.COMPLETED);
        assertThat(expected()).isEqualTo("completed of \"night shift\" >= 1");
        type(robot, "stream-name", "late");
        assertThat(expected()).isEqualTo("completed of late >= 1");
        choose(robot, "quantity-stream", "");
        assertThat(expected()).isEqualTo("completed >= 1");
        choose(robot, "quantity-stream", "late");
        choose(robot, "quantity", new Quantity.Utilisation());
        assertThat(expected()).isEqualTo("utilisation < 80%");
        assertThat(box(robot, "quantity-stream").getItems()).containsExactly("");
        type(robot, "expect", "run.max of lat < 2s");
        assertThat(document.faults()).isNotEmpty();
    }

    private String expected() {
        return scenario().expectations().getFirst().text();
    }

    @Test
    void everyReadyScenarioIsTheSameAfterEachOfItsFieldsWasVisited(FxRobot robot) {
        for (String name : ReadyScenarios.names()) {
            Scenario opened = ReadyScenarios.load(name);
            robot.interact(() -> document.open(opened, null));
            openAllCards(robot);
            robot.interact(() -> robot.lookup(".text-input").queryAllAs(TextInputControl.class).forEach(field -> {
                field.requestFocus();
                if (!field.getText().isEmpty() && field.getText().matches("[0-9].*")) {
                    field.appendText(" ");
                }
                document.settle();
            }));
            assertThat(scenario()).as(name).isEqualTo(opened);
            assertThat(document.canUndoProperty().get()).as(name).isFalse();
            assertThat(document.obstacleProperty().get()).as(name).isEmpty();
        }
    }

    @Test
    void badTextIsMarkedAtOnceWithTheReasonAndNeverReachesTheDocument(FxRobot robot) {
        TextInputControl duration = field(robot, "duration");
        write(robot, duration, "3 parsecs");

        assertThat(duration.getPseudoClassStates()).anyMatch(it -> it.getPseudoClassName().equals("error"));
        assertThat(robot.lookup(".reason").queryAllAs(Label.class))
                .anyMatch(reason -> reason.isVisible() && reason.getText().contains("3 parsecs"));
        assertThat(document.obstacleProperty().get()).contains("Duration").contains("3 parsecs");
        robot.push(KeyCode.ENTER);
        assertThat(scenario()).isEqualTo(ScenarioDocument.NEW);

        robot.push(KeyCode.ESCAPE);
        assertThat(duration.getText()).isEqualTo("20s");
        assertThat(duration.getPseudoClassStates()).noneMatch(it -> it.getPseudoClassName().equals("error"));
        assertThat(document.obstacleProperty().get()).isEmpty();
    }

    @Test
    void eachFaultIsALinkToTheFieldWhereItCanBeMended(FxRobot robot) {
        fire(robot, "addStream");
        type(robot, "until", "15s");
        robot.interact(() -> heads(robot).getFirst().setSelected(false));
        type(robot, "duration", "10s");
        assertThat(document.obstacleProperty().get()).contains("15s is after the end");
        Hyperlink link = robot.lookup("#faults .hyperlink").queryAs(Hyperlink.class);
        assertThat(link.getText()).startsWith("stream · until: 15s");

        robot.interact(link::fire);
        assertThat(field(robot, "until").isFocused()).isTrue();
        robot.interact(() -> {});
        assertThat(inView(robot, field(robot, "until"))).as("scrolled to").isTrue();
        assertThat(heads(robot).getFirst().isSelected()).isTrue();
        type(robot, "until", "10s");
        assertThat(document.obstacleProperty().get()).isEmpty();
        assertThat(robot.lookup("#faults").query().isVisible()).isFalse();
    }

    private static boolean inView(FxRobot robot, Node node) {
        ScrollPane scroll = robot.lookup("#scroll").queryAs(ScrollPane.class);
        Bounds view = scroll.localToScene(scroll.getLayoutBounds());
        Bounds there = node.localToScene(node.getLayoutBounds());
        return there.getMinY() >= view.getMinY() && there.getMaxY() <= view.getMaxY();
    }

    @Test
    void whatGetsTheFocusIsScrolledIntoView(FxRobot robot) {
        fire(robot, "addStream");
        for (String name : List.of("fails", "name")) {
            assertThat(inView(robot, field(robot, name))).as("%s before", name).isFalse();
            robot.interact(() -> field(robot, name).requestFocus());
            assertThat(inView(robot, field(robot, name))).as(name).isTrue();
        }
    }

    @Test
    void aReadyScenarioIsABeginningAndNoEditOfWhatWasThere(FxRobot robot) {
        ready(robot, "overload");
        assertThat(scenario()).isEqualTo(ReadyScenarios.load("overload"));
        assertThat(document.canUndoProperty().get()).isFalse();
        type(robot, "name", "Mine");
        ready(robot, "recycling");
        assertThat(scenario()).isEqualTo(ReadyScenarios.load("recycling"));
        assertThat(document.dirtyProperty().get()).as("it was not changed").isFalse();
        assertThat(document.canUndoProperty().get()).isFalse();
    }

    private void ready(FxRobot robot, String name) {
        Scenario wanted = ReadyScenarios.load(name);
        robot.interact(() -> robot.lookup("#compose-ready").queryAs(ReadyChoice.class).setValue(name));
        await().atMost(Duration.ofSeconds(20)).until(() -> scenario().equals(wanted));
        PromptRobot.frames(1);
    }

    @Test
    void helpIsThereByKeyboard(FxRobot robot) {
        robot.interact(() -> field(robot, "seed").requestFocus());
        robot.push(KeyCode.SHIFT, KeyCode.F1);
        assertThat(robot.listWindows()).anyMatch(PopOver.class::isInstance);
        robot.interact(() -> robot.listWindows().stream().filter(PopOver.class::isInstance)
                .map(PopOver.class::cast).toList().forEach(popOver -> popOver.hide(javafx.util.Duration.ZERO)));
    }

    @Test
    void aFieldCommitsWhenItIsLeftAndBeforeAShortcutTakesEffect(FxRobot robot) {
        write(robot, field(robot, "name"), "left");
        robot.interact(() -> field(robot, "seed").requestFocus());
        assertThat(scenario().name()).isEqualTo("left");
        write(robot, field(robot, "seed"), "77");
        assertThat(scenario().seed()).isEqualTo(1);
        robot.push(KeyCode.F5);
        assertThat(scenario().seed()).isEqualTo(77);
    }

    @Test
    void undoIsAboutLettersInAFieldAndElseAboutEdits(FxRobot robot) {
        type(robot, "name", "one");
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        assertThat(scenario().name()).isEqualTo("Untitled");
        assertThat(field(robot, "name").getText()).isEqualTo("Untitled");
        robot.push(KeyCode.SHORTCUT, KeyCode.Y);
        assertThat(scenario().name()).isEqualTo("one");
        write(robot, field(robot, "name"), "two");
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        assertThat(scenario().name()).as("what was typed is not yet an edit").isEqualTo("one");
    }

    @Test
    void streamsAreDuplicatedMovedAndRemovedAndWhatIsOpenStaysOpen(FxRobot robot) {
        fire(robot, "addStream");
        type(robot, "stream-name", "a");
        menu(robot, 0, 0);
        fire(robot, "addStream");
        assertThat(scenario().streams()).extracting(StreamSpec::name).containsExactly("a", "a-2", "stream");
        robot.interact(() -> heads(robot).get(1).setSelected(false));
        menu(robot, 1, 2);
        assertThat(scenario().streams()).extracting(StreamSpec::name).containsExactly("a", "stream", "a-2");
        assertThat(heads(robot)).extracting(ToggleButton::isSelected).containsExactly(true, true, false);
        robot.push(KeyCode.ALT, KeyCode.UP);
        assertThat(scenario().streams()).extracting(StreamSpec::name).containsExactly("a", "a-2", "stream");
        menu(robot, 0, 3);
        assertThat(scenario().streams()).extracting(StreamSpec::name).containsExactly("a-2", "stream");
        robot.interact(() -> {
            document.undo();
            document.undo();
            document.undo();
        });
        assertThat(scenario().streams()).extracting(StreamSpec::name).containsExactly("a", "a-2", "stream");
    }

    private static List<ToggleButton> heads(FxRobot robot) {
        return new ArrayList<>(robot.lookup(".stream-card .card-head").queryAllAs(ToggleButton.class));
    }

    @Test
    void theRangeSetsTheWindowInRoundMomentsAndInOneStep(FxRobot robot) {
        fire(robot, "addStream");
        robot.interact(() -> {
            RangeSlider range = robot.lookup("#compose-window").queryAs(RangeSlider.class);
            range.setHighValueChanging(true);
            range.setHighValue(0.9);
            range.setHighValue(0.503);
            range.setHighValueChanging(false);
        });
        assertThat(scenario().streams().getFirst().until()).isEqualTo(Duration.ofSeconds(10));
        assertThat(scenario().streams().getFirst().from()).isZero();
        assertThat(field(robot, "until").getText()).isEqualTo("10s");
        robot.interact(document::undo);
        assertThat(scenario().streams().getFirst().until()).isNull();
        assertThat(scenario().streams()).hasSize(1);
    }

    @Test
    void everyKeyOfTheFormatHasItsPlaceInTheForm(FxRobot robot) throws Exception {
        Set<String> places = new TreeSet<>();
        Consumer<Scenario> visit = scenario -> {
            robot.interact(() -> document.open(scenario, null));
            openAllCards(robot);
            robot.lookup((Node node) -> node.getId() != null && node.getId().startsWith("compose-")).queryAll()
                    .forEach(node -> places.add(node.getId().substring(node.getId().lastIndexOf('-') + 1)));
        };
        for (ArrivalsKind kind : ArrivalsKind.values()) {
            visit.accept(with(kind.like(new Arrivals.Batch(1, Duration.ZERO)), WorkKind.usual()));
            places.add(kind.key());
        }
        for (WorkKind kind : WorkKind.values()) {
            visit.accept(with(new Arrivals.Batch(1, Duration.ZERO), kind.like(WorkKind.usual())));
            places.add(kind.key().toLowerCase(Locale.ROOT));
        }
        for (DistributionKind kind : DistributionKind.values()) {
            visit.accept(with(new Arrivals.Batch(1, Duration.ZERO),
                    new Work.Sleep(kind.like(new Distribution.Fixed(Duration.ZERO)))));
            places.add(kind.key());
        }
        for (ActionKind kind : ActionKind.values()) {
            Scenario plain = with(new Arrivals.Batch(1, Duration.ZERO), WorkKind.usual());
            visit.accept(ScenarioSlots.actions().set().apply(plain, List.of(new TimedAction(Duration.ZERO,
                    kind.like(new Action.Shutdown(), plain, "note")))));
            places.add(kind.key());
        }
        Set<String> keys = SchemaKeys.all();
        assertThat(keys).contains("maxWorkers", "fromRate", "sigma", "failsOnWorker", "count");
        // The version never changes; the lists are sections with cards.
        keys.removeAll(Set.of("poolscope", "streams", "actions", "expect", "pool", "task"));
        // What a machine adds is measured, and written into the file; the form keeps it as it stands.
        keys.removeAll(Set.of("overheads", "wakeUp", "start"));
        Set<String> missing = new HashSet<>();
        for (String key : keys) {
            if (places.stream().noneMatch(place -> place.equalsIgnoreCase(key))) {
                missing.add(key);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Scenario with(Arrivals arrivals, Work work) {
        Scenario plain = ReadyScenarios.load(ReadyScenarios.DEFAULT);
        return ScenarioSlots.streams().set().apply(plain, List.of(new StreamSpec("it", arrivals, Duration.ZERO, null,
                new TaskSpec(work, Percentage.ZERO, null))));
    }

    @Test
    void streamsBeyondTheFifthShareTheColourOfTheSixth(FxRobot robot) {
        for (int i = 0; i < 8; i++) {
            fire(robot, "addStream");
        }

        assertThat(robot.lookup(".stream-card .card-chip").queryAllAs(Region.class))
                .extracting(chip -> chip.getStyleClass().getLast()).containsExactly("stream-1", "stream-2", "stream-3",
                        "stream-4", "stream-5", "stream-6", "stream-6", "stream-6");
    }

    @Test
    void whatIsWrongInAFieldThatIsNotThereAnyMoreIsNotInTheWay(FxRobot robot) {
        choose(robot, "type", PoolKind.THREAD);
        type(robot, "maxworkers", "many");
        assertThat(document.obstacleProperty().get()).contains("many");
        choose(robot, "type", PoolKind.DUAL);
        assertThat(document.obstacleProperty().get()).isEmpty();

        type(robot, "duration", "soon");
        assertThat(document.obstacleProperty().get()).contains("soon");
        toggle(robot, "open");
        assertThat(document.obstacleProperty().get()).isEmpty();

        toggle(robot, "initializer");
        type(robot, "takes", "long");
        assertThat(document.obstacleProperty().get()).contains("long");
        toggle(robot, "initializer");
        assertThat(document.obstacleProperty().get()).isEmpty();

        fire(robot, "addStream");
        type(robot, "until", "late");
        assertThat(document.obstacleProperty().get()).contains("late");
        choose(robot, "arrivals", ArrivalsKind.BATCH);
        assertThat(document.obstacleProperty().get()).isEmpty();
    }
}
