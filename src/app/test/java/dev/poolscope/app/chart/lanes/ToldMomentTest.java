package dev.poolscope.app.chart.lanes;

import java.util.ArrayList;
import java.util.List;

import javafx.scene.Scene;

import dev.poolscope.app.chart.curves.ChartMeasure;
import dev.poolscope.app.chart.curves.StepChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.PromptRobot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The words at the left of the lanes and the values at the left of the charts below are of one moment. */
@Tag("ui")
@ExtendWith(PromptRobot.class)
class ToldMomentTest {
    private static final long SECOND = 1_000_000_000;

    private final List<Long> told = new ArrayList<>();
    private final TimeCursor cursor = new TimeCursor();

    @Test
    void lanesTellOfTheMomentOfWhichTheChartsTell() throws Exception {
        cursor.place(3 * SECOND);
        assertThat(laneTold()).as("the cursor is where the lanes look at without being told").isEqualTo(-1);

        cursor.moveTo(7 * SECOND);
        assertThat(laneTold()).as("the pointer goes before the cursor").isEqualTo(chartTold()).isEqualTo(7 * SECOND);

        cursor.moveTo(12 * SECOND);
        assertThat(laneTold()).as("after the present").isEqualTo(chartTold()).isEqualTo(10 * SECOND);

        cursor.moveTo(-SECOND);
        assertThat(laneTold()).as("in the margin before the start").isEqualTo(chartTold()).isEqualTo(0);

        cursor.leave();
        assertThat(laneTold()).isEqualTo(-1);
    }

    private static TimeViewport viewport() {
        TimeViewport viewport = new TimeViewport(10 * SECOND);
        viewport.advance(10 * SECOND);
        return viewport;
    }

    private long chartTold() throws Exception {
        return WaitForAsyncUtils.asyncFx(
                () -> new StepChart(viewport(), cursor, (_, _, _) -> {}, ChartMeasure.COUNT, List.of()).toldMoment())
                .get();
    }

    private long laneTold() throws Exception {
        told.clear();
        WaitForAsyncUtils.asyncFx(
                () -> new Scene(new LanesChart(viewport(), cursor, new Lane(), (_, _, _) -> {}), 800, 100)
                        .snapshot(null))
                .get();
        return told.getFirst();
    }

    private final class Lane extends OneLane {
        @Override
        public String detail(int lane) {
            told.add(-1L);
            return "";
        }

        @Override
        public String detailAt(int lane, long nanos) {
            told.add(nanos);
            return "";
        }

    }
}
