package dev.poolscope.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How often chance is taken for more, and more for chance. */
class BlockBootstrapTest {
    private static final double[] MEDIAN_AND_TAIL = {50, 90};

    /** How often each of the percentiles is said to differ. */
    private static List<Integer> alarms(List<BlockBootstrap.Stratum> pairs) {
        List<List<Judgement>> judged = pairs.stream()
                .map(pair -> BlockBootstrap.judge(List.of(pair), MEDIAN_AND_TAIL)).toList();
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < MEDIAN_AND_TAIL.length; i++) {
            int percentile = i;
            List<Judgement.Told> told = judged.stream().map(all -> all.get(percentile))
                    .filter(Judgement.Told.class::isInstance).map(Judgement.Told.class::cast).toList();
            assertThat(told).as("pairs that can be judged").hasSizeGreaterThan(pairs.size() * 9 / 10);
            alarms.add((int) told.stream().filter(Judgement.Told::isMoreThanChance).count());
        }
        return alarms;
    }

    /** Each time hangs together with the one before, as waiting times do. */
    private static long[] times(SplittableRandom random, int n, double memory, double stretch) {
        long[] times = new long[n];
        double state = 0;
        for (int i = -100; i < n; i++) {
            double noise = random.nextGaussian();
            state = memory * state + Math.sqrt(1 - memory * memory) * noise;
            if (i >= 0) {
                times[i] = Math.round(1e7 * Math.exp(state) * stretch);
            }
        }
        return times;
    }

    private static List<BlockBootstrap.Stratum> pairs(int seeds, int n, double memory, double stretch) {
        List<BlockBootstrap.Stratum> pairs = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            var random = new SplittableRandom(seed);
            pairs.add(
                    new BlockBootstrap.Stratum(times(random, n, memory, 1), times(random, n, memory, stretch), false));
        }
        return pairs;
    }

    @Test
    void independentTimesOfOneKindAreSeldomCalledDifferent() {
        List<BlockBootstrap.Stratum> same = pairs(200, 300, 0, 1);

        // 5 % of 200 are 10; more than 22 or none at all would be a wonder (below one in ten thousand).
        assertThat(alarms(same)).hasSize(2).allSatisfy(alarms -> assertThat(alarms).isBetween(1, 22));
    }

    @Test
    void timesThatHangTogetherAreNotCalledDifferentMuchMoreOften() {
        List<BlockBootstrap.Stratum> same = pairs(200, 600, 0.7, 1);

        // Blocks catch most of the dependence, and never all of it: some 15 of 200 were measured.
        assertThat(alarms(same)).hasSize(2).allSatisfy(alarms -> assertThat(alarms).isBetween(1, 32));
    }

    @Test
    void aRealDifferenceIsFound() {
        List<BlockBootstrap.Stratum> longer = pairs(50, 600, 0.5, 1.6);

        assertThat(alarms(longer).getFirst()).isGreaterThan(45);
    }

    @Test
    void waitsOfTwoSeedsOfOneQueueAreMostlyWithinChance() throws InvalidScenarioException {
        Scenario queue = ScenarioReader.parse("queue",
                """
                poolscope: 1
                name: queue
                duration: 40s
                pool: { type: dual }
                streams:
                  - { name: web, arrivals: { poisson: { rate: 20/s } }, task: { sleep: { exponential: { mean: 50ms } } } }
                """);
        int alarms = 0;
        int seeds = 20;
        for (int seed = 1; seed <= seeds; seed++) {
            Comparison twoSeeds = Comparison.of(ComparedRun.of("a", SimulatedRun.of(queue.withSeed(seed), 2)),
                    ComparedRun.of("b", SimulatedRun.of(queue.withSeed(1000 + seed), 2)));
            Judgement p90 = twoSeeds
                    .result(Optional.empty(), Measure.named("wait.p90").orElseThrow()).orElseThrow()
                    .judgement().orElseThrow();
            alarms += p90 instanceof Judgement.Told told && told.isMoreThanChance() ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(5);
    }

    @Test
    void pairedTasksShowADifferenceThatTheSpreadWouldHide() {
        var random = new SplittableRandom(7);
        long[] a = times(random, 200, 0, 1);
        long[] b = a.clone();
        for (int i = 0; i < b.length; i++) {
            b[i] += b[i] / 50;
        }

        Judgement paired = BlockBootstrap.judge(List.of(new BlockBootstrap.Stratum(a, b, true)), MEDIAN_AND_TAIL)
                .getFirst();
        Judgement unpaired = BlockBootstrap.judge(List.of(new BlockBootstrap.Stratum(a, b, false)), MEDIAN_AND_TAIL)
                .getFirst();

        assertThat(((Judgement.Told) paired).isMoreThanChance()).isTrue();
        assertThat(((Judgement.Told) unpaired).isMoreThanChance()).isFalse();
    }

    @Test
    void tooFewTasksAreSaidToBeTooFew() {
        long[] few = times(new SplittableRandom(1), 60, 0, 1);

        List<Judgement> judged = BlockBootstrap.judge(List.of(new BlockBootstrap.Stratum(few, few, true)),
                new double[]{50, 99});

        assertThat(judged.get(0)).isEqualTo(new Judgement.Told(0, 0, true));
        assertThat(judged.get(1)).isEqualTo(new Judgement.Untold("there are only 60 tasks; 500 are needed"));
    }
}
