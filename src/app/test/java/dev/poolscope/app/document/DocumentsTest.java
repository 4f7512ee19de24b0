package dev.poolscope.app.document;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.app.fx.Command;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.app.launch.PoolscopeWindow;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.format.ScenarioWriter;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentsTest extends WindowTest {
    private static final Scenario OVERLOAD = ReadyScenarios.load("overload");

    @TempDir
    Path folder;

    private ScenarioDocument document() {
        return window.models().document();
    }

    private void act(FxRobot robot, WindowAction action) {
        robot.interact(() -> window.shell().command(action).run());
    }

    private void rename(FxRobot robot, String name) {
        robot.interact(() -> document().edit("rename", scenario -> new Scenario(name, scenario.description(),
                scenario.seed(), scenario.duration(), scenario.pool(), scenario.streams(), scenario.actions(),
                scenario.expectations())));
    }

    private Path saved(String name, Scenario scenario) throws Exception {
        return Files.writeString(folder.resolve(name), ScenarioWriter.write(scenario));
    }

    private void open(FxRobot robot, Path file) {
        choices.choose(file);
        act(robot, WindowAction.OPEN);
        eventually("opened", () -> file.equals(document().fileProperty().get()));
    }

    private String title() {
        return window().getTitle();
    }

    private Stage window() {
        return (Stage) javafx.stage.Window.getWindows().stream().filter(Stage.class::isInstance).findFirst()
                .orElseThrow();
    }

    private String notice(FxRobot robot) {
        return robot.lookup("#problem").queryAs(Label.class).getText();
    }

    @Test
    void aFileIsOpenedEditedSavedAndOpenedAgain(FxRobot robot) throws Exception {
        Path file = saved("mine.yaml", OVERLOAD);
        open(robot, file);
        assertThat(document().scenarioProperty().get()).isEqualTo(OVERLOAD);
        assertThat(title()).isEqualTo(OVERLOAD.name() + " – mine.yaml – Poolscope");
        assertThat(settings.get().recent()).containsExactly(file);

        rename(robot, "Other");
        assertThat(title()).startsWith("*Other");
        act(robot, WindowAction.SAVE);
        eventually("saved", () -> !document().dirtyProperty().get());

        assertThat(title()).isEqualTo("Other – mine.yaml – Poolscope");
        assertThat(ScenarioReader.read(file)).isEqualTo(document().scenarioProperty().get());
        act(robot, WindowAction.NEW);
        assertThat(document().scenarioProperty().get()).isEqualTo(ScenarioDocument.NEW);
        open(robot, file);
        assertThat(document().scenarioProperty().get().name()).isEqualTo("Other");
        assertThat(choices.asked()).as("nothing was to be decided").containsOnly("open");
    }

    @Test
    void whatIsAskedByKeyWhileAFileIsReadIsAboutThatFile(FxRobot robot) throws Exception {
        Path file = saved("mine.yaml", OVERLOAD);
        choices.choose(file);

        robot.interact(() -> {
            window.shell().command(WindowAction.OPEN).run();
            press(KeyCode.F4);
        });

        eventually("simulated", () -> window.run().shownProperty().get() != null);
        assertThat(window.run().shownProperty().get().scenario()).isEqualTo(OVERLOAD);
    }

    @Test
    void whatIsClickedWhileAFileIsReadIsAboutThatFile(FxRobot robot) throws Exception {
        Path file = saved("mine.yaml", OVERLOAD);
        choices.choose(file);

        robot.interact(() -> {
            window.shell().command(WindowAction.OPEN).run();
            robot.lookup("#runButton").queryButton().fire();
            assertThat(begun).as("not what was shown before").isEmpty();
        });

        eventually("begun", () -> begun.size() == 1);
        assertThat(window.run().shownProperty().get().scenario()).isEqualTo(OVERLOAD);
    }

    /** It is about the run that goes on, whatever is read meanwhile and however long that takes. */
    @Test
    void stopDoesNotWaitForAFileThatIsRead(FxRobot robot) throws Exception {
        runTheStory(robot);
        choices.choose(saved("mine.yaml", OVERLOAD));

        robot.interact(() -> {
            window.shell().command(WindowAction.OPEN).run();
            robot.lookup("#stopButton").queryButton().fire();
            assertThat(fake.asked()).contains("stop");
        });
    }

    @Test
    void aToggleThatIsClickedWhileAFileIsReadShowsWhatIs(FxRobot robot) throws Exception {
        runTheStory(robot);
        ToggleButton pause = robot.lookup("#pauseButton").queryAs(ToggleButton.class);
        choices.choose(saved("mine.yaml", OVERLOAD));

        robot.interact(() -> {
            window.shell().command(WindowAction.OPEN).run();
            pause.fire();
            assertThat(window.run().pausedProperty().get()).isFalse();
            assertThat(pause.isSelected()).isFalse();
        });
    }

    @Test
    void whatIsClickedOfAFileThatCannotBeReadIsNotDone(FxRobot robot) throws Exception {
        choices.choose(Files.writeString(folder.resolve("bad.yaml"), "nonsense: 1"));

        robot.interact(() -> {
            window.shell().command(WindowAction.OPEN).run();
            robot.lookup("#runButton").queryButton().fire();
        });

        eventually("refused", () -> !notice(robot).isEmpty());
        assertThat(begun).isEmpty();
        robot.interact(() -> robot.lookup("#runButton").queryButton().fire());
        assertThat(begun).as("what is shown can be run").hasSize(1);
    }

    @Test
    void whatIsAskedByKeyOfAFileThatCannotBeReadIsNotDone(FxRobot robot) throws Exception {
        choices.choose(Files.writeString(folder.resolve("bad.yaml"), "nonsense: 1"));

        robot.interact(() -> {
            window.shell().command(WindowAction.OPEN).run();
            press(KeyCode.F5);
        });

        eventually("refused", () -> !notice(robot).isEmpty());
        assertThat(begun).isEmpty();
        robot.interact(() -> press(KeyCode.F5));
        assertThat(begun).as("what is shown can be run").hasSize(1);
    }

    @Test
    void whatWasEditedWhileAFileIsReadIsNotLostWithoutAQuestion(FxRobot robot) throws Exception {
        Path file = saved("mine.yaml", OVERLOAD);
        choices.choose(file);
        choices.decide(null);

        robot.interact(() -> {
            window.shell().command(WindowAction.OPEN).run();
            document().edit("rename", scenario -> new Scenario("Other", "", scenario.seed(), scenario.duration(),
                    scenario.pool(), scenario.streams(), scenario.actions(), scenario.expectations()));
        });

        eventually("asked", () -> choices.asked().size() == 2);
        assertThat(document().scenarioProperty().get().name()).isEqualTo("Other");
        robot.interact(() -> press(KeyCode.F5));
        assertThat(begun).as("what is kept can be run").hasSize(1);
    }

    @Test
    void aKeyCountsBeforeTheWindowIsWhole(FxRobot robot) {
        robot.interact(() -> {
            Stage other = new Stage();
            PoolscopeWindow early = new PoolscopeWindow(other, _ -> CompletableFuture.completedFuture(fake), theme);
            early.open(OVERLOAD, null);
            early.show(() -> {});
            other.getScene().getRoot().fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.F5, false, false, false, false));

            assertThat(early.run().activeProperty().get()).isNotNull();
            other.hide();
        });
    }

    private void press(KeyCode key) {
        window().getScene().getRoot().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false,
                false));
    }

    @Test
    void aNewScenarioAsksWhereItIsToBeSaved(FxRobot robot) throws Exception {
        act(robot, WindowAction.NEW);
        rename(robot, "My first: one!");
        choices.choose(folder.resolve("chosen"));
        act(robot, WindowAction.SAVE);
        eventually("saved", () -> document().fileProperty().get() != null);

        assertThat(choices.asked()).containsExactly("save my-first-one.yaml");
        assertThat(document().fileProperty().get()).isEqualTo(folder.resolve("chosen.yaml"));
        assertThat(ScenarioReader.read(folder.resolve("chosen.yaml")).name()).isEqualTo("My first: one!");
    }

    @Test
    void editsAreNotLostWithoutAQuestion(FxRobot robot) throws Exception {
        Path file = saved("mine.yaml", OVERLOAD);
        open(robot, file);
        rename(robot, "Other");

        choices.decide(null);
        act(robot, WindowAction.NEW);
        assertThat(document().scenarioProperty().get().name()).isEqualTo("Other");
        robot.interact(() -> window.shell().documents().dropped(List.of(file)));
        assertThat(document().scenarioProperty().get().name()).isEqualTo("Other");
        robot.interact(() -> window().fireEvent(new WindowEvent(window(), WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(closed).isFalse();
        assertThat(choices.asked()).filteredOn(asked -> asked.contains("“Other”")).hasSize(3);

        choices.decide(0);
        act(robot, WindowAction.NEW);
        eventually("saved, then new", () -> document().scenarioProperty().get().equals(ScenarioDocument.NEW));
        assertThat(ScenarioReader.read(file).name()).isEqualTo("Other");

        rename(robot, "Third");
        choices.decide(1);
        robot.interact(() -> window().fireEvent(new WindowEvent(window(), WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(closed).as("discarded").isTrue();
    }

    @Test
    void aReadyScenarioTakesThePlaceOfEditsOnlyWhenAsked(FxRobot robot) throws Exception {
        open(robot, saved("mine.yaml", OVERLOAD));
        rename(robot, "Other");

        choices.decide(null);
        chooseReady(robot, "recycling");
        eventually("asked", () -> choices.asked().stream().anyMatch(asked -> asked.contains("“Other”")));
        assertThat(document().scenarioProperty().get().name()).isEqualTo("Other");
        assertThat(document().dirtyProperty().get()).isTrue();

        choices.decide(1);
        chooseReady(robot, "one-lock");
        eventually("replaced",
                () -> document().scenarioProperty().get().equals(ReadyScenarios.load("one-lock")));
        assertThat(document().dirtyProperty().get()).as("it was not changed").isFalse();
        assertThat(document().fileProperty().get()).as("it is in no file").isNull();
    }

    private static void chooseReady(FxRobot robot, String name) {
        robot.interact(() -> robot.lookup("#compose-ready").<ComboBoxBase<String>>query().setValue(name));
    }

    @Test
    void aFileThatIsNotUnderstoodIsToldWithAllItsFaultsAndNothingElseChanges(FxRobot robot) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), """
                                                                  poolscope: 1
                                                                  name: Bad
                                                                  duration: soon
                                                                  pool: { type: quintuple }
                                                                  """);
        Scenario before = document().scenarioProperty().get();
        choices.choose(file);
        act(robot, WindowAction.OPEN);
        eventually("told", () -> !notice(robot).isEmpty());

        assertThat(notice(robot)).contains("bad.yaml:3:", "bad.yaml:4:");
        assertThat(document().scenarioProperty().get()).isEqualTo(before);
        assertThat(settings.get().recent()).isEmpty();
        robot.interact(() -> robot.lookup("#closeNotice").queryButton().fire());
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();
    }

    @Test
    void aRecentFileThatIsGoneIsForgotten(FxRobot robot) {
        Path gone = folder.resolve("gone.yaml");
        robot.interact(() -> settings.change(all -> all.withRecent(gone)));
        robot.interact(() -> window.shell().documents().open(gone));
        eventually("told", () -> notice(robot).contains("does not exist"));

        assertThat(settings.get().recent()).isEmpty();
    }

    @Test
    void whatAnotherProgramHasChangedIsNotReplacedWithoutAQuestion(FxRobot robot) throws Exception {
        Path file = saved("mine.yaml", OVERLOAD);
        open(robot, file);
        rename(robot, "Other");
        Files.writeString(file, "poolscope: 1\n");

        choices.decide(null);
        act(robot, WindowAction.SAVE);
        eventually("asked", () -> choices.asked().contains("Another program has changed mine.yaml"));
        assertThat(file).hasContent("poolscope: 1\n");
        assertThat(document().dirtyProperty().get()).isTrue();

        choices.decide(1);
        act(robot, WindowAction.SAVE);
        eventually("saved", () -> !document().dirtyProperty().get());
        assertThat(ScenarioReader.read(file).name()).isEqualTo("Other");
    }

    @Test
    void commentsOfTheFileAreKeptInItAndInACopy(FxRobot robot) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"),
                "# why this is so\n" + ScenarioWriter.write(OVERLOAD) + "#noted at the end");
        open(robot, file);
        rename(robot, "Other");
        act(robot, WindowAction.SAVE);
        eventually("saved", () -> !document().dirtyProperty().get());
        choices.choose(folder.resolve("copy.yaml"));
        rename(robot, "Another");
        act(robot, WindowAction.SAVE_AS);
        eventually("saved elsewhere", () -> folder.resolve("copy.yaml").equals(document().fileProperty().get()));

        assertThat(Files.readString(file)).startsWith("# why this is so\n").contains("name: Other\n")
                .endsWith("\n#noted at the end\n");
        assertThat(Files.readString(folder.resolve("copy.yaml"))).startsWith("# why this is so\n")
                .contains("name: Another\n").endsWith("\n#noted at the end\n");
    }

    @Test
    void whatCouldNotBeOpenedAgainIsNotSaved(FxRobot robot) throws Exception {
        Path file = saved("mine.yaml", OVERLOAD);
        open(robot, file);
        robot.interact(() -> document().hinder("a field", "the rate is no rate"));
        act(robot, WindowAction.SAVE);

        assertThat(notice(robot)).contains("the rate is no rate");
        assertThat(ScenarioReader.read(file)).isEqualTo(OVERLOAD);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldInPlace(FxRobot robot) throws Exception {
        Path file = saved("mine.yaml", OVERLOAD);
        open(robot, file);
        rename(robot, "Other");
        choices.choose(folder.resolve("nowhere/at/all.yaml"));
        act(robot, WindowAction.SAVE_AS);
        eventually("told", () -> notice(robot).contains("cannot be saved"));

        assertThat(document().fileProperty().get()).isEqualTo(file);
        assertThat(document().dirtyProperty().get()).isTrue();
    }

    @Test
    void whatWasDoneByHandIsSavedAsActionsOfACopy(FxRobot robot) throws Exception {
        Scenario composed = document().scenarioProperty().get();
        Command save = window.shell().command(WindowAction.SAVE_DONE);
        assertThat(save.disabledProperty().get()).as("before any run").isTrue();
        runTheStory(robot);
        act(robot, WindowAction.SAVE_DONE);
        assertThat(notice(robot)).contains("by hand");
        assertThat(choices.asked()).isEmpty();

        TimedAction rate = new TimedAction(Duration.ofMillis(1500), new Action.SetRate("tail", Rate.parse("40/s")));
        TimedAction burst = new TimedAction(Duration.ofSeconds(2), new Action.Submit("calm", 25));
        fake.performed(rate, burst);
        robot.interact(() -> fake.end());
        frames();
        Path file = folder.resolve("again.yaml");
        choices.choose(file);
        rename(robot, "Edited since");
        act(robot, WindowAction.SAVE_DONE);
        eventually("saved", () -> notice(robot).contains("again.yaml"));

        Scenario done = ScenarioReader.read(file);
        List<TimedAction> actions = new ArrayList<>(composed.actions());
        actions.addAll(List.of(rate, burst));
        actions.sort(Comparator.comparing(TimedAction::at));
        assertThat(done.actions()).isEqualTo(actions);
        assertThat(done.streams()).as("of what was run").isEqualTo(composed.streams());
        assertThat(done.name()).isEqualTo(composed.name());
        assertThat(document().scenarioProperty().get().name()).isEqualTo("Edited since");
        assertThat(document().scenarioProperty().get().actions()).isEqualTo(composed.actions());
        assertThat(document().fileProperty().get()).isNull();
        assertThat(settings.get().recent()).contains(file);
    }
}
