package dev.poolscope.app.chart.curves;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.PromptRobot;
import dev.poolscope.app.fx.StateColor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("ui")
@ExtendWith(PromptRobot.class)
class ThresholdTest {
    private static final long SECOND = 1_000_000_000;

    private static Curve full(ChartColor color, double opacity) {
        return new Curve("A", new StepSource() {
            @Override
            public void steps(long from, long to, StepVisitor visitor) {
                visitor.step(from, 10);
            }

            @Override
            public double valueAt(long nanos) {
                return 10;
            }
        }, color, opacity);
    }

    /** What is most of the ground of the words of an expectation, over curves whose areas fill the chart. */
    private static StateColor groundOver(List<Curve> curves) throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> {
            TimeViewport viewport = new TimeViewport(SECOND);
            viewport.advance(SECOND);
            StepChart chart = new StepChart(viewport, new TimeCursor(), (_, _, _) -> {}, ChartMeasure.COUNT, curves);
            chart.openProperty().set(true);
            chart.thresholdsProperty().set(List.of(new Threshold(5, "longest queue ≤ 5")));
            WritableImage image = new Scene(chart, 800, 120).snapshot(null);
            int left = (int) TimeChart.GUTTER;
            Map<Color, Integer> seen = new HashMap<>();
            for (int x = left + 18; x < left + 90; x++) {
                for (int y = 51; y < 59; y++) {
                    seen.merge(image.getPixelReader().getColor(x, y), 1, Integer::sum);
                }
            }
            Color most = Collections.max(seen.entrySet(), Map.Entry.comparingByValue()).getKey();
            return StateColor.of("#" + most.toString().substring(2, 8));
        }).get();
    }

    @Test
    void theWordsOfAnExpectationCanBeReadOverEveryArea() throws Exception {
        StateColor ink = StateColor.of("#7d4e00");

        assertThat(ink.contrastTo(groundOver(List.of(full(ChartColor.P99, 0.22), full(ChartColor.P95, 0.28),
                full(ChartColor.MEDIAN, 0.32))))).as("waiting times").isGreaterThanOrEqualTo(4.5);
        assertThat(ink.contrastTo(groundOver(List.of(full(ChartColor.ALIVE, 0.12), full(ChartColor.RUNNING, 0.4),
                full(ChartColor.BLOCKED, 0.6))))).as("blocked workers").isGreaterThanOrEqualTo(4.5);
    }
}
