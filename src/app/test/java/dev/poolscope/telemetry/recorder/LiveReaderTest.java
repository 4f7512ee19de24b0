package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveReaderTest {

    private final List<RunEvent> log = new ArrayList<>();
    private int copies;

    private EventBatch everything() {
        copies++;
        return new EventBatch(log, log.size(), true, 3);
    }

    private void publish(LiveReader reader, int events) {
        List<RunEvent> batch = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            batch.add(EventTextReader.event(log.size(), EventType.ACTION, 0, null, 0, "n" + log.size()));
            log.add(batch.getLast());
        }
        reader.publish(new EventBatch(batch, log.size(), false, 3), this::everything);
    }

    @Test
    void aReaderThatPollsGetsEachEventOnce() {
        LiveReader reader = new LiveReader(1000);
        assertThat(reader.poll()).isNull();
        List<RunEvent> seen = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            publish(reader, i % 5);
            for (EventBatch batch = reader.poll(); batch != null; batch = reader.poll()) {
                assertThat(batch.restart()).isEqualTo(seen.isEmpty() && i == 0);
                assertThat(batch.horizonNanos()).isEqualTo(log.size());
                assertThat(batch.droppedEvents()).isEqualTo(3);
                seen.addAll(batch.events());
            }
        }
        assertThat(seen).isEqualTo(log);
        assertThat(copies).isEqualTo(1);
    }

    @Test
    void aReaderThatNeverPollsHasNoLogCopiedForIt() {
        LiveReader reader = new LiveReader(1000);
        for (int i = 0; i < 10_000; i++) {
            publish(reader, 1);
        }
        assertThat(copies).isZero();
    }

    @Test
    void aReaderThatStopsPollingStartsAnewAndMissesNothing() {
        LiveReader reader = new LiveReader(100);
        assertThat(reader.poll()).isNull();
        publish(reader, 10);
        assertThat(reader.poll()).isNotNull();
        for (int i = 0; i < 1000; i++) {
            publish(reader, 7);
        }
        assertThat(reader.poll()).as("what was unread is thrown away").isNull();
        publish(reader, 1);
        EventBatch batch = Objects.requireNonNull(reader.poll());
        assertThat(batch.restart()).isTrue();
        assertThat(batch.events()).isEqualTo(log);
        assertThat(copies).isEqualTo(2);
    }

    @Test
    void aReaderThatIsBehindAtTheEndStillGetsAll() {
        LiveReader reader = new LiveReader(100);
        publish(reader, 500);
        reader.publishLast(new EventBatch(List.of(), 1000, false, 0), everything());
        EventBatch batch = Objects.requireNonNull(reader.poll());
        assertThat(batch.restart()).isTrue();
        assertThat(batch.events()).isEqualTo(log);
        assertThat(reader.poll()).isNull();
    }

    @Test
    void aClosedReaderKeepsNothing() {
        LiveReader reader = new LiveReader(100);
        assertThat(reader.poll()).isNull();
        publish(reader, 10);
        reader.close();
        publish(reader, 10);
        assertThat(reader.poll()).isNull();
    }

    @Test
    void aTimelineStartsAnewWithItsReader() {
        Timeline timeline = new Timeline(2);
        RunEvent submitted = EventTextReader.event(1, EventType.SUBMITTED, 1, null, 0, "due=1");
        timeline.apply(new EventBatch(List.of(submitted), 10, false, 0));
        timeline.apply(
                new EventBatch(List.of(submitted, EventTextReader.event(2, EventType.SUBMITTED, 2, null, 0, "due=1")),
                        20, true,
                        5));
        assertThat(timeline.counts().now().pending()).isEqualTo(2);
        assertThat(timeline.horizonNanos()).isEqualTo(20);
        assertThat(timeline.completeness().droppedEvents()).isEqualTo(5);
    }
}
