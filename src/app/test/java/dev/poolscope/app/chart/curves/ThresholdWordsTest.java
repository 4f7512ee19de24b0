package dev.poolscope.app.chart.curves;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThresholdWordsTest {
    private static final double HEIGHT = 14;
    private static final double LOWEST = 60;

    @Test
    void theWordsOfALineAreNotStruckOutByIt() {
        for (double above : new double[]{0, 14, 28}) {
            for (double y = 0; y <= LOWEST + HEIGHT; y++) {
                double top = ThresholdPainter.beside(y, HEIGHT, above, LOWEST);

                assertThat(top).as("words of a line at %s, below others that end at %s", y, above)
                        .isBetween(0.0, LOWEST);
                assertThat(top + HEIGHT <= y || top > y).as("at %s, words at %s", y, top).isTrue();
            }
        }
    }
}
