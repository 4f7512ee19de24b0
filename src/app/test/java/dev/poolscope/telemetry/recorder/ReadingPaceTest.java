package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingPaceTest {
    private static final long MILLI = 1_000_000;
    private static final long MOST = 10 * MILLI;

    private long now = 1_000 * MILLI;
    private final ReadingPace pace = new ReadingPace(() -> now);

    @Test
    void waitsAsLongAsItMayWhereNothingIsRead() {
        assertThat(pace.pause(MOST)).isEqualTo(MOST);
        pace.read();
        assertThat(pace.pause(MOST)).isEqualTo(MOST);
    }

    @Test
    void collectsJustBeforeEachReading() {
        List<Long> collectedBeforeReading = new ArrayList<>();
        long nextReading = now;
        long nextCollection = now + 3 * MILLI;
        long collected = now;
        for (int step = 0; step < 400; step++) {
            if (nextReading <= nextCollection) {
                now = nextReading;
                collectedBeforeReading.add(now - collected);
                pace.read();
                nextReading += 40 * MILLI;
            } else {
                now = nextCollection;
                collected = now;
                long pause = pace.pause(MOST);
                assertThat(pause).isPositive().isLessThanOrEqualTo(MOST);
                nextCollection = now + pause;
            }
        }
        assertThat(collectedBeforeReading.subList(3, collectedBeforeReading.size()))
                .containsOnly(ReadingPace.LEAD_NANOS);
    }

    @Test
    void readingsAtOnceAreOneAndAPauseIsNoPace() {
        pace.read();
        now += 40 * MILLI;
        pace.read();
        now += MILLI;
        pace.read();
        assertThat(pace.pause(MOST)).isEqualTo(MOST);
        now += 28 * MILLI;
        assertThat(pace.pause(MOST)).isEqualTo(11 * MILLI - ReadingPace.LEAD_NANOS);
        now += 1_000 * MILLI;
        pace.read();
        now += 5 * MILLI;
        assertThat(pace.pause(MOST)).isEqualTo(MOST);
    }

    @Test
    void waitsAsLongAsItMayWhenTheReaderReadsNoMore() {
        pace.read();
        now += 40 * MILLI;
        pace.read();
        now += 400 * MILLI;
        assertThat(pace.pause(MOST)).isEqualTo(MOST);
    }
}
