package dev.poolscope.app.fx;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FrameLoopTest {
    private static final long FRAME = 16_666_667;

    private static List<Integer> stepsIn(long... frames) {
        List<Integer> stepped = new ArrayList<>();
        int[] frame = new int[1];
        FrameLoop loop = new FrameLoop();
        loop.each(() -> stepped.add(frame[0]));
        for (long now : frames) {
            loop.frame(now);
            frame[0]++;
        }
        return stepped;
    }

    @Test
    void theFirstFrameIsAStepAndThenEverySecondOne() {
        assertThat(stepsIn(0, FRAME, 2 * FRAME, 3 * FRAME, 4 * FRAME, 5 * FRAME)).containsExactly(0, 2, 4);
    }

    @Test
    void aFrameThatComesLateIsAStep() {
        assertThat(stepsIn(0, 2 * FRAME, 5 * FRAME, 6 * FRAME, 7 * FRAME)).containsExactly(0, 1, 2, 4);
    }

    private static List<Integer> wordsIn(long... frames) {
        List<Integer> told = new ArrayList<>();
        int[] frame = new int[1];
        FrameLoop loop = new FrameLoop();
        loop.between(() -> told.add(frame[0]));
        for (long now : frames) {
            loop.frame(now);
            frame[0]++;
        }
        return told;
    }

    @Test
    void wordsAreToldInTheFramesBetweenSteps() {
        assertThat(wordsIn(0, FRAME, 2 * FRAME, 3 * FRAME, 4 * FRAME, 5 * FRAME)).containsExactly(0, 1, 3, 5);
    }

    @Test
    void wordsAreToldTooWhereEveryFrameIsAStep() {
        assertThat(wordsIn(0, 2 * FRAME, 4 * FRAME, 6 * FRAME, 8 * FRAME, 10 * FRAME, 12 * FRAME))
                .containsExactly(0, 3, 6);
    }
}
