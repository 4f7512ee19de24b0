package dev.poolscope.app.chart.lanes;

import java.util.stream.IntStream;

import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.PromptRobot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Many tasks, one right after the other, do not look like a long one, however brief they are. */
@Tag("ui")
@ExtendWith(PromptRobot.class)
class BriefTasksTest {
    private static final long SECOND = 1_000_000_000;
    private static final int WIDTH = 800;
    private static final long FROM = 2 * SECOND;
    private static final long TO = 6 * SECOND;

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 80, 100, 130, 200, 400, 2_000})
    void doNotLookLikeALongOne(int tasks) throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
            WritableImage one = picture(1);
            WritableImage many = picture(tasks);
            int from = column(FROM) + 10;
            int to = column(TO) - 10;
            long different = IntStream.range(from, to)
                    .filter(x -> IntStream.range(0, (int) one.getHeight())
                            .anyMatch(y -> one.getPixelReader().getArgb(x, y) != many
                                    .getPixelReader().getArgb(x, y)))
                    .count();

            // Letters in bars tell as well.
            assertThat(different).as("columns that tell %d tasks from one", tasks)
                    .isGreaterThanOrEqualTo(Math.min(tasks, (to - from) / 4) - 3);
        }).get();
    }

    private static int column(long nanos) {
        LanesChart chart = new LanesChart(viewport(), new TimeCursor(), new Tasks(1), (_, _, _) -> {});
        return (int) (chart.gutter() + viewport().xOf(nanos, WIDTH - chart.gutter() - TimeChart.RIGHT_MARGIN));
    }

    private static TimeViewport viewport() {
        TimeViewport viewport = new TimeViewport(10 * SECOND);
        viewport.advance(10 * SECOND);
        viewport.showAll();
        return viewport;
    }

    private static WritableImage picture(int tasks) {
        return new Scene(new LanesChart(viewport(), new TimeCursor(), new Tasks(tasks), (_, _, _) -> {}), WIDTH, 100)
                .snapshot(null);
    }

    /** So many tasks of the same length, which together take four seconds. */
    private static final class Tasks extends OneLane {
        private final int count;

        Tasks(int count) {
            this.count = count;
        }

        @Override
        public void segments(int lane, long from, long to, SegmentVisitor visitor) {
            long each = (TO - FROM) / count;
            for (int i = 0; i < count; i++) {
                visitor.segment(LaneState.RUNNING, FROM + i * each, FROM + (i + 1) * each, false, i + 1, 1);
            }
        }
    }
}
