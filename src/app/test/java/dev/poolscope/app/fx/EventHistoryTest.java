package dev.poolscope.app.fx;

import java.util.List;
import java.util.stream.IntStream;

import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventHistoryTest {
    private static final int MOST = 10_000;

    private final EventHistory history = new EventHistory(MOST);

    private static List<RunEvent> events(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> FakeRun.event(i, EventType.SUBMITTED, i + 1L, 0)).toList();
    }

    @Test
    void linesKeepTheirNumbersWhenOlderOnesAreForgotten() {
        history.add(events(0, 7_000));
        history.add(events(7_000, 25_000));

        assertThat(history.end()).isEqualTo(25_000);
        assertThat(history.first()).isPositive();
        assertThat(history.kept()).isBetween(MOST / 3, MOST);
        assertThat(history.get(history.first()).taskId()).isEqualTo(history.first() + 1);
        assertThat(history.get(24_999).taskId()).isEqualTo(25_000);
        assertThatThrownBy(() -> history.get(history.first() - 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> history.get(25_000)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aRestartCountsWhatIsKnownToBeMissing() {
        history.add(events(0, 10));
        history.restart(500);
        history.add(events(0, 3));

        assertThat(history.first()).isEqualTo(500);
        assertThat(history.end()).isEqualTo(503);
        assertThat(history.get(502).taskId()).isEqualTo(3);
    }
}
