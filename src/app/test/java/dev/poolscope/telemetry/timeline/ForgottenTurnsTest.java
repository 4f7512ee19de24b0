package dev.poolscope.telemetry.timeline;

import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.TaskEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is known of a lock whose turns are forgotten. */
class ForgottenTurnsTest {
    private final Timeline timeline = new Timeline(2);

    @Test
    void whichTaskHasTheLockIsKnownWhereTheDetailBegins() {
        TaskEvent.Blocked waits = new TaskEvent.Blocked(10, 3, 3, new Awaited.Lock(1));
        timeline.apply(waits);
        timeline.apply(new TaskEvent.Resumed(20, 2, 2, new Awaited.Lock(1)));

        timeline.forgetUntil(30);

        assertThat(timeline.tasks().lockHolderAt(EventPoint.after(40), waits)).isEqualTo(2);
    }
}
