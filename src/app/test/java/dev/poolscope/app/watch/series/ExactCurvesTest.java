package dev.poolscope.app.watch.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;

import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.timeline.LossyRun;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What the curves tell, held against what a pool has done that loses events: counted by the pool itself. */
class ExactCurvesTest {
    private static final long SECOND = 1_000_000_000;
    private static final long CLOSE = 50_000_000;

    private Timeline timeline = new Timeline(1);
    private final WatchSeries series = new WatchSeries(() -> timeline, new Texts());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void curvesOfCountsAreExactWhereverEventsAreMissing(long seed) {
        Random dice = new Random(seed);
        int lossy = 0;
        for (int round = 0; round < 10; round++) {
            LossyRun run = new LossyRun(dice.nextLong(), 16 << dice.nextInt(10));
            timeline = new Timeline(run.slots());
            for (int part = 0; part < 10; part++) {
                run.play(dice.nextInt(500));
                take(run);
            }
            run.finish();
            take(run);
            if (dice.nextBoolean()) {
                timeline = new Timeline(run.slots());
                timeline.apply(run.recorded().asBatch(run.nanos()));
            }
            lossy += series.pending().sampled().isEmpty() ? 0 : 1;
            for (StepSource.Sampled stretch : series.pending().sampled()) {
                long gap = run.longestGap(stretch.from(), stretch.to());
                assertThat(stretch.text()).as("round %d of seed %d", round, seed).matches(gap == 0
                        ? ".*one reading.*|.*at most 0 .*"
                        : "from the counters, [\\d,]+ readings, at most " + TimeText.duration(gap) + " apart");
            }
            String where = "round %d of seed %d".formatted(round, seed);
            look(run, series.pending(), account -> account.pending, "pending, " + where, dice);
            look(run, series.alive(), account -> account.alive, "alive, " + where, dice);
            look(run, series.busy(), account -> account.busy, "busy, " + where, dice);
            lookAtRates(run, series.curves(WatchChart.THROUGHPUT).getFirst().source(), account -> account.completed,
                    where);
            lookAtRates(run, series.curves(WatchChart.THROUGHPUT).getLast().source(),
                    account -> account.submitted + account.rejected, where);
        }
        assertThat(lossy).as("rounds of seed %d in which events were missing", seed).isPositive();
    }

    private void take(LossyRun run) {
        for (EventBatch batch = run.poll(); batch != null; batch = run.poll()) {
            timeline.apply(batch);
        }
    }

    private void look(LossyRun run, StepSource source, ToLongFunction<LossyRun.Account> truth, String where,
            Random dice) {
        for (int i = 0; i < 200; i++) {
            long time = dice.nextLong(timeline.horizonNanos());
            long expected = truth
                    .applyAsLong(timeline.completeness().isCounted(time) ? run.readBy(time) : run.toldBefore(time + 1));
            assertThat(source.valueAt(time)).as("%s at %d", where, time).isEqualTo((double) expected);
            List<Double> drawn = new ArrayList<>();
            source.steps(time, time + 1 + dice.nextLong(SECOND / 10), (_, value) -> drawn.add(value));
            assertThat(drawn.getFirst()).as("drawn: %s at %d", where, time).isEqualTo((double) expected);
        }
    }

    private void lookAtRates(LossyRun run, StepSource source, ToLongFunction<LossyRun.Account> truth, String where) {
        long eighth = SECOND / 8;
        for (long end = eighth; end <= timeline.horizonNanos(); end += eighth) {
            boolean exact = end <= timeline.completeness().lostFromNanos()
                    && end - SECOND >= timeline.completeness().unkeptUntilNanos();
            if (exact) {
                long done = truth.applyAsLong(run.toldBefore(end + 1))
                        - truth.applyAsLong(run.toldBefore(end + 1 - SECOND));
                assertThat(source.valueAt(end)).as("rate at %d, %s", end, where).isCloseTo((double) done, within(1e-9));
            } else if (end >= SECOND) {
                // What the moment itself tells, by the same readings; of readings far apart what there was in a second on average.
                double seconds = (run.readTime(end) - run.readTime(end - SECOND)) / 1e9;
                long done = truth.applyAsLong(run.readBy(end)) - truth.applyAsLong(run.readBy(end - SECOND));
                boolean close = end - run.readTime(end) <= CLOSE && end - SECOND - run.readTime(end - SECOND) <= CLOSE;
                if (seconds > 0 && run.readTime(end - SECOND) >= 0) {
                    assertThat(source.valueAt(end)).as("counted rate at %d, %s", end, where)
                            .isCloseTo(close ? done : done / seconds, within(1e-6));
                }
            }
        }
    }
}
