package dev.poolscope.app.chart.arrivals;

import java.time.Duration;
import java.util.List;

import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.BulkCall;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ArrivalCurveTest {
    private static final long SECOND = 1_000_000_000L;

    private static ArrivalCurve curve(Arrivals arrivals, int from, @Nullable Integer until, TimedAction... actions) {
        Scenario some = ReadyScenarios.load(ReadyScenarios.DEFAULT);
        return ArrivalCurve.of(new Scenario("it", "", 1, Duration.ofSeconds(20), some.pool(),
                List.of(new StreamSpec("it", arrivals, Duration.ofSeconds(from),
                        until == null ? null : Duration.ofSeconds(until), some.streams().getFirst().task())),
                List.of(actions), List.of()));
    }

    private static double expected(ArrivalCurve curve, double from, double until) {
        return curve.streams().getFirst().expected(Math.round(from * SECOND), Math.round(until * SECOND));
    }

    @Test
    void aConstantRateIsExpectedWithinItsWindowOnly() {
        ArrivalCurve curve = curve(new Arrivals.Constant(Rate.perSecond(10)), 5, 15);
        assertThat(expected(curve, 0, 5)).isZero();
        assertThat(expected(curve, 4, 6)).isCloseTo(10, within(1e-9));
        assertThat(expected(curve, 14, 30)).isCloseTo(10, within(1e-9));
        assertThat(curve.expected()).isCloseTo(100, within(1e-9));
    }

    @Test
    void aRampIsTheAreaUnderItsLine() {
        ArrivalCurve curve = curve(new Arrivals.Ramp(Rate.perSecond(0), Rate.perSecond(40)), 0, null);
        assertThat(curve.expected()).isCloseTo(400, within(1e-9));
        assertThat(expected(curve, 0, 10)).isCloseTo(100, within(1e-9));
        assertThat(expected(curve, 10, 20)).isCloseTo(300, within(1e-9));
    }

    @Test
    void burstsComeAtTheBeginningOfTheWindowAndNotAtItsEnd() {
        ArrivalCurve curve = curve(new Arrivals.Bursts(7, Duration.ofSeconds(5)), 5, 15);
        assertThat(expected(curve, 0, 5)).isZero();
        assertThat(expected(curve, 5, 5.001)).isEqualTo(7);
        assertThat(expected(curve, 9, 10)).isZero();
        assertThat(expected(curve, 10, 20)).isEqualTo(7);
        assertThat(curve.expected()).isEqualTo(14);
        assertThat(curve.streams().getFirst().spikes().getFirst().moments()).isEqualTo(2);
    }

    @Test
    void aBulkCallComesAtOnceWithATaskForEachChunk() {
        ArrivalCurve curve = curve(new Arrivals.Bulk(BulkCall.MAP_ALL, 10, Duration.ofSeconds(20), 3, 1, true, null),
                0, null);
        assertThat(curve.expected()).isEqualTo(4);
    }

    @Test
    void whatAClosedLoopSubmitsDependsOnThePoolAndIsNotGuessed() {
        ArrivalCurve curve = curve(new Arrivals.Closed(8, new Distribution.Fixed(Duration.ofMillis(1))), 0, 10);
        assertThat(curve.expected()).isZero();
        assertThat(curve.streams().getFirst().users()).isEqualTo(8);
        assertThat(curve.streams().getFirst().until()).isEqualTo(10 * SECOND);
    }

    @Test
    void aRateThatAnActionSetsHoldsFromThen() {
        ArrivalCurve curve = curve(new Arrivals.Ramp(Rate.perSecond(0), Rate.perSecond(20)), 0, null,
                new TimedAction(Duration.ofSeconds(15), new Action.SetRate("other", Rate.perSecond(1000))),
                new TimedAction(Duration.ofSeconds(15), new Action.SetRate("it", Rate.perSecond(3))),
                new TimedAction(Duration.ofSeconds(10), new Action.SetRate("it", Rate.perSecond(1))));
        assertThat(expected(curve, 0, 10)).isCloseTo(50, within(1e-9));
        assertThat(expected(curve, 10, 15)).isCloseTo(5, within(1e-9));
        assertThat(expected(curve, 15, 20)).isCloseTo(15, within(1e-9));
    }

    @Test
    void aRunWithoutAnEndIsShownALittleBeyondWhatIsNamed() {
        Scenario open = ReadyScenarios.load(ReadyScenarios.DEFAULT).withDuration(null);
        ArrivalCurve curve = ArrivalCurve.of(open);
        assertThat(curve.open()).isTrue();
        assertThat(curve.lengthNanos()).isGreaterThanOrEqualTo(30 * SECOND);
    }

    @Test
    @Timeout(5)
    void anyNumberOfTasksCostsTheSame() {
        ArrivalCurve curve = ArrivalCurve.of(new Scenario("it", "", 1, Duration.ofHours(24),
                ReadyScenarios.load(ReadyScenarios.DEFAULT).pool(),
                List.of(new StreamSpec("it", new Arrivals.Bursts(10_000_000, Duration.ofNanos(1_000)), Duration.ZERO,
                        null, ReadyScenarios.load(ReadyScenarios.DEFAULT).streams().getFirst().task())),
                List.of(), List.of()));
        for (int i = 0; i < 100_000; i++) {
            assertThat(curve.expected()).isEqualTo(864e15);
        }
    }
}
