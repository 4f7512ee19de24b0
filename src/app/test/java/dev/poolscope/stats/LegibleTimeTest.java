package dev.poolscope.stats;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LegibleTimeTest {

    @ParameterizedTest
    @CsvSource({"250000000, 250000000, 250 ms", "250080000, 250000000, 250.1 ms", "250010000, 250000000, 250.01 ms",
            "249999999, 250000000, 249.999999 ms", "300000000, 250000000, 300 ms", "999600000, 1000000000, 0.9996 s",
            "1254000000, 1250000000, 1.254 s", "200300000000, 200000000000, 200.3 s", "999, 1000, 999 ns",
            "0, 0, 0 ns", "-5, 0, 0 ns", "250080000, 0, 250 ms"})
    void aDurationHasAsManyDigitsAsTellItFromTheOneBesideIt(long nanos, long other, String written) {
        assertThat(LegibleTime.durationBeside(nanos, other)).isEqualTo(written);
    }

    @Test
    void differentDurationsAreNeverWrittenAlike() {
        for (long seed = 1; seed <= 2_000; seed++) {
            Random random = new Random(seed);
            long other = random.nextLong(1L << random.nextInt(1, 46));
            long nanos = Math.max(0, other + random.nextInt(-2, 3) * random.nextLong(1L << random.nextInt(1, 30)));
            String written = LegibleTime.durationBeside(nanos, other);
            if (nanos == other) {
                assertThat(written).as("seed %d", seed).isEqualTo(LegibleTime.duration(other));
            } else {
                assertThat(written).as("seed %d: %d beside %d", seed, nanos, other)
                        .isNotEqualTo(LegibleTime.duration(other));
            }
        }
    }

    @Test
    void differentMomentsAreNeverWrittenAlike() {
        assertThat(LegibleTime.momentBeside(3_000_100_000L, 3_000_000_000L)).isEqualTo("3.0001 s");
        assertThat(LegibleTime.momentBeside(3_000_000_000L, 3_000_100_000L)).isEqualTo("3.0000 s");
        assertThat(LegibleTime.momentBeside(3_000_000_001L, 3_000_000_000L)).isEqualTo("3.000000001 s");
        assertThat(LegibleTime.momentBeside(3_000_000_000L, 3_000_000_000L)).isEqualTo("3.000 s");
        assertThat(LegibleTime.momentBeside(100_000_000_000L, 3_000_000_000L)).isEqualTo("100.000 s");
    }
}
