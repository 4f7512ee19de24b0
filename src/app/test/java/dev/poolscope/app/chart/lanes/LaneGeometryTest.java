package dev.poolscope.app.chart.lanes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LaneGeometryTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 13, 64, 1000})
    void lanesDoNotTouchAndBarsStayInside(int lanes) {
        LaneGeometry geometry = LaneGeometry.of(lanes, 400, 0, 1);
        for (int lane = 0; lane < Math.min(lanes, 20); lane++) {
            assertThat(geometry.barTop(lane)).isGreaterThan(geometry.top(lane));
            assertThat(geometry.barTop(lane) + geometry.barHeight())
                    .isLessThanOrEqualTo(geometry.top(lane) + geometry.laneHeight() - geometry.gap());
        }
    }

    @Test
    void everyLaneThatIsPartlyVisibleIsDrawn() {
        LaneGeometry geometry = LaneGeometry.of(100, 140, 21, 1);

        assertThat(geometry.firstVisible()).isEqualTo(1);
        assertThat(geometry.lastVisible(140)).isEqualTo(11);
    }

    @Test
    void scrollingEndsAtTheLastLane() {
        LaneGeometry geometry = LaneGeometry.of(100, 140, 1e9, 1);

        assertThat(geometry.top(99) + geometry.laneHeight()).isEqualTo(140);
    }

    @Test
    void belowTheLastLaneThereIsNone() {
        LaneGeometry geometry = LaneGeometry.of(2, 400, 0, 1);

        assertThat(geometry.laneAt(10)).isZero();
        assertThat(geometry.laneAt(geometry.laneHeight() + 1)).isEqualTo(1);
        assertThat(geometry.laneAt(geometry.contentHeight() + 1)).isEqualTo(-1);
        assertThat(geometry.laneAt(-1)).isEqualTo(-1);
    }
}
