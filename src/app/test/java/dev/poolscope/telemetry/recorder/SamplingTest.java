package dev.poolscope.telemetry.recorder;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SamplingTest {

    @Test
    void allHasEveryTaskAndNoneHasNone() {
        for (long task : new long[]{0, 1, 63, 64, 1_000_000, Long.MAX_VALUE}) {
            assertThat(Sampling.ALL.has(task)).isTrue();
            assertThat(Sampling.ALL.hasOneMore(task)).isTrue();
            assertThat(Sampling.NONE.has(task)).isFalse();
            assertThat(Sampling.NONE.hasOneMore(task)).isFalse();
        }
    }

    @Test
    void oneBlockOfSoManyIsKept() {
        Sampling some = Sampling.ALL.after(0, 3);
        long had = 0;
        for (long task = 1024; task < 1024 + 64 * 8 * 100; task++) {
            had += some.has(task) ? 1 : 0;
        }
        assertThat(had).isEqualTo(64 * 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aTaskThatWasThereBeforeAChangeIsKeptOrNotAsItWas(long seed) {
        Random random = new Random(seed);
        Sampling sampling = Sampling.ALL;
        Map<Long, Boolean> decided = new HashMap<>();
        long task = 0;
        for (int change = 0; change < 12; change++) {
            for (int i = random.nextInt(3000); i > 0; i--) {
                decided.put(++task, sampling.has(task));
            }
            sampling = sampling.after(task, random.nextInt(8));
        }
        Sampling last = sampling;
        decided.forEach((id, had) -> assertThat(last.has(id)).as("task %d, seed %d", id, seed).isEqualTo(had));
        assertThat(decided).containsValues(true, false);
    }

    @Test
    void remembersNoMoreThanALimit() {
        Sampling sampling = Sampling.ALL;
        for (long task = 0; task < 1_000_000; task += 1000) {
            sampling = sampling.after(task, 5);
        }
        // A task from the beginning was kept; what is remembered of the time since says that it was not.
        assertThat(sampling.has(70)).isFalse();
    }
}
