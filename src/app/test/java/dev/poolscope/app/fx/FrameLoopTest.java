package dev.poolscope.app.fx;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FrameLoopTest {
    private static final long FRAME = 20_000_000;

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
}
