package dev.poolscope.app.shell;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;

import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** How many events are missing is said in the same numbers and words wherever the window says it. */
class LossOnScreenTest extends WindowTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1|0|1 event was lost|1 event lost|, 1 lost",
            "2|0|2 events were lost|2 events lost|, 2 lost",
            "0|1|1 event is no longer kept|1 event no longer kept|, 1 not listed",
            "1|3|1 event was lost and 3 events are no longer kept|1 event lost 3 events no longer kept|, 3 not listed, 1 lost"})
    void everyPlaceSaysTheSame(int lost, int unkept, String inBanner, String inBar, String inLog, FxRobot robot) {
        robot.interact(() -> {
            window.run().start();
            // From the beginning, as after the end: what is missing is known by its types.
            fake.hand(new EventBatch(List.of(FakeRun.story()), 5_200_000_000L, true, lost + unkept,
                    Map.of(EventType.SUBMITTED, (long) lost + unkept),
                    new Counted(List.of(), lost > 0 ? 4_500_000_000L : Long.MAX_VALUE, Timeline.UNKNOWN,
                            lost)));
            fake.end(report(lost, unkept));
        });
        frames();

        assertThat(text(robot, "#missing")).contains(inBanner + ".").contains("All counts are exact");
        assertThat(shown(robot, "#figure-lost", "#figure-unkept")).isEqualTo(inBar);
        tab(robot, 0);
        assertThat(text(robot, "#eventCount")).isEqualTo(
                "%d of %d events%s".formatted(FakeRun.story().length, FakeRun.story().length + unkept, inLog));
        tab(robot, 2);
        List<String> summary = robot.lookup(".label").queryAllAs(Labeled.class).stream().map(Labeled::getText).toList();
        assertThat(summary).containsSequence("events lost", String.valueOf(lost));
        assertThat(summary).containsSequence("events no longer kept", String.valueOf(unkept));
    }

    private FinishedRun report(int lost, int unkept) {
        Summary summary = new Summary(5, 2, 1, 2, 0, 2, 2, 2, Map.of(), SampleSummary.EMPTY, SampleSummary.EMPTY,
                SampleSummary.EMPTY, 0.4, SampleSummary.EMPTY, lost, unkept, true, false, false, 0, List.of());
        return new FinishedRun(Objects.requireNonNull(window.run().scenarioProperty().get()), "fake", 2,
                Duration.ofSeconds(5), false, 0, List.of(), new RecordedRun(List.of(FakeRun.story()), summary),
                List.of(), 0);
    }

    private static void tab(FxRobot robot, int index) {
        robot.interact(() -> robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(index));
        frames();
    }

    /** The figures that are seen, each with its name. */
    private static String shown(FxRobot robot, String... figures) {
        return List.of(figures).stream().map(id -> robot.lookup(id).<Node>query()).filter(Node::isVisible)
                .flatMap(figure -> figure.lookupAll(".label").stream()).map(label -> ((Label) label).getText())
                .collect(Collectors.joining(" "));
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }
}
