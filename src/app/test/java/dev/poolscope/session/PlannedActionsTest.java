package dev.poolscope.session;

import java.time.Duration;
import java.util.List;

import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlannedActionsTest {
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private static Scenario scenario() throws InvalidScenarioException {
        return ScenarioReader.parse("test.yaml", """
                                                 poolscope: 1
                                                 name: test
                                                 duration: 5s
                                                 pool: { type: dual }
                                                 actions:
                                                   - { at: 2s, note: twice }
                                                   - { at: 1s, note: twice }
                                                   - { at: 3s, join: true }
                                                 """);
    }

    private static PoolEvent.ActionPerformed at(long millis, String text) {
        return (PoolEvent.ActionPerformed) EventTextReader.event(millis * MILLI, EventType.ACTION, 0, null, 0, text);
    }

    @Test
    void eachIsLateFromWhenItWasDueAndEqualOnesInTheirOrder() throws Exception {
        List<PoolEvent.ActionPerformed> events = List.of(at(500, "note: twice"), at(1010, "note: twice"),
                at(2030, "note: twice"), at(3500, "join: true (refused: the pool is shut down)"),
                at(3600, "join: true"));

        PlannedActions planned = PlannedActions.of(scenario(), events);

        assertThat(events).extracting(planned::lateNanos).containsExactly(0L, 10 * MILLI, 30 * MILLI, 500 * MILLI, 0L);
        assertThat(planned.mostLateNanos()).isEqualTo(500 * MILLI);
        assertThat(planned.byHand()).containsExactly(events.getFirst(), events.getLast());
        assertThat(planned.isKnown()).isTrue();
    }

    @Test
    void whereOneMayBeMissingTheNextLikeItIsNotHeldForIt() throws Exception {
        Timeline timeline = new Timeline(2, 1);
        timeline.apply(at(1010, "note: twice"));
        assertThat(PlannedActions.of(scenario(), timeline).mostLateNanos()).isEqualTo(10 * MILLI);

        // Only one mark is kept.
        timeline.apply(at(2030, "note: twice"));
        timeline.forgetUntil(0);
        PlannedActions planned = PlannedActions.of(scenario(), timeline);

        assertThat(planned.isKnown()).isFalse();
        assertThat(planned.mostLateNanos()).isZero();
    }
}
