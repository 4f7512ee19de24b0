package dev.poolscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.app.key.ZoneKey;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.app.settings.ThemeChoice;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.JavaSource;
import dev.poolscope.session.Session;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WindowFrameTest extends WindowTest {
    @TempDir
    Path folder;

    private static MenuItem item(FxRobot robot, String id) {
        MenuBar bar = robot.lookup("#menus").queryAs(MenuBar.class);
        return bar.getMenus().stream().flatMap(menu -> menu.getItems().stream()).filter(item -> id.equals(item.getId()))
                .findFirst().orElseThrow();
    }

    private static boolean isShown(FxRobot robot, String selector) {
        return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
    }

    @Test
    void everyActionIsInAMenuWithItsKeyAndNoTwoShareOne(FxRobot robot) {
        Set<KeyCombination> keys = new HashSet<>();
        for (WindowAction action : window.shell().actions().keySet()) {
            MenuItem item = item(robot, "menu-" + action.name());
            assertThat(item.getText()).isNotBlank();
            if (!action.keys().isEmpty()) {
                assertThat(item.getAccelerator()).isEqualTo(action.keys().getFirst());
            }
            action.keys().forEach(key -> assertThat(keys.add(key)).as(key.toString()).isTrue());
        }
    }

    @Test
    void anItemIsDisabledAsItsCommandIs(FxRobot robot) {
        assertThat(item(robot, "menu-STOP").isDisable()).isTrue();
        robot.interact(() -> item(robot, "menu-RUN").fire());
        frames();
        assertThat(window.run().phaseProperty().get()).isEqualTo(RunPhase.RUNNING);
        assertThat(item(robot, "menu-STOP").isDisable()).isFalse();
        assertThat(item(robot, "menu-RUN").isDisable()).isTrue();
    }

    @Test
    void theOverviewOfTheKeysComesWithAQuestionMarkAndGoesWithEscape(FxRobot robot) {
        robot.interact(() -> robot.lookup("#lanes").query().requestFocus());
        robot.write('?');
        frames();
        assertThat(isShown(robot, "#shortcuts")).isTrue();
        Set<String> words = new HashSet<>();
        robot.lookup("#shortcuts .label").queryAllAs(Label.class).forEach(label -> words.add(label.getText()));
        for (WindowAction action : WindowAction.values()) {
            if (!action.keys().isEmpty()) {
                assertThat(words).contains(window.models().texts().of(action.text()));
            }
        }

        robot.push(KeyCode.ESCAPE);
        assertThat(isShown(robot, "#shortcuts")).as("after Escape").isFalse();
        assertThat(robot.lookup("#lanes").query().isFocused()).as("the focus is where it was").isTrue();
        robot.push(KeyCode.F1);
        assertThat(isShown(robot, "#shortcuts")).isTrue();
        robot.push(KeyCode.F1);
        assertThat(isShown(robot, "#shortcuts")).isFalse();
    }

    @Test
    void keysThatWriteDoNothingElseInAField(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        TextField field = robot.lookup("#idleTimeoutField").queryAs(TextField.class);
        robot.interact(() -> {
            field.requestFocus();
            field.clear();
        });
        robot.write("pl0?");
        frames();

        assertThat(field.getText()).isEqualTo("pl0?");
        assertThat(window.run().pausedProperty().get()).isFalse();
        assertThat(isShown(robot, "#shortcuts")).isFalse();

        robot.interact(() -> robot.lookup("#runButton").query().getParent().requestFocus());
        robot.interact(() -> robot.lookup("#shutDownButton").query().requestFocus());
        robot.push(KeyCode.P);
        assertThat(window.run().pausedProperty().get()).as("elsewhere it does").isTrue();
    }

    @Test
    void theFormStandsAfterAPresentationAsItStoodBefore(FxRobot robot) {
        frames();
        List<Bounds> before = places(robot);

        for (int i = 0; i < 2; i++) {
            robot.push(KeyCode.F11);
            frames();
            frames();
        }

        assertThat(places(robot)).isEqualTo(before);
    }

    private static List<Bounds> places(FxRobot robot) {
        return robot.lookup(".compose .combo-box").queryAll().stream()
                .map(box -> box.getParent().localToParent(box.getParent().getLayoutBounds())).toList();
    }

    @Test
    void presentationHidesTheSidesAndGivesThemBack(FxRobot robot) {
        SplitPane zones = robot.lookup("#zones").queryAs(SplitPane.class);
        assertThat(zones.getItems()).hasSize(3);
        robot.push(KeyCode.F11);
        frames();
        assertThat(zones.getItems()).hasSize(1);
        assertThat(isShown(robot, "#menus")).isFalse();
        assertThat(zones.getScene().getRoot().getStyleClass()).contains("presentation");
        assertThat(robot.lookup("#composeButton").query().isVisible()).isFalse();
        assertThat(robot.lookup("#explainButton").query().isVisible()).isFalse();

        robot.push(KeyCode.F11);
        frames();
        assertThat(zones.getItems()).hasSize(3);
        assertThat(isShown(robot, "#menus")).isTrue();
        assertThat(zones.getScene().getRoot().getStyleClass()).doesNotContain("presentation");
        assertThat(robot.lookup("#composeButton").query().isVisible()).isTrue();
    }

    @Test
    void zonesKeepTheirWidthsThroughPresentationsAndWindowsOfOtherSizes(FxRobot robot) {
        SplitPane zones = robot.lookup("#zones").queryAs(SplitPane.class);
        Stage stage = (Stage) zones.getScene().getWindow();
        double[] before = widths(zones);
        for (int i = 0; i < 6; i++) {
            int width = 1000 - 30 * i;
            robot.interact(() -> stage.setWidth(width));
            frames();
            robot.push(KeyCode.F11);
            frames();
            robot.push(KeyCode.F11);
            robot.interact(() -> stage.setWidth(1000));
            frames();
        }
        frames();

        assertThat(widths(zones)).containsExactly(before, within(1.5));
    }

    private static double[] widths(SplitPane zones) {
        return zones.getItems().stream().mapToDouble(zone -> zone.getLayoutBounds().getWidth()).toArray();
    }

    @Test
    void zonesAreOpenedAndClosedAndThatIsRemembered(FxRobot robot) {
        robot.interact(() -> robot.lookup("#composeButton").queryAs(ToggleButton.class).fire());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        frames();
        assertThat(robot.lookup("#zones").queryAs(SplitPane.class).getItems()).hasSize(1);
        assertThat(settings.get().compose().open()).isFalse();
        assertThat(settings.get().explain().open()).isFalse();
        double width = settings.get().explain().width();

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        frames();
        assertThat(robot.lookup("#zones").queryAs(SplitPane.class).getItems()).hasSize(2);
        assertThat(settings.get().explain().open()).isTrue();
        assertThat(settings.get().explain().width()).isEqualTo(width);
    }

    @Test
    void theChosenThemeIsAppliedAndRemembered(FxRobot robot) {
        Menu menu = (Menu) item(robot, "menu-theme");
        robot.interact(() -> menu.getItems().getLast().fire());
        assertThat(theme.themeProperty().get()).isEqualTo(Theme.DARK);
        assertThat(settings.get().theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(menu.getItems()).filteredOn(each -> ((RadioMenuItem) each).isSelected()).hasSize(1);

        robot.interact(() -> robot.lookup("#themeButton").queryAs(Button.class).fire());
        assertThat(settings.get().theme()).isEqualTo(ThemeChoice.LIGHT);
        assertThat(theme.themeProperty().get()).isEqualTo(Theme.LIGHT);
    }

    @Test
    void theRestOfTheLiveControlsAskTheRunToo(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        assertThat(robot.lookup("#rateButton").queryButton().isDisabled()).isFalse();
        MenuButton more = robot.lookup("#moreButton").queryAs(MenuButton.class);
        robot.interact(() -> {
            robot.lookup("#rateField").queryAs(TextField.class).setText("50/s");
            robot.lookup("#rateButton").queryButton().fire();
            more.getItems().forEach(MenuItem::fire);
        });

        assertThat(fake.asked()).containsExactly("setRate: { stream: web, rate: 50/s }", "spawnWorkers: 1",
                "spawnMaxWorkers: true", "cancelPending: web",
                "breakNextInitializer: true", "join: true", "stop");
    }

    @Test
    void theButtonOfAFieldWithABadValueStaysInItsPlaceAndIsDisabled(FxRobot robot) {
        robot.push(KeyCode.F5);
        frames();
        TextField field = robot.lookup("#rateField").queryAs(TextField.class);
        Button button = robot.lookup("#rateButton").queryAs(Button.class);
        robot.interact(() -> field.setText("often"));
        assertThat(button.isVisible()).isTrue();
        assertThat(button.isDisabled()).isTrue();

        robot.interact(() -> field.setText("50/s"));
        assertThat(button.isDisabled()).isFalse();
    }

    @Test
    void ofAnEndlessRunWhosePoolHasTerminatedItIsSaidHowItEnds(FxRobot robot) throws Exception {
        Scenario endless = ScenarioReader.parse("endless.yaml",
                """
                poolscope: 1
                name: Endless
                duration: open
                pool: { type: dual }
                streams:
                  - { name: web, arrivals: { constant: { rate: 5/s } }, task: { sleep: 10ms } }
                """);
        robot.interact(() -> window.run().prepare(endless, ""));
        robot.push(KeyCode.F5);
        frames();
        robot.interact(() -> {
            fake.tell(2000, FakeRun.event(1000, EventType.SHUTDOWN_BEGAN, 0, 0),
                    FakeRun.event(1500, EventType.TERMINATED, 0, 0));
            window.run().pull();
        });

        Notices.Notice said = window.shell().notices().shownProperty().get();
        assertThat(said).isNotNull();
        assertThat(said.text()).contains("until you press Stop");
        robot.interact(() -> Objects.requireNonNull(said.offer()).action().run());
        assertThat(fake.asked()).contains("stop");
    }

    @Test
    void theListOfRunsSaysHowManyItHas(FxRobot robot) {
        MenuButton runs = robot.lookup("#runsButton").queryAs(MenuButton.class);
        for (int i = 0; i < RunModel.MOST_RUNS + 1; i++) {
            robot.interact(() -> window.run().start());
            frames();
            FakeRun latest = begun.getLast();
            robot.interact(() -> latest.end());
            frames();
        }

        assertThat(runs.getItems()).extracting(MenuItem::getText)
                .contains("Listed are the last " + RunModel.MOST_RUNS + " runs, and those that are kept")
                .noneMatch(text -> text != null && text.startsWith("Run 1  "));
    }

    @Test
    void anEarlierRunCanBeLookedAtAgain(FxRobot robot) {
        MenuButton runs = robot.lookup("#runsButton").queryAs(MenuButton.class);
        assertThat(runs.isVisible()).isFalse();
        runTheStory(robot);
        robot.interact(() -> fake.end());
        frames();
        assertThat(runs.isVisible()).as("one run is nothing to choose from").isFalse();
        robot.interact(() -> window.run().start());
        frames();
        assertThat(runs.isVisible()).isTrue();
        assertThat(runs.getText()).isEqualTo("Run 2");
        assertThat(runs.getItems().getFirst().getText()).isEqualTo("Run 2  ·  First light  ·  as run 1  ·  goes on");
        assertThat(runs.getTooltip().getText()).startsWith("Run 2  ·  First light  ·  as run 1  ·  goes on\n");

        robot.interact(() -> runs.getItems().get(1).fire());
        frames();
        assertThat(runs.getText()).isEqualTo("Run 1");
        assertThat(window.run().countsProperty().get().completed()).isEqualTo(1);
    }

    @Test
    void anotherRunIsShownFromTheSameMomentOn(FxRobot robot) {
        TimeViewport viewport = robot.lookup("#lanes").queryAs(LanesChart.class).viewport();
        runTheStory(robot);
        robot.interact(() -> fake.end());
        frames();
        robot.interact(() -> {
            window.run().start();
            begun.getLast().tell(5200, FakeRun.story());
            begun.getLast().end();
        });
        frames();
        robot.interact(viewport::follow);
        robot.interact(() -> viewport.zoom(0.25, viewport.horizon()));
        frames();
        assertThat(viewport.isFollowing()).isTrue();
        long start = viewport.start();
        long span = viewport.span();
        assertThat(start).isPositive();

        robot.interact(() -> robot.lookup("#runsButton").queryAs(MenuButton.class).getItems().get(1).fire());
        frames();
        assertThat(robot.lookup("#runsButton").queryAs(MenuButton.class).getText()).isEqualTo("Run 1");
        assertThat(viewport.start()).isEqualTo(start);
        assertThat(viewport.span()).isEqualTo(span);
    }

    @Test
    void aLongNameIsReadWholeInANarrowWindowBesideTheRuns(FxRobot robot) {
        String name = "Dozens of streams on four workers of two kinds";
        runTheStory(robot);
        robot.interact(() -> {
            fake.end();
            window.models().document().edit("name", it -> new Scenario(name, it.description(), it.seed(), it.duration(),
                    it.pool(), it.streams(), it.actions(), it.expectations()));
        });
        frames();
        robot.interact(() -> window.run().start());
        frames();
        Label title = robot.lookup("#scenarioName").queryAs(Label.class);
        for (double width : new double[]{1280, 1000, 1400, 1000}) {
            robot.interact(() -> robot.window(0).setWidth(width));
            frames();
            frames();
            assertThat(robot.from(title).lookup(".text").queryAs(Text.class).getText()).as("at %s", width)
                    .isEqualTo("*" + name);
        }
        assertThat(title.getTooltip().getText()).isEqualTo("*" + name);
        Label description = robot.lookup("#scenarioDescription").queryAs(Label.class);
        robot.interact(() -> {
            robot.window(0).setWidth(1400);
            window.models().document().edit("description", it -> new Scenario(name, "", it.seed(), it.duration(),
                    it.pool(), it.streams(), it.actions(), it.expectations()));
            window.run().open(Objects.requireNonNull(window.models().document().scenarioProperty().get()));
        });
        frames();
        assertThat(description.isManaged()).as("room for no words").isEqualTo(!description.getText().isEmpty());
    }

    @Test
    void theTitleSaysWhenThePictureIsOfSomethingElse(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> window.models().document().edit("seed",
                it -> new Scenario("Changed", it.description(), it.seed(), it.duration(),
                        it.pool(), it.streams(), it.actions(), it.expectations())));

        assertThat(robot.lookup("#scenarioName").queryAs(Label.class).getText()).isEqualTo("*Changed");
        assertThat(robot.lookup("#scenarioDescription").queryAs(Label.class).getText())
                .contains("run 1 of “First light”");
    }

    @Test
    void thePictureIsCopied(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> item(robot, "menu-COPY_PICTURE").fire());
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().hasImage()).isTrue());
        assertThat(robot.lookup("#problem").queryAs(Label.class).getText()).contains("clipboard");
    }

    @Test
    void theComposedScenarioIsCopiedAsAClassUnlessItCouldNotRun(FxRobot robot) {
        MenuItem copy = item(robot, "menu-COPY_JAVA");
        robot.interact(() -> {
            Clipboard.getSystemClipboard().clear();
            window.models().document().hinder("a field", "the rate is no rate");
        });
        assertThat(copy.isDisable()).as("a class of what cannot run").isTrue();

        robot.interact(() -> {
            window.models().document().release("a field");
            window.models().document().edit("seed", it -> new Scenario("Mine", it.description(), 77, it.duration(),
                    it.pool(), it.streams(), it.actions(), it.expectations()));
        });
        assertThat(copy.isDisable()).isFalse();
        robot.interact(copy::fire);
        eventually("a class in the clipboard", () -> Clipboard.getSystemClipboard().hasString());
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .isEqualTo(JavaSource.of(window.models().document().scenarioProperty().get()))
                .contains("Mine", "static void main"));
        assertThat(robot.lookup("#problem").queryAs(Label.class).getText()).contains("clipboard");
    }

    @Test
    void theLiveControlsFitIntoTheSmallestWindow(FxRobot robot) {
        frames();
        assertThat(robot.lookup(".pool-controls").tryQuery()).as("without a pool").isEmpty();
        runTheStory(robot);
        assertThatTheControlsFit(robot);
    }

    private static void assertThatTheControlsFit(FxRobot robot) {
        HBox bar = robot.lookup(".pool-controls").queryAs(HBox.class);
        assertThat(bar.getScene().getWidth()).isLessThanOrEqualTo(1000);
        double left = bar.getInsets().getLeft();
        for (Node control : bar.getChildren()) {
            if (control.isManaged()) {
                Bounds place = control.getBoundsInParent();
                assertThat(place.getMinX()).as("%s begins where the one before ends", control)
                        .isGreaterThanOrEqualTo(left - 0.5);
                left = control.getLayoutX() + control.getLayoutBounds().getWidth();
            }
        }
        assertThat(left).as("the end of the last control")
                .isLessThanOrEqualTo(bar.getScene().getWidth() - bar.getInsets().getRight() + 0.5);
        for (Labeled word : robot.from(bar).lookup(".label, .button, .menu-button").queryAllAs(Labeled.class)) {
            if (!word.getText().isEmpty() && word.isVisible() && word.getParent().isVisible()) {
                assertThat(word.lookup(".text")).as("%s is not cut", word)
                        .isInstanceOfSatisfying(Text.class, drawn -> assertThat(drawn.getText())
                                .isEqualTo(word.getText()));
            }
        }
    }

    @Test
    void theReportOfAFinishedRunIsWrittenAndToldWhere(FxRobot robot) throws Exception {
        assertThat(item(robot, "menu-EXPORT_REPORT").isDisable()).isTrue();
        Session session = new Session(ReadyScenarios.load("first-light").atSpeed(25));
        session.start();
        FinishedRun run = session.finished().get(60, TimeUnit.SECONDS);
        robot.interact(() -> window.run().show(run));
        choices.choose(folder);
        robot.interact(() -> item(robot, "menu-EXPORT_REPORT").fire());
        eventually("written",
                () -> robot.lookup("#problem").queryAs(Label.class).getText().startsWith("The report is in"));

        robot.interact(() -> robot.lookup("#noticeOffer").queryButton().fire());
        eventually("opened", () -> !browsed.isEmpty());
        assertThat(browsed).containsExactly(folder.resolve("poolscope-first-light-run-1/report.html").toUri());
        assertThat(folder.resolve("poolscope-first-light-run-1")).isDirectoryContaining("glob:**report.html")
                .isDirectoryContaining("glob:**picture.png");
        assertThat(Files.readString(folder.resolve("poolscope-first-light-run-1/report.html"))).contains("First light");
    }

    @Test
    void theSceneKnowsTheKeysOfTheTableAndNoOthers(FxRobot robot) {
        Set<KeyCombination> table = new HashSet<>();
        for (WindowAction action : WindowAction.values()) {
            table.addAll(action.keys());
        }

        // F10 is the toolkit's own: it goes to the menus.
        assertThat(robot.lookup("#lanes").query().getScene().getAccelerators().keySet())
                .filteredOn(key -> !"F10".equals(key.getName())).containsExactlyInAnyOrderElementsOf(table);
    }

    @Test
    void theOverviewShowsTheKeysOfThePicture(FxRobot robot) {
        robot.push(KeyCode.F1);
        frames();
        Set<String> shown = new HashSet<>();
        robot.lookup("#shortcuts .key").queryAllAs(Label.class).forEach(label -> shown.add(label.getText()));

        for (ZoneKey key : List.of(ZoneKey.CLOSER, ZoneKey.WIDER, ZoneKey.PAN_LEFT, ZoneKey.PAN_RIGHT, ZoneKey.TO_START,
                ZoneKey.TO_END)) {
            assertThat(key.keys()).as(key.name())
                    .allMatch(one -> shown.stream().anyMatch(text -> text.contains(one.getDisplayText())));
        }
        assertThat(shown).contains("W S   Ctrl+wheel", "A D   ← →", "Home  End", "Tab", "?");
    }

    @Test
    void simulateShowsTheFinishedRunFromItsStartAndSaysThatItIsSimulated(FxRobot robot) {
        robot.push(KeyCode.F4);
        eventually("the simulated run", () -> window.run().shownProperty().get() != null);
        frames();

        assertThat(window.run().phaseProperty().get()).isEqualTo(RunPhase.OVER);
        assertThat(window.models().cursor().moment()).hasValue(0);
        assertThat(window.run().countsProperty().get().submitted()).isGreaterThan(100);
        assertThat(robot.lookup("#simulated").queryAs(Label.class).getText()).startsWith("This run is simulated on ");
        assertThat(begun).as("runs on threads").isEmpty();

        robot.push(KeyCode.F4);
        eventually("another one", () -> window.run().runs().size() == 2);
        frames();
        MenuButton runs = robot.lookup("#runsButton").queryAs(MenuButton.class);
        assertThat(runs.getAccessibleText()).isEqualTo("Run 2, simulated");
        for (double width : new double[]{1000, 1280, 1040, 1000}) {
            robot.interact(() -> robot.window(0).setWidth(width));
            frames();
            assertThat(runs.getText()).as("at %s", width).isEqualTo(width == 1280 ? "Run 2, simulated" : "Run 2");
            Text shown = robot.from(runs).lookup(".text").queryAs(Text.class);
            assertThat(shown.getText()).as("what is seen at %s", width).isEqualTo(runs.getText());
        }

        robot.push(KeyCode.SHIFT, KeyCode.F4);
        robot.push(KeyCode.ENTER);
        eventually("what would be if nothing were different", () -> window.run().runs().size() == 3);
        frames();
        assertThat(window.run().runs().getLast().summary()).isEqualTo(window.run().runs().getFirst().summary());
        assertThat(robot.lookup("#compare").query().isVisible()).isTrue();
    }
}
