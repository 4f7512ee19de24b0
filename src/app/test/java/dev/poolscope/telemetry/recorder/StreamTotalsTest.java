package dev.poolscope.telemetry.recorder;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import dev.poolscope.stats.SampleRoom;
import dev.poolscope.telemetry.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StreamTotalsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyTaskCountsOnceInItsStreamHoweverManyStreamsThereAre(long seed) {
        Random random = new Random(seed);
        StreamTotals shared = StreamTotals.shared(SampleRoom.none());
        StreamTotals[] tracks = {StreamTotals.ofTrack(shared), StreamTotals.ofTrack(shared)};
        Map<String, Long> expected = new HashMap<>();
        for (int task = 1; task <= 1_000; task++) {
            // A text of its own each time, as tasks of other workloads bring.
            String stream = "s" + random.nextInt(3 * StreamTotals.MOST_OF_A_TRACK);
            tracks[random.nextInt(2)].of(stream).submitted(task, task, task);
            expected.merge(stream, 1L, Long::sum);
        }

        Map<String, Long> found = new HashMap<>();
        for (StreamTotals each : new StreamTotals[]{shared, tracks[0], tracks[1]}) {
            each.forEach((stream, totals) -> found.merge(stream, totals.count(EventType.SUBMITTED), Long::sum));
        }
        assertThat(found).isEqualTo(expected);
    }
}
