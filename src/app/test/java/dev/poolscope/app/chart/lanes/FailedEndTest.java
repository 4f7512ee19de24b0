package dev.poolscope.app.chart.lanes;

import java.util.List;
import java.util.stream.IntStream;

import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.PromptRobot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Of a task that failed at the end of a long wait it is seen that it failed, and not before it did. */
@Tag("ui")
@ExtendWith(PromptRobot.class)
class FailedEndTest {
    private static final long SECOND = 1_000_000_000;
    private static final long FAILED_AT = 6 * SECOND;
    private static final int WIDTH = 800;

    @Test
    void aTaskThatFailedAtTheEndOfItsWaitDoesNotLookFailedBefore() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
            LanesChart chart = chart(true);
            WritableImage failed = picture(chart);
            WritableImage not = picture(chart(false));
            double end = end(chart);
            List<Integer> changed = IntStream.range(0, WIDTH)
                    .filter(x -> !colorsAt(failed, x).equals(colorsAt(not, x))).boxed().toList();
            List<Integer> wholly = changed.stream()
                    .filter(x -> !failed.getPixelReader().getColor(x, middle(failed))
                            .equals(not.getPixelReader().getColor(x, middle(not))))
                    .toList();

            assertThat(wholly).as("columns of the bar that are marked").hasSizeBetween(1, 2)
                    .allSatisfy(x -> assertThat((double) x).isBetween(end - 2, end + 1));
            assertThat(changed).as("the mark stands out, so that it is no bar").hasSizeGreaterThan(4);
        }).get();
    }

    private static int middle(WritableImage image) {
        return (int) image.getHeight() / 2 + 3;
    }

    // Of a chart that was drawn: how much room the names take hangs on the style sheet of the toolkit, which windows change.
    private static double end(LanesChart chart) {
        return chart.gutter() + chart.viewport().xOf(FAILED_AT, WIDTH - chart.gutter() - TimeChart.RIGHT_MARGIN);
    }

    private static List<Color> colorsAt(WritableImage image, int x) {
        return IntStream.range(0, (int) image.getHeight()).mapToObj(y -> image.getPixelReader().getColor(x, y))
                .toList();
    }

    private static TimeViewport viewport() {
        TimeViewport viewport = new TimeViewport(10 * SECOND);
        viewport.advance(10 * SECOND);
        viewport.showAll();
        return viewport;
    }

    private static LanesChart chart(boolean failed) {
        return new LanesChart(viewport(), new TimeCursor(), new OneTask(failed), (_, _, _) -> {});
    }

    private static WritableImage picture(LanesChart chart) {
        return new Scene(chart, WIDTH, 100).snapshot(null);
    }

    /** Blocked from the first second to the sixth, and then it fails or goes on. */
    private static final class OneTask extends OneLane {
        private final boolean failed;

        OneTask(boolean failed) {
            this.failed = failed;
        }

        @Override
        public void segments(int lane, long from, long to, SegmentVisitor visitor) {
            visitor.segment(LaneState.BLOCKED, SECOND, FAILED_AT, false, 7, 1);
            visitor.segment(LaneState.IDLE, FAILED_AT, 9 * SECOND, false, 0, 1);
        }

        @Override
        public long failedNanos(long taskId) {
            return failed ? FAILED_AT : Long.MIN_VALUE;
        }
    }
}
