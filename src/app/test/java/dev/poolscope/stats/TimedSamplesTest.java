package dev.poolscope.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimedSamplesTest {
    private static final int MOST = 64;

    private record Sample(long time, long value) {}

    /** Samples in any order, many of them at one time, against a list of all that there ever were. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyStretchThatIsKnownHasJustItsSamples(long seed) {
        Random dice = new Random(seed);
        TimedSamples samples = new TimedSamples(MOST);
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Sample next = new Sample(Math.max(0, i / 5 - dice.nextInt(12)), dice.nextInt(1_000));
            samples.add(next.time, next.value);
            // Of a time that is not known any more a straggler says nothing.
            all.add(next);
            if (dice.nextInt(100) == 0) {
                samples.forgetBefore(i / 5 - 10L);
            }
            long after = Math.max(samples.knownAfter(), i / 5 - dice.nextInt(30) - 1L);
            long upTo = after + dice.nextInt(20);
            long[] expected = all.stream().filter(each -> each.time > after && each.time <= upTo)
                    .mapToLong(Sample::value).sorted().toArray();
            String as = "seed " + seed + ", " + i + ", (" + after + ", " + upTo + "]";
            assertThat(samples.count(after, upTo)).as(as).isEqualTo(expected.length);
            assertThat(samples.percentiles(after, upTo)).as(as)
                    .isEqualTo(expected.length == 0 ? null : PercentileSeries.Point.of(upTo, expected));
        }
    }

    @Test
    void soManyAtOneTimeDoNotFillTheMemory() {
        TimedSamples samples = new TimedSamples(MOST);
        for (int i = 0; i < 10 * MOST; i++) {
            samples.add(7, i);
        }

        assertThat(samples.count(Long.MIN_VALUE, Long.MAX_VALUE)).isBetween(MOST, MOST + MOST / 32);
        assertThat(samples.knownAfter()).as("some of that time are forgotten").isEqualTo(7);
    }
}
