package dev.poolscope.app.chart.curves;

import java.util.List;
import java.util.stream.IntStream;

import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.PromptRobot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("ui")
@ExtendWith(PromptRobot.class)
class CurveKeyTest {
    private static final long SECOND = 1_000_000_000;

    /** By their colours where there is no style sheet, how many pieces the keys of curves have beside the chart: 1 of a whole line, 2 of a dashed one. */
    private static List<Long> pieces(boolean open) throws Exception {
        return pieces(open, 800);
    }

    private static List<Long> pieces(boolean open, double width) throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> {
            TimeViewport viewport = new TimeViewport(SECOND);
            viewport.advance(SECOND);
            StepChart chart = new StepChart(viewport, new TimeCursor(), (_, _, _) -> {}, ChartMeasure.COUNT,
                    List.of(new Curve("A", steady(), ChartColor.P99, 0),
                            new Curve("B", steady(), ChartColor.ARRIVALS, 0, true)));
            chart.openProperty().set(open);
            WritableImage image = new Scene(chart, width, open ? 100 : 24).snapshot(null);
            return List.of(pieces(image, Color.web("#7089a8"), open), pieces(image, Color.web("#b4540a"), open));
        }).get();
    }

    private static long pieces(WritableImage image, Color color, boolean open) {
        int right = open ? (int) TimeChart.GUTTER_LEFT + 20 : (int) image.getWidth();
        return IntStream.range(0, (int) image.getHeight()).mapToLong(y -> IntStream.range(1, right)
                .filter(x -> is(image, x, y, color) && !is(image, x - 1, y, color)).count()).max().orElse(0);
    }

    private static boolean is(WritableImage image, int x, int y, Color wanted) {
        Color there = image.getPixelReader().getColor(x, y);
        return Math.abs(there.getRed() - wanted.getRed()) + Math.abs(there.getGreen() - wanted.getGreen())
                + Math.abs(there.getBlue() - wanted.getBlue()) < 0.02;
    }

    private static StepSource steady() {
        return new StepSource() {
            @Override
            public void steps(long from, long to, StepVisitor visitor) {
                // Nothing but the keys is drawn.
            }

            @Override
            public double valueAt(long nanos) {
                return 3;
            }
        };
    }

    @Test
    void aValueInTheLineOfAFoldedChartIsWholeOrNotThere() throws Exception {
        double axis = TimeChart.GUTTER + TimeChart.RIGHT_MARGIN;

        assertThat(pieces(false, axis + 120)).containsExactly(1L, 2L);
        assertThat(pieces(false, axis + 75)).as("there is room for one").containsExactly(1L, 0L);
        assertThat(pieces(false, axis + 30)).as("there is room for none").containsExactly(0L, 0L);
    }

    @Test
    void theKeyOfADashedCurveIsDashed() throws Exception {
        assertThat(pieces(true)).containsExactly(1L, 2L);
        assertThat(pieces(false)).containsExactly(1L, 2L);
    }
}
