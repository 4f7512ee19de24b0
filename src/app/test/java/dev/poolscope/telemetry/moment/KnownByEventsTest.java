package dev.poolscope.telemetry.moment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.Moment;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What events say of the pool is told by them, also where one is missing and counts are those of the counters. */
class KnownByEventsTest {
    private static final long MILLI = 1_000_000;

    private final Timeline timeline = new Timeline(2);
    private final Chronicle chronicle = new Chronicle(10_000);

    @Test
    void aPoolThatIsShutDownIsNotOpenBecauseItsCountersWereReadBefore() {
        tell(sample(3002, 2, PoolState.OPEN, false), event(0, EventType.SUBMITTED, 3, 0, "due=0"),
                event(3007, EventType.SHUTDOWN_BEGAN, 0, 0, ""),
                event(3008, EventType.WORKER_RETIRING, 0, 1, "reason=SHUTDOWN"));

        StateAt open = at(3006);
        StateAt closing = at(3009);

        assertThat(open.pool()).isEqualTo(PoolState.OPEN);
        assertThat(open.queue()).hasSize(1);
        assertThat(closing.pool()).isEqualTo(PoolState.CLOSING);
        assertThat(closing.countedNanos()).as("the counts have their time").isEqualTo(3002 * MILLI);
        assertThat(closing.counts().pending()).isEqualTo(2);
        assertThat(closing.queue()).as("a shutdown cancels all that is pending").isEmpty();
    }

    @Test
    void aWorkerThatRetiresForTheShutdownTellsOfItToo() {
        tell(sample(3002, 2, PoolState.OPEN, false), event(0, EventType.SUBMITTED, 3, 0, "due=0"),
                event(3007, EventType.WORKER_RETIRING, 0, 1, "reason=SHUTDOWN"));

        assertThat(at(3006).pool()).isEqualTo(PoolState.OPEN);
        assertThat(at(3007).pool()).isEqualTo(PoolState.CLOSING);
        assertThat(at(3007).queue()).isEmpty();
    }

    @Test
    void noTaskIsPendingInAPoolThatHasTerminatedAlsoIfItsEndIsMissing() {
        tell(sample(4100, 0, PoolState.TERMINATED, false), event(0, EventType.SUBMITTED, 3, 0, "due=0"));

        assertThat(at(4146).pool()).isEqualTo(PoolState.TERMINATED);
        assertThat(at(4146).queue()).isEmpty();
    }

    @Test
    void aJoinIsOverWhenItHasEndedByTheEvents() {
        tell(sample(3002, 2, PoolState.OPEN, false), event(3004, EventType.JOIN_BEGAN, 0, 0, ""),
                event(3006, EventType.JOIN_ENDED, 0, 0, "outcome=JOINED"));

        assertThat(at(3003).pool()).isEqualTo(PoolState.OPEN);
        assertThat(at(3005).pool()).isEqualTo(PoolState.JOINING);
        assertThat(at(3006).pool()).isEqualTo(PoolState.OPEN);
    }

    @Test
    void aMomentDoesNotSayThatAJoinGoesOnWhoseEndMayBeMissing() {
        tell(sample(3002, 2, PoolState.OPEN, false), event(3004, EventType.JOIN_BEGAN, 0, 0, ""),
                event(3050, EventType.SHUTDOWN_BEGAN, 0, 0, ""));

        Moment moment = Objects.requireNonNull(timeline.explanations().moment(3040 * MILLI));

        assertThat(moment.counted()).isTrue();
        assertThat(moment.pool().joining()).isEqualTo(Timeline.UNKNOWN);
        assertThat(Objects.requireNonNull(timeline.explanations().moment(3060 * MILLI)).pool().shutDown())
                .isEqualTo(3050 * MILLI);
    }

    @Test
    void aPoolThatBrokeStaysBrokenWhenItIsShutDown() {
        RunEvent[] events = {event(3000, EventType.BROKEN, 0, 0, "cause=boom"),
                event(3007, EventType.SHUTDOWN_BEGAN, 0, 0, ""), event(3010, EventType.TERMINATED, 0, 0, "")};
        chronicle.add(List.of(events));
        List.of(events).forEach(timeline::apply);

        assertBroken(StateAt.Knowledge.WHOLE);
    }

    @Test
    void soItDoesWhereAnEventIsMissing() {
        tell(sample(2990, 0, PoolState.OPEN, false), event(3000, EventType.BROKEN, 0, 0, "cause=boom"),
                event(3007, EventType.SHUTDOWN_BEGAN, 0, 0, ""), event(3010, EventType.TERMINATED, 0, 0, ""));

        assertBroken(StateAt.Knowledge.COUNTED);
    }

    private void assertBroken(StateAt.Knowledge knowledge) {
        assertThat(at(2999).broken()).isFalse();
        assertThat(at(3001).knowledge()).isEqualTo(knowledge);
        assertThat(at(3001).pool()).isEqualTo(PoolState.BROKEN);
        assertThat(at(3008).pool()).isEqualTo(PoolState.CLOSING);
        assertThat(at(3008).broken()).isTrue();
        assertThat(at(3011).pool()).isEqualTo(PoolState.TERMINATED);
        assertThat(at(3011).broken()).isTrue();
    }

    private StateAt at(long millis) {
        return StateAt.of(EventPoint.after(millis * MILLI), timeline, chronicle, null);
    }

    /** One event was lost at one millisecond; besides, a worker was spawned in the beginning. */
    private void tell(CountSample sample, RunEvent... events) {
        List<RunEvent> all = new ArrayList<>(List.of(event(0, EventType.WORKER_SPAWNED, 0, 1,
                "reason=SUBMISSION pending=1 free=0 alive=0"), event(1, EventType.WORKER_READY, 0, 1, "")));
        all.addAll(List.of(events));
        all.sort(null);
        EventBatch batch = new EventBatch(all, 5000 * MILLI, false, 1, Map.of(),
                new Counted(List.of(sample), MILLI, Timeline.UNKNOWN, 1));
        timeline.apply(batch);
        chronicle.add(batch.events());
    }

    private static CountSample sample(long millis, long pending, PoolState state, boolean broken) {
        return new CountSample(millis * MILLI, new Counts(1, 0, 1, pending, 3, 1, 0, 2 - pending, 0, 0), state, broken,
                Long.MAX_VALUE, 0);
    }

    private static RunEvent event(long millis, EventType type, long task, int worker, String detail) {
        return EventTextReader.event(millis * MILLI, type, task, type == EventType.SUBMITTED ? "web" : null, worker,
                detail);
    }
}
