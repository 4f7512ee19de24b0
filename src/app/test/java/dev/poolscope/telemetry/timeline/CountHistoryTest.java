package dev.poolscope.telemetry.timeline;

import java.util.List;

import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class CountHistoryTest {
    private static final int STEP = 10_000_000;
    private static final int SAMPLES = 30 * CountHistory.MOST;

    private static CountSample sample(long number) {
        return new CountSample(number * STEP, new Counts(1, 1, 0, 0, number, number, 0, 0, 0, 0), PoolState.OPEN, false,
                Long.MAX_VALUE, 0);
    }

    @Test
    void theBeginningOfALongRunIsKeptAsCloselyAsItsEnd() {
        CountHistory history = new CountHistory();

        for (long number = 0; number <= SAMPLES; number++) {
            history.add(sample(number));
        }

        List<CountSample> kept = history.samples();
        long apart = 0;
        for (int i = 1; i < kept.size(); i++) {
            apart = Math.max(apart, kept.get(i).nanos() - kept.get(i - 1).nanos());
        }
        assertThat(apart).isLessThanOrEqualTo(4L * SAMPLES / CountHistory.MOST * STEP);
        assertThat(kept).hasSizeLessThanOrEqualTo(CountHistory.MOST);
        assertThat(kept.getFirst()).isEqualTo(sample(0));
        assertThat(history.last()).isEqualTo(sample(SAMPLES));
    }

    @Test
    void whatIsSettledStaysUntilSamplesAreForgotten() {
        CountHistory history = new CountHistory();

        for (long number = 0; number <= SAMPLES; number++) {
            long settled = history.settledUntil();
            int index = history.indexAt(settled);
            CountSample before = index < 0 ? null : history.samples().get(index);
            long rewrites = history.rewrites();
            history.add(sample(number));
            if (rewrites == history.rewrites() && before != null) {
                assertThat(history.samples().get(index)).isEqualTo(before);
            }
        }
    }
}
