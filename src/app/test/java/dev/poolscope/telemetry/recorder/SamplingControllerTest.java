package dev.poolscope.telemetry.recorder;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SamplingControllerTest {

    private static final long TICK = 10_000_000;

    private final SamplingController samplingController = new SamplingController(100_000);
    private long now;
    private long told;
    private long waiting;
    private long taken;

    /** Goes on for so many hundredths of a second at a rate of steps, of which as many are detailed as are asked for. */
    private void go(int ticks, long perSecond) {
        for (int i = 0; i < ticks; i++) {
            long more = perSecond / 100;
            told += more;
            waiting += more >> samplingController.rarity();
            now += TICK;
            samplingController.goOn(now, told, waiting);
            long took = Math.min(waiting, samplingController.most());
            samplingController.took((int) took);
            waiting -= took;
            taken += took;
        }
    }

    @Test
    void anOrdinaryLoadIsTakenWhole() {
        go(1000, 200_000);
        assertThat(samplingController.rarity()).isZero();
        assertThat(taken).isEqualTo(told);
    }

    @Test
    void aBurstOfAQuarterOfTheSavingsIsTakenWholeToo() {
        go(100, 1_000);
        go(2, 1_200_000);
        go(100, 1_000);
        assertThat(samplingController.rarity()).isZero();
        assertThat(taken).isEqualTo(told);
    }

    @Test
    void howeverMuchIsToldNoMoreIsTakenThanIsAllowed() {
        go(1000, 50_000_000);
        assertThat(samplingController.rarity()).isPositive();
        assertThat(taken).isLessThan(100_000 + 10 * SamplingController.PER_SECOND);
        long before = taken;
        go(1000, 50_000_000);
        assertThat(taken - before).as("in ten seconds, once it is known").isBetween(
                10 * SamplingController.PER_SECOND / 16,
                10 * SamplingController.PER_SECOND / 4);
    }

    @Test
    void afterwardsEverythingIsTakenAgain() {
        go(1000, 50_000_000);
        go(20, 100_000);
        assertThat(samplingController.rarity()).isZero();
    }

    @Test
    void aLoadThatStaysDoesNotMakeItChangeItsMind() {
        go(300, 4_200_000);
        int rarity = samplingController.rarity();
        for (int i = 0; i < 1000; i++) {
            go(1, i % 2 == 0 ? 4_000_000 : 4_400_000);
            assertThat(samplingController.rarity()).isEqualTo(rarity);
        }
    }
}
