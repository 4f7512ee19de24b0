package dev.poolscope.telemetry.timeline;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.moment.Chronicle;
import dev.poolscope.telemetry.moment.StateAt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every count of a timeline is that of the exact counters, however many events are lost, sampled and left out. */
class ExactCountsTest {

    private long seen;
    private boolean missing;
    private Chronicle chronicle = new Chronicle(Integer.MAX_VALUE);
    private final Set<StateAt.Knowledge> knowledge = EnumSet.noneOf(StateAt.Knowledge.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsAreExactAtEachMomentWhateverIsLost(long seed) {
        Random dice = new Random(seed);
        for (int round = 0; round < 12; round++) {
            LossyRun run = new LossyRun(dice.nextLong(), dice.nextBoolean() ? 16 : 128 << dice.nextInt(6));
            Timeline timeline = new Timeline(run.slots(), 50);
            chronicle = new Chronicle(Integer.MAX_VALUE);
            for (int part = 0; part < 12; part++) {
                run.play(dice.nextInt(400));
                if (dice.nextInt(3) > 0) {
                    look(run, timeline, "round %d of seed %d".formatted(round, seed));
                }
                if (dice.nextInt(3) == 0) {
                    run.settle();
                    while (poll(run, timeline)) {
                        // what comes last says how things stand
                    }
                    if (timeline.horizonNanos() > 0 && seen > 0) {
                        look(run, timeline, "settled in round %d of seed %d".formatted(round, seed));
                    }
                }
            }
            run.finish();
            while (poll(run, timeline)) {
                // until the end
            }
            Timeline reopened = new Timeline(run.slots());
            reopened.apply(run.recorded().asBatch(run.nanos()));
            for (Timeline over : new Timeline[]{timeline, reopened}) {
                assertThat(over.counts().now()).as("at the end of round %d of seed %d", round, seed)
                        .isEqualTo(run.now().counts());
                assertThat(over.ledger().isBalanced()).isTrue();
                assertThat(over.ledger().cancelledByPoolCount()).isEqualTo(run.now().cancelledByPool);
                assertThat(over.counts().state()).isEqualTo(PoolState.TERMINATED);
                assertThat(over.counts().mostLateNanos()).isEqualTo(run.now().mostLate);
            }
            assertThat(run.recorded().summary().arrivalLateness().max()).isEqualTo(run.now().mostLate);
        }
    }

    private boolean poll(LossyRun run, Timeline timeline) {
        EventBatch batch = run.poll();
        if (batch != null) {
            timeline.apply(batch);
            if (batch.restart()) {
                chronicle.restart(batch.missing());
            }
            chronicle.add(batch.events());
            seen++;
            missing = batch.restart() ? !batch.missing().isEmpty() : missing;
        }
        return batch != null;
    }

    private void look(LossyRun run, Timeline timeline, String where) {
        boolean some = false;
        while (poll(run, timeline)) {
            some = true;
        }
        if (some) {
            long horizon = timeline.horizonNanos();
            boolean counted = timeline.completeness().isCounted(horizon) || missing;
            LossyRun.Account account = counted ? run.readBy(horizon) : run.toldBefore(horizon);
            assertThat(timeline.counts().now()).as("%s at %d, %s", where, horizon, counted ? "counted" : "by events")
                    .isEqualTo(account.counts());
            lookAtAges(run, timeline, where);
            lookAtMoments(run, timeline, where);
            lookAtStates(run, timeline, where);
            lookAtSampling(run, timeline, where);
        }
    }

    private static long ageAtReading(Timeline timeline, long time, long read) {
        long age = timeline.counts().history().headAge(time);
        return age < 0 ? age : age - (time - read);
    }

    private void lookAtStates(LossyRun run, Timeline timeline, String where) {
        long horizon = timeline.horizonNanos();
        for (int i = 0; i < 20; i++) {
            long time = horizon - 1 - i * horizon / 25;
            StateAt state = StateAt.of(EventPoint.after(time), timeline, chronicle, null);
            knowledge.add(state.knowledge());
            boolean exact = state.knowledge() == StateAt.Knowledge.WHOLE;
            assertThat(state.counts()).as("%s: state at %d, %s", where, time, state.knowledge())
                    .isEqualTo((exact ? run.toldBefore(time + 1) : run.readBy(time)).counts());
        }
    }

    private static void lookAtMoments(LossyRun run, Timeline timeline, String where) {
        long horizon = timeline.horizonNanos();
        for (int i = 0; i < 20; i++) {
            long time = horizon - 1 - i * horizon / 25;
            Moment moment = timeline.explanations().moment(time);
            if (moment == null) {
                continue;
            }
            long from = Math.max(-1, time - 1_000_000_000);
            LossyRun.Account before = moment.counted() ? run.readBy(from) : run.toldBefore(from + 1);
            LossyRun.Account then = moment.counted() ? run.readBy(time) : run.toldBefore(time + 1);
            assertThat(moment).as("%s: moment %d", where, time).isEqualTo(new Moment(time, from, moment.counted(),
                    moment.counted() ? run.readTime(from) : from, moment.counted() ? run.readTime(time) : time,
                    then.submitted - before.submitted, then.rejected - before.rejected,
                    then.leftQueue - before.leftQueue,
                    then.completed + then.failed - before.completed - before.failed, before.pending, then.pending,
                    then.busy, moment.blocked(), then.alive, moment.counted()
                            ? ageAtReading(timeline, time, run.readTime(time))
                            : timeline.counts().oldestPendingAge(time),
                    moment.inHand(), moment.pool()));
        }
    }

    private static void lookAtSampling(LossyRun run, Timeline timeline, String where) {
        long horizon = timeline.horizonNanos();
        for (int i = 0; i < 20; i++) {
            long from = i * horizon / 25;
            long to = horizon - i * horizon / 50;
            long kept = run.ends(from, to).filter(task -> {
                TaskTrace trace = timeline.tasks().find(task);
                return trace != null && trace.startedNanos() != Timeline.UNKNOWN
                        && trace.endedNanos() > timeline.completeness().detailFromNanos();
            }).count();
            assertThat(timeline.tasks().endedBetween(from, to)).as("%s: recorded from %d to %d", where, from, to)
                    .isEqualTo(kept);
            LossyRun.Account begin = run.readBy(from - 1);
            LossyRun.Account end = run.readBy(to - 1);
            assertThat(timeline.counts().endedBetween(from, to)).as("%s: ended from %d to %d", where, from, to)
                    .isEqualTo(Math.max(end.completed + end.failed - begin.completed - begin.failed, kept));
            long counted = run.readBy(to - 1).submitted - run.readBy(from - 1).submitted;
            assertThat(timeline.counts().submittedBetween(from, to)).as("%s: submitted from %d to %d", where, from, to)
                    .isEqualTo(Math.max(counted, run.submissions(from, to).filter(task -> {
                        TaskTrace trace = timeline.tasks().find(task);
                        return trace != null && trace.submittedNanos() != Timeline.UNKNOWN
                                && trace.submittedNanos() >= timeline.completeness().detailFromNanos();
                    }).count()));
        }
    }

    private static void lookAtAges(LossyRun run, Timeline timeline, String where) {
        long horizon = timeline.horizonNanos();
        for (int i = 0; i < 50; i++) {
            long time = horizon - 1 - i * horizon / 60;
            long age = timeline.counts().oldestPendingAge(time);
            LossyRun.Account told = run.toldBefore(time + 1);
            if (timeline.completeness().isCounted(time)) {
                boolean someWaited = run.readBy(time).pending > 0;
                assertThat(age >= 0).as("%s: some waited at %d", where, time).isEqualTo(someWaited);
                long atReading = run.readBy(time).oldest;
                assertThat(age).as("%s: at least so old at %d", where, time)
                        .isLessThanOrEqualTo(someWaited ? time - atReading : -1);
            } else if (time >= timeline.completeness().detailFromNanos()) {
                assertThat(age).as("%s: age at %d", where, time)
                        .isEqualTo(told.oldest < 0 ? -1 : time - told.oldest + told.oldestLate);
            }
        }
    }
}
