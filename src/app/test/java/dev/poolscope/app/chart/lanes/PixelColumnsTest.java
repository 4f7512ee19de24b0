package dev.poolscope.app.chart.lanes;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PixelColumnsTest {
    private final PixelColumns columns = new PixelColumns();

    @BeforeEach
    void empty() {
        columns.reset(100);
    }

    @Test
    void theKindThatCoversMostOfAColumnWinsIt() {
        columns.add(LaneState.RUNNING, 10.0, 10.4);
        columns.add(LaneState.IDLE, 10.4, 10.5);
        columns.add(LaneState.RUNNING, 10.5, 10.6);
        columns.add(LaneState.IDLE, 11.1, 11.9);

        assertThat(runs()).containsExactly("RUNNING 10+1", "IDLE 11+1");
    }

    @Test
    void aStretchAcrossTwoColumnsCountsInBoth() {
        columns.add(LaneState.RUNNING, 5.6, 6.7);

        assertThat(runs()).containsExactly("RUNNING 5+2");
    }

    @Test
    void aFailureIsToldEvenWhereOthersPrevail() {
        columns.add(LaneState.RUNNING, 3.0, 3.9);
        columns.add(LaneState.FAILED, 3.9, 3.9001);

        assertThat(runs()).containsExactly("RUNNING! 3+1");
    }

    @Test
    void whatLastsNoTimeIsStillVisible() {
        columns.add(LaneState.STARTING, 7, 7);

        assertThat(runs()).containsExactly("STARTING 7+1");
    }

    @Test
    void whatAWorkerDidInAColumnInWhichItWasIdleMostOfTheTimeIsToldWithItsShare() {
        columns.add(LaneState.IDLE, 3.0, 3.7);
        columns.add(LaneState.RUNNING, 3.7, 3.9);
        columns.add(LaneState.BLOCKED, 3.9, 4.0);
        columns.add(LaneState.IDLE, 5.0, 6.0);

        assertThat(runs()).containsExactly("IDLE 3+1", "IDLE 5+1");
        assertThat(columns.beside(3)).isEqualTo(LaneState.RUNNING);
        assertThat(columns.shareBeside(3)).isCloseTo(0.3, within(1e-5));
        assertThat(columns.beside(5)).isNull();
    }

    @Test
    void columnsBetweenStretchesStayEmpty() {
        columns.add(LaneState.RUNNING, 1, 1.5);
        columns.add(LaneState.RUNNING, 4, 4.5);

        assertThat(runs()).containsExactly("RUNNING 1+1", "RUNNING 4+1");
    }

    @Test
    void nothingOfTheLaneBeforeIsLeft() {
        columns.add(LaneState.RUNNING, 0, 1.4);
        columns.add(LaneState.FAILED, 99, 99.9);
        columns.reset(100);

        assertThat(runs()).isEmpty();
        columns.add(LaneState.IDLE, 99, 99.1);
        assertThat(runs()).containsExactly("IDLE 99+1");
    }

    private List<String> runs() {
        List<String> runs = new ArrayList<>();
        columns.forEachRun(
                (kind, failures, column, width) -> runs.add(kind + (failures ? "!" : "") + " " + column + "+" + width));
        return runs;
    }
}
