package dev.poolscope.app.launch;

import java.util.List;
import java.util.Objects;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import dev.poolscope.docs.Pages;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

class HelpTest extends WindowTest {
    private static Node help(FxRobot robot) {
        return robot.lookup("#help").query();
    }

    private static String text(TextFlow flow) {
        StringBuilder text = new StringBuilder();
        flow.getChildren().forEach(part -> text
                .append(part instanceof Text plain ? plain.getText() : ((Hyperlink) part).getText()));
        return text.toString();
    }

    private static List<String> flows(FxRobot robot, String style) {
        return robot.from(help(robot)).lookup(style).queryAllAs(TextFlow.class).stream().map(HelpTest::text).toList();
    }

    private void open(FxRobot robot, String title) {
        eventually(title, () -> flows(robot, ".help-heading-1").equals(List.of(title)));
    }

    @Test
    void helpShowsTheManualOfTheRepositoryAndEscapeClosesIt(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.F1);

        open(robot, "The window");
        assertThat(flows(robot, ".help-heading-2")).containsExactlyElementsOf(
                Pages.text("src/docs/manual.md").lines().filter(line -> line.startsWith("## "))
                        .map(line -> line.substring(3)).toList());
        robot.push(KeyCode.ESCAPE);
        assertThat(help(robot).isVisible()).isFalse();
    }

    @Test
    void aLinkLeadsFromPageToPageByTheKeyboardToo(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.F1);
        open(robot, "The window");

        for (int stops = 0; stops < 30 && !(focused(robot) instanceof Hyperlink link
                && link.getText().equals("file format")); stops++) {
            robot.push(KeyCode.TAB);
        }
        assertThat(focused(robot)).isInstanceOf(Hyperlink.class);
        robot.push(KeyCode.ENTER);

        open(robot, "The scenario file");
        assertThat(robot.from(help(robot)).lookup(".help-code-block").queryAs(Label.class).getText())
                .isEqualTo(Pages.onlyBlock("src/docs/scenario-format.md", "yaml").stripTrailing());
    }

    private static Node focused(FxRobot robot) {
        return help(robot).getScene().getFocusOwner();
    }

    @Test
    void keysScrollThePageAndReachNothingBehindIt(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.F1);
        open(robot, "The window");
        ScrollPane scroll = robot.from(help(robot)).lookup(".shortcuts-scroll").queryAs(ScrollPane.class);

        robot.push(KeyCode.END);
        assertThat(scroll.getVvalue()).isEqualTo(1);
        robot.push(KeyCode.HOME);
        robot.push(KeyCode.PAGE_DOWN);
        double page = scroll.getVvalue();
        assertThat(page).isBetween(0.01, 0.99);
        robot.push(KeyCode.UP);
        assertThat(scroll.getVvalue()).isLessThan(page);

        for (int stops = 0; stops < 30; stops++) {
            robot.push(KeyCode.TAB);
            assertThat(isInside(focused(robot), help(robot))).isTrue();
        }
    }

    private static boolean isInside(Node node, Node outer) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (Objects.equals(each, outer)) {
                return true;
            }
        }
        return false;
    }
}
