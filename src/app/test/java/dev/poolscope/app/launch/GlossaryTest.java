package dev.poolscope.app.launch;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;

import dev.poolscope.app.chart.lanes.LaneState;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.docs.Pages;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

class GlossaryTest extends WindowTest {
    @Test
    void theLegendLeadsToTheWordsAndEscapeBack(FxRobot robot) {
        Hyperlink link = robot.from(robot.lookup("#lanes").query().getScene().lookup(".legend"))
                .lookup(".glossary-link")
                .queryAs(Hyperlink.class);
        robot.interact(link::fire);

        assertThat(robot.lookup("#glossary").query().isVisible()).isTrue();
        eventually("the words", () -> !robot.lookup(".glossary-term").queryAll().isEmpty());
        assertThat(robot.lookup(".glossary-term").queryAllAs(Label.class).stream().map(Label::getText))
                .containsExactlyElementsOf(words()).doesNotHaveDuplicates().contains("Spawn", "Starved", "Percentile");
        assertThat(robot.lookup("#glossary .label").queryAllAs(Label.class))
                .extracting(Label::getText).as("marks of the page").noneMatch(text -> text.matches(".*[`*].*"));
        frames();
        for (Label word : robot.lookup(".glossary-term").queryAllAs(Label.class)) {
            assertThat(word.getParent().getChildrenUnmodifiable().stream()
                    .filter(meaning -> Objects.equals(GridPane.getRowIndex(meaning), GridPane.getRowIndex(word))))
                    .as("the first line of what %s means is beside it", word.getText())
                    .extracting(meaning -> meaning.getBoundsInParent().getMinY())
                    .containsOnly(word.getBoundsInParent().getMinY());
        }
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#glossary").query().isVisible()).isFalse();
    }

    @Test
    void everyStateOfTheLegendHasItsWord() {
        Texts texts = new Texts();
        List<String> words = words().stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();

        for (LaneState kind : Stream.of(LaneState.values()).filter(LaneState::isState).toList()) {
            assertThat(words).as("%s", kind)
                    .anyMatch(word -> word.contains(texts.of("kind." + kind).toLowerCase(Locale.ROOT)));
        }
    }

    /** The first column of each table of the page. */
    private static List<String> words() {
        return Pages.text("src/docs/glossary.md").lines().filter(line -> line.matches("\\| [A-Z].*"))
                .map(line -> line.substring(1, line.indexOf('|', 1)).strip()).toList();
    }

    @Test
    void aCharacterTypedIntoTheChooserIsNoCommand(FxRobot robot) {
        ButtonBase pause = robot.lookup("#pauseButton").queryAs(ButtonBase.class);
        robot.interact(() -> window.run().start());
        eventually("running", () -> window.run().run() != null);
        robot.interact(() -> robot.lookup("#compose-ready").query().requestFocus());

        robot.push(KeyCode.P);

        assertThat(window.run().pausedProperty().get()).isFalse();
        assertThat(pause.isDisabled()).isFalse();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        assertThat(robot.lookup("#lanes").query().isFocused()).isTrue();
        robot.push(KeyCode.P);
        assertThat(window.run().pausedProperty().get()).isTrue();
    }
}
