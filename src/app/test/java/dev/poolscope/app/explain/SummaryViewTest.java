package dev.poolscope.app.explain;

import java.util.List;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;

import dev.poolscope.app.explain.SummaryPage.Group;
import dev.poolscope.app.explain.SummaryPage.Judged;
import dev.poolscope.app.explain.SummaryPage.Line;
import dev.poolscope.app.explain.SummaryPage.Times;
import dev.poolscope.app.fx.PromptRobot;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(PromptRobot.class)
class SummaryViewTest {
    /** As wide as the zone is in the smallest window that has to be usable, without its scroll bar. */
    private static final double ROOM = 240;
    private static final String SENTENCE = "Erlang C does not apply here, for tasks wait for other tasks of the same pool; "
            .repeat(3);
    private static final List<String> FIVE = List.of("1.00 ms", "10.0 ms", "100 ms", "1.00 s", "10.0 s");

    /** Else the values, which stand at the right edge, are out of sight. */
    @Test
    void noTextHoweverLongMovesTheValuesOutOfSight(FxRobot robot) {
        var page = new SummaryPage("of a run", List.of(new Judged(Verdict.FAILED, SENTENCE, SENTENCE)),
                List.of(new Group("Tasks", List.of(new Line("most workers at once", "3"), new Line(SENTENCE, "12"))),
                        new Group("Load", List.of(new Line("throughput", SENTENCE))),
                        new Group("Theory", List.of(new Line(SENTENCE, "")))),
                List.of(new Times("All tasks", SENTENCE, FIVE, FIVE, FIVE)));
        SummaryView view = new SummaryView();
        ScrollPane scroll = new ScrollPane(view);
        scroll.setFitToWidth(true);

        robot.interact(() -> {
            view.show(page, new Texts());
            new Scene(scroll, ROOM, ROOM);
            scroll.applyCss();
            scroll.layout();
        });

        for (Node label : view.lookupAll(".label")) {
            assertThat(label.localToScene(label.getLayoutBounds()).getMaxX()).as("%s", ((Label) label).getText())
                    .isLessThanOrEqualTo(ROOM);
        }
        for (Label label : robot.from(view).lookup(".label").queryAllAs(Label.class)) {
            double needed = label.isWrapText() ? label.prefHeight(label.getWidth()) : label.prefWidth(-1);
            assertThat(label.isWrapText() ? label.getHeight() : label.getWidth()).as("the room for %s", label.getText())
                    .isGreaterThanOrEqualTo(Math.floor(needed));
        }
    }
}
