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
class DashedCurveTest {
    private static final long SECOND = 1_000_000_000;
    private static final Color LINE = Color.web("#b4540a");

    /** Rises from 0 to 4 at one moment. */
    private static StepSource rise(long moment) {
        return new StepSource() {
            @Override
            public void steps(long from, long to, StepVisitor visitor) {
                visitor.step(from, 0);
                visitor.step(moment, 4);
            }

            @Override
            public double valueAt(long nanos) {
                return nanos < moment ? 0 : 4;
            }
        };
    }

    /** In how many pieces the line leads from the low value to the high one: 1 of a whole line. */
    private static long pieces(long moment) throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> {
            TimeViewport viewport = new TimeViewport(SECOND);
            viewport.advance(SECOND);
            StepChart chart = new StepChart(viewport, new TimeCursor(), (_, _, _) -> {}, ChartMeasure.COUNT,
                    List.of(new Curve("A", rise(moment), ChartColor.ARRIVALS, 0, true)));
            chart.openProperty().set(true);
            WritableImage image = new Scene(chart, 800, 120).snapshot(null);
            double axis = 800 - chart.gutter() - TimeChart.RIGHT_MARGIN;
            int x = (int) Math.floor(chart.gutter() + viewport.xOf(moment, axis));
            // Away from the dashes at both values.
            int top = 30;
            int bottom = 95;
            return IntStream.range(top, bottom)
                    .filter(y -> is(image, x, y) && (y == top || !is(image, x, y - 1))).count();
        }).get();
    }

    private static boolean is(WritableImage image, int x, int y) {
        Color there = image.getPixelReader().getColor(x, y);
        return Math.abs(there.getRed() - LINE.getRed()) + Math.abs(there.getGreen() - LINE.getGreen())
                + Math.abs(there.getBlue() - LINE.getBlue()) < 0.02;
    }

    @Test
    void aJumpIsDashedWhereverItIs() throws Exception {
        for (int pixel = 0; pixel < 20; pixel++) {
            assertThat(pieces(SECOND / 2 + pixel * 1_800_000L)).as("pieces of a jump %d pixels on", pixel)
                    .isBetween(5L, 9L);
        }
    }
}
