package dev.poolscope.app.fx;

import java.util.OptionalInt;
import java.util.OptionalLong;

import dev.poolscope.telemetry.event.EventType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SelectionTest {
    private final Selection selection = new Selection();

    @Test
    void aLineOfTheLogSelectsItsTask() {
        selection.select(new Selected.Event(FakeRun.event(5, EventType.STARTED, 7, 2)));

        assertThat(selection.task()).isEqualTo(OptionalLong.of(7));
        assertThat(selection.worker()).isEmpty();
    }

    @Test
    void aLineThatIsAboutNoTaskSelectsItsWorker() {
        selection.select(new Selected.Event(FakeRun.event(5, EventType.WORKER_IDLE, 0, 2)));

        assertThat(selection.task()).isEmpty();
        assertThat(selection.worker()).isEqualTo(OptionalInt.of(2));
    }

    @Test
    void nothingIsSelectedAfterNothingWas() {
        selection.select(new Selected.Task(3));
        assertThat(selection.task()).isEqualTo(OptionalLong.of(3));
        selection.select(null);

        assertThat(selection.task()).isEmpty();
        assertThat(selection.worker()).isEmpty();
    }
}
