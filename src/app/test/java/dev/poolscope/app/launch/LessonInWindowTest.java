package dev.poolscope.app.launch;

import java.util.List;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LessonInWindowTest extends WindowTest {
    private static final String LESSON = "one-worker-or-two";

    private static String place(FxRobot robot) {
        return robot.lookup("#lesson-place").queryAs(Label.class).getText();
    }

    private static String said(FxRobot robot) {
        return robot.lookup("#lesson-said").query().getAccessibleText();
    }

    @Test
    void aWholeLessonIsDoneByKeysAndEachPredictionComesBeforeItsPicture(FxRobot robot) {
        robot.push(KeyCode.F9);
        eventually("the list", () -> robot.lookup("#lesson-" + LESSON).tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#lesson-" + LESSON).query().requestFocus());
        robot.push(KeyCode.ENTER);
        eventually("the lesson", () -> robot.lookup("#lesson-place").tryQuery().isPresent());
        assertThat(place(robot)).startsWith("Step 1 of");

        robot.push(KeyCode.PAGE_DOWN);
        assertThat(window.run().shownProperty().get()).isNull();
        assertThat(robot.lookup("#lesson-forth").queryAs(Button.class).isDisabled()).isTrue();
        robot.push(KeyCode.ENTER);
        assertThat(robot.lookup("#lesson-fault").queryAs(Label.class).getText()).isNotEmpty();
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.ENTER);
        assertThat(said(robot)).isEqualTo("You said “Two: it is a pool of two”. It was “None: nothing is to be done”."
                + " Here is the moment.");
        ShownRun shown = window.run().shownProperty().get();
        assertThat(shown).isNotNull();
        assertThat(shown.timeline().horizonNanos()).isEqualTo(500_000_000L);

        for (KeyCode answer : new KeyCode[]{KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT2}) {
            frames();
            robot.push(KeyCode.PAGE_DOWN);
            frames();
            robot.push(answer);
            robot.push(KeyCode.ENTER);
            assertThat(said(robot)).matches("You said “.+”\\. So it (was\\. Here is the moment|is)\\.");
        }
        assertThat(place(robot)).isEqualTo("Step 6 of 6");
        assertThat(robot.lookup("#lesson-idea").queryAs(Label.class).getText()).contains("a limit");
        assertThat(window.run().obstacleProperty().get()).isEmpty();
        frames();
        robot.push(KeyCode.PAGE_UP);
        assertThat(place(robot)).isEqualTo("Step 5 of 6");
        assertThat(robot.lookup("#lesson-option-3").query().isDisabled()).isTrue();
        assertThat(settings.get().lessons().stopped()).containsKey(LESSON);

        teach(robot);
    }

    @Test
    void theRunOfALessonHasANumberOfItsOwn(FxRobot robot) {
        robot.interact(() -> window.run().show(SimulatedRun.of(ReadyScenarios.load("burst-on-two"), 2)));
        robot.interact(() -> window.lessons().open(LESSON));
        eventually("the lesson", () -> window.lessons().model().isOpen());
        robot.push(KeyCode.PAGE_DOWN);
        for (KeyCode answer : new KeyCode[]{KeyCode.DIGIT3, KeyCode.DIGIT1}) {
            frames();
            robot.push(answer);
            robot.push(KeyCode.ENTER);
            assertThat(window.run().runs()).extracting(ShownRun::number).containsExactly(1, 2);
            robot.push(KeyCode.PAGE_DOWN);
            frames();
            assertThat(robot.lookup(".lesson-question .words").queryAllAs(Text.class)).extracting(Text::getText)
                    .as("no line may end between a number and its unit")
                    .noneMatch(text -> text.matches(".*\\d s\\b.*"));
        }
        robot.interact(() -> window.run().join(ShownRun.of(SimulatedRun.of(ReadyScenarios.load("overload"), 2))));
        frames();
        robot.push(KeyCode.DIGIT2);
        robot.push(KeyCode.ENTER);

        assertThat(window.run().runs()).extracting(ShownRun::number).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(window.run().shownProperty().get()).as("what is revealed").isNotNull()
                .extracting(ShownRun::number).isEqualTo(2);
    }

    private void reopened(FxRobot robot) {
        robot.interact(() -> window.lessons().open(LESSON));
        eventually("the lesson", () -> window.lessons().model().isOpen());
        frames();
    }

    @Test
    void aLessonThatIsLeftInTheMiddleTellsNothingOfItsOpenQuestions(FxRobot robot) {
        reopened(robot);
        robot.push(KeyCode.PAGE_DOWN);
        frames();
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.ENTER);

        robot.interact(() -> window.lessons().leave());
        frames();

        assertThat(window.run().runs()).extracting(run -> run.timeline().horizonNanos())
                .as("what is seen of its runs").containsExactly(500_000_000L);

        reopened(robot);
        for (KeyCode answer : new KeyCode[]{KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT2}) {
            robot.push(KeyCode.PAGE_DOWN);
            frames();
            robot.push(answer);
            robot.push(KeyCode.ENTER);
            frames();
        }
        robot.interact(() -> window.lessons().leave());
        frames();

        assertThat(window.run().runs()).extracting(run -> run.timeline().horizonNanos())
                .as("when all is answered").containsExactly(9_000_000_000L);
    }

    @Test
    void theNameOfWhatALessonIsAboutIsReadWholeBesideIt(FxRobot robot) {
        for (String name : new String[]{LESSON, "the-worker-that-went-home", "a-pool-that-waits-for-itself"}) {
            robot.interact(() -> window.lessons().open(name));
            eventually("the lesson", () -> window.lessons().model().name().equals(name));
            frames();

            Label title = robot.lookup(".empty-title").queryAs(Label.class);
            assertThat(robot.from(title).lookup(".text").queryAs(Text.class).getText().replaceAll("\\s+", " "))
                    .isEqualTo(title.getText());
        }
    }

    private static String titles(FxRobot robot) {
        Stage stage = (Stage) robot.lookup("#scenarioName").query().getScene().getWindow();
        return stage.getTitle() + " | " + robot.lookup("#scenarioName").queryAs(Label.class).getText() + " | "
                + robot.lookup("#scenarioDescription").queryAs(Label.class).getText();
    }

    @Test
    void inALessonTheWindowIsNamedAfterWhatItShows(FxRobot robot) {
        assertThat(titles(robot)).startsWith("First light – Poolscope | First light | A pool of two");
        reopened(robot);
        String lesson = "Lesson 1: one worker or two – Poolscope | Lesson 1: one worker or two | A pool that may have two";
        assertThat(titles(robot)).as("before its run").startsWith(lesson);
        assertThat(robot.lookup("#sizeButton").query().isDisabled()).as("is of what is composed").isTrue();
        robot.push(KeyCode.PAGE_DOWN);
        frames();
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.ENTER);
        assertThat(titles(robot)).as("with its run").startsWith(lesson);

        robot.interact(() -> window.lessons().leave());
        frames();
        assertThat(titles(robot)).as("when it is left").startsWith("First light – Poolscope | First light"
                + " | The picture is of run 1 of “Lesson 1: one worker or two”, not of what is composed now");
    }

    private static List<String> seen(FxRobot robot, String where) {
        return robot.lookup(where).queryAllAs(Label.class).stream().filter(label -> {
            Node node = label;
            while (node != null && node.isVisible()) {
                node = node.getParent();
            }
            return node == null;
        }).map(Label::getText).toList();
    }

    @Test
    void beforeTheRunOfALessonNoNumberOfItIsTold(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> fake.end());
        reopened(robot);
        robot.push(KeyCode.PAGE_DOWN);
        TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().select(1));
        frames();
        assertThat(seen(robot, ".figure .number")).as("status bar").isNotEmpty().containsOnly("–");
        assertThat(seen(robot, "#stateTitle")).containsExactly("No run yet");
        assertThat(seen(robot, "#stateTotals")).isEmpty();
        assertThat(seen(robot, "#stateWorkersTitle")).isEmpty();
        assertThat(seen(robot, "#stateQueueTitle")).isEmpty();
        assertThat(robot.lookup("#lanes").query().getAccessibleText()).contains("Nothing has run yet")
                .doesNotContain("alive");
        showLedger(robot);
        frames();
        for (String count : List.of("#submitted", "#completed", "#failed", "#cancelled", "#open")) {
            assertThat(seen(robot, count)).as(count).containsExactly("–");
        }

        robot.interact(() -> tabs.getSelectionModel().select(1));
        robot.interact(() -> robot.lookup("#lesson-option-3").query().requestFocus());
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.ENTER);
        frames();
        assertThat(seen(robot, "#stateTitle")).containsExactly("State at 0.500 s");
        assertThat(seen(robot, "#stateWorkersTitle")).containsExactly("Workers: 0 alive, 0 busy, 0 free or starting");
        robot.interact(() -> window.models().cursor().clear());
        assertThat(seen(robot, "#stateTitle")).containsExactly("State where the picture ends, at 0.500 s");
    }

    @Test
    void theOfferHidesNothingAndStaysUntilItIsAnswered(FxRobot robot) {
        robot.interact(() -> window.lessons().offerOnce());
        frames();
        Node offer = robot.lookup("#offer").query();

        assertThat(offer.isVisible()).isTrue();
        Bounds at = offer.localToScene(offer.getLayoutBounds());
        Bounds there = new BoundingBox(at.getMinX() + 1, at.getMinY() + 1, at.getWidth() - 2, at.getHeight() - 2);
        for (String other : new String[]{".title-bar", ".menu-bar > .container > .menu-button", ".legend",
                ".split-pane",
                ".status-bar"}) {
            for (Node each : robot.lookup(other).queryAll()) {
                assertThat(each.localToScene(each.getLayoutBounds()).intersects(there)).as(other).isFalse();
            }
        }
        assertThat(robot.from(offer).lookup(".text").queryAllAs(Text.class)).extracting(Text::getText)
                .containsExactly("New here? The first lesson takes six minutes.", "Begin");
        double picture = top(robot);
        robot.interact(() -> window.open(ReadyScenarios.load("overload"), null));
        assertThat(offer.isVisible()).as("another scenario is no answer").isTrue();

        robot.interact(() -> robot.lookup("#closeOffer").queryButton().fire());
        frames();
        assertThat(offer.isVisible()).isFalse();
        assertThat(top(robot)).as("nothing moves").isEqualTo(picture);
    }

    private static double top(FxRobot robot) {
        Node watch = robot.lookup(".watch").query();
        return watch.localToScene(watch.getLayoutBounds()).getMinY();
    }

    // The same question, large, in front of a class.
    private void teach(FxRobot robot) {
        robot.interact(() -> window.lessons().model().close());
        robot.interact(() -> window.lessons().open(LESSON));
        eventually("the lesson", () -> window.lessons().model().isOpen());
        assertThat(place(robot)).isEqualTo("Step 5 of 6");
        robot.interact(() -> window.shell().layout().presentationProperty().set(true));
        Node view = robot.lookup("#class").query();
        assertThat(view.isVisible()).isTrue();
        frames();
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.SHIFT, KeyCode.DIGIT3);
        robot.push(KeyCode.DIGIT1);
        assertThat(robot.lookup("#class-round").queryAs(Label.class).getText()).isEqualTo("Round 1 · 2 hands");
        robot.push(KeyCode.R);
        assertThat(robot.lookup("#class-round").queryAs(Label.class).getText()).isEqualTo("Round 2 · 0 hands");
        robot.push(KeyCode.SPACE);
        assertThat(view.getStyleClass()).contains("class-revealed");
        frames();
        Bounds answer = onScreen(robot.lookup("#class-card").query());
        assertThat(onScreen(robot.lookup(".status-bar").query()).getMaxY())
                .as("the picture ends where the answer begins").isCloseTo(answer.getMinY(), within(1.0));
        robot.push(KeyCode.N);
        frames();
        assertThat(onScreen(robot.lookup("#class-card").query())).as("blank, also over the picture")
                .isEqualTo(onScreen(view));
        robot.push(KeyCode.N);
        frames();
        assertThat(onScreen(robot.lookup("#class-card").query())).isEqualTo(answer);
        robot.interact(() -> window.shell().layout().presentationProperty().set(false));
        assertThat(view.isVisible()).isFalse();
        frames();
        assertThat(onScreen(robot.lookup(".status-bar").query()).getMaxY())
                .isCloseTo(onScreen(view.getParent()).getMaxY(), within(1.0));
    }

    private static Bounds onScreen(Node node) {
        return node.localToScreen(node.getLayoutBounds());
    }
}
