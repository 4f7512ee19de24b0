package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.Work;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.ParetoDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Holds what is drawn to the distribution that it should come from, and to golden values. Seeds are fixed: no test here is flaky. */
class DrawsTest {
    private static final int SAMPLES = 20_000;

    /** The greatest Kolmogorov-Smirnov distance that chance would leave in one sample of a thousand: 1.95 / √n. */
    private static final double CRITICAL = 1.95 / Math.sqrt(SAMPLES);

    private final LongAdder cut = new LongAdder();

    private Draws draws(Distribution distribution) {
        return new Draws(distribution, new SubSeeds(42).generator("web", SubSeeds.Purpose.SERVICE), cut);
    }

    private double[] sample(Distribution distribution) {
        Draws draws = draws(distribution);
        return LongStream.generate(draws::nextNanos).limit(SAMPLES).mapToDouble(nanos -> nanos).toArray();
    }

    private static double distance(double[] sample, DoubleUnaryOperator cumulative) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double greatest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = cumulative.applyAsDouble(sorted[i]);
            greatest = Math.max(greatest,
                    Math.max((i + 1.0) / sorted.length - expected, expected - (double) i / sorted.length));
        }
        return greatest;
    }

    private void assertDistributed(Distribution drawn, ContinuousDistribution expected) {
        assertThat(distance(sample(drawn), expected::cumulativeProbability)).isLessThan(CRITICAL);
        assertThat(cut.sum()).isZero();
    }

    @Test
    void aFixedTimeIsAlwaysTheSame() {
        assertThat(sample(new Distribution.Fixed(Duration.ofMillis(40)))).containsOnly(4e7);
    }

    @Test
    void uniformDrawsAreUniformBetweenTheirBounds() {
        assertDistributed(new Distribution.Uniform(Duration.ofMillis(10), Duration.ofMillis(50)),
                UniformContinuousDistribution.of(1e7, 5e7));
    }

    @Test
    void exponentialDrawsAreExponentialWithTheirMean() {
        assertDistributed(new Distribution.Exponential(Duration.ofMillis(40)), ExponentialDistribution.of(4e7));
    }

    @Test
    void lognormalDrawsAreLognormalAroundTheirMedian() {
        assertDistributed(new Distribution.LogNormal(Duration.ofMillis(40), 0.8),
                LogNormalDistribution.of(Math.log(4e7), 0.8));
    }

    @Test
    void paretoDrawsHaveTheTailOfTheirShape() {
        assertDistributed(new Distribution.Pareto(Duration.ofMillis(5), 2.5), ParetoDistribution.of(5e6, 2.5));
    }

    @Test
    void theDistanceWouldShowAMeanThatIsFivePercentOff() {
        assertThat(distance(sample(new Distribution.Exponential(Duration.ofMillis(40))),
                ExponentialDistribution.of(4e7 * 1.05)::cumulativeProbability)).isGreaterThan(CRITICAL);
    }

    @Test
    void poissonGapsAreExponentialAndIndependentOfEachOther() {
        StreamSpec stream = new StreamSpec("web", new Arrivals.Poisson(Rate.parse("1000/s")), Duration.ZERO, null,
                new TaskSpec(new Work.Sleep(new Distribution.Fixed(Duration.ZERO)), Percentage.ZERO, null));
        DueTimes times = DueTimes.of(stream, null, new SubSeeds(42).generator("web", SubSeeds.Purpose.ARRIVALS));
        long[] due = LongStream.generate(times::next).limit(SAMPLES + 1).toArray();
        double[] gaps = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            gaps[i] = due[i + 1] - due[i];
        }

        assertThat(distance(gaps, ExponentialDistribution.of(1e6)::cumulativeProbability)).isLessThan(CRITICAL);
        double mean = DoubleStream.of(gaps).average().orElseThrow();
        double together = 0;
        double variance = 0;
        for (int i = 0; i + 1 < SAMPLES; i++) {
            together += (gaps[i] - mean) * (gaps[i + 1] - mean);
            variance += (gaps[i] - mean) * (gaps[i] - mean);
        }
        assertThat(together / variance).as("correlation of neighbours").isCloseTo(0, within(3.3 / Math.sqrt(SAMPLES)));
    }

    @Test
    void theFirstDrawsOfASeedAreTheSameOnEveryMachine() {
        assertThat(LongStream.generate(draws(new Distribution.Exponential(Duration.ofMillis(40)))::nextNanos).limit(3)
                .toArray())
                .containsExactly(133_962_231L, 25_525_804L, 6_289_079L);
        assertThat(LongStream.generate(draws(new Distribution.Uniform(Duration.ZERO, Duration.ofSeconds(1)))::nextNanos)
                .limit(3).toArray())
                .containsExactly(954_049_924L, 945_530_824L, 197_068_024L);
        assertThat(LongStream.generate(draws(new Distribution.LogNormal(Duration.ofMillis(40), 1))::nextNanos).limit(3)
                .toArray())
                .containsExactly(32_194_194L, 36_297_424L, 59_021_321L);
        assertThat(LongStream.generate(draws(new Distribution.Pareto(Duration.ofMillis(1), 1.5))::nextNanos).limit(3)
                .toArray())
                .containsExactly(1_031_856L, 1_038_045L, 2_952_949L);
    }

    @Test
    void aDrawAboveOneHourIsCutThereAndCounted() {
        Draws draws = draws(new Distribution.Pareto(Duration.ofMinutes(50), 0.05));
        long atTheLimit = LongStream.generate(draws::nextNanos).limit(100)
                .filter(nanos -> nanos == Duration.ofHours(1).toNanos()).count();

        assertThat(atTheLimit).isGreaterThan(90).isEqualTo(cut.sum());
    }

    @Test
    void everyStreamAndPurposeDrawsFromASeedOfItsOwn() {
        SubSeeds seeds = new SubSeeds(42);
        long[] first = {seeds.generator("web", SubSeeds.Purpose.SERVICE).nextLong(),
                seeds.generator("web", SubSeeds.Purpose.FAILURE).nextLong(),
                seeds.generator("web2", SubSeeds.Purpose.SERVICE).nextLong(),
                new SubSeeds(43).generator("web", SubSeeds.Purpose.SERVICE).nextLong()};

        assertThat(first).doesNotHaveDuplicates();
        assertThat(new SubSeeds(42).generator("web", SubSeeds.Purpose.SERVICE).nextLong()).isEqualTo(first[0]);
    }
}
