package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

import dev.poolscope.Seeds;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.Work;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What is said of a load before it runs is what the generator and its draws then do. */
class OfferedLoadTest {
    private static final long SECOND = 1_000_000_000L;

    private static OfferedLoad load(String text) throws Exception {
        Scenario scenario = ScenarioReader.parse("test", "poolscope: 1\nname: test\n" + text);
        Duration duration = scenario.duration();
        return OfferedLoad.of(scenario, duration == null ? 30 * SECOND : duration.toNanos());
    }

    private static long arrivals(StreamSpec stream, Duration run) {
        DueTimes times = DueTimes.of(stream, run, new SubSeeds(1).generator("s", SubSeeds.Purpose.ARRIVALS));
        long count = 0;
        while (times.next() != DueTimes.NONE) {
            count++;
        }
        return count;
    }

    @Test
    void tasksThatAreNotDrawnAreCountedAsTheGeneratorMakesThem() {
        long seed = Seeds.first();
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Duration run = Duration.ofMillis(100 + random.nextInt(20_000));
            Duration from = Duration.ofMillis(random.nextInt((int) run.toMillis()));
            Duration until = random.nextBoolean()
                    ? null
                    : from.plusMillis(1 + random.nextInt((int) run.minus(from).toMillis()));
            Rate rate = Rate.parse(1 + random.nextInt(60) + (random.nextInt(4) == 0 ? "/min" : "/s"));
            Arrivals arrivals = switch (random.nextInt(4)) {
                case 0 -> new Arrivals.Constant(rate);
                case 1 -> new Arrivals.Ramp(rate, Rate.parse(1 + random.nextInt(60) + "/s"));
                case 2 -> new Arrivals.Bursts(1 + random.nextInt(9), Duration.ofMillis(1 + random.nextInt(3000)));
                default -> new Arrivals.Batch(1 + random.nextInt(9), from);
            };
            var stream = new StreamSpec("s", arrivals, from, until, new TaskSpec(
                    new Work.FanOut(3, new Distribution.Fixed(Duration.ofMillis(20)), true), Percentage.ZERO, null));
            OfferedLoad.OfStream said = OfferedLoad.of(scenario(stream, run), run.toNanos()).streams().getFirst();

            long made = arrivals(stream, run);

            assertThat(said.exact()).isTrue();
            assertThat(said.tasks()).as("seed %d, round %d: %s from %s until %s in %s", seed, i, arrivals, from, until,
                    run).isEqualTo(4.0 * made);
            assertThat(said.workNanos()).isEqualTo(made * 3 * 20e6);
        }
    }

    private static Scenario scenario(StreamSpec stream, Duration run) {
        Scenario any = ReadyScenarios.load(ReadyScenarios.DEFAULT);
        return new Scenario("test", "", 1, run, any.pool(), List.of(stream), List.of(), List.of());
    }

    @Test
    void theMeanOfCutTimesIsThatOfManyDraws() {
        List<Distribution> all = List.of(new Distribution.Fixed(Duration.ofHours(2)),
                new Distribution.Uniform(Duration.ofMinutes(30), Duration.ofMinutes(80)),
                new Distribution.Uniform(Duration.ofMillis(3), Duration.ofMillis(5)),
                new Distribution.Exponential(Duration.ofMinutes(50)),
                new Distribution.LogNormal(Duration.ofMinutes(20), 1.2),
                new Distribution.LogNormal(Duration.ofMillis(20), 0.4),
                new Distribution.Pareto(Duration.ofMinutes(10), 1), new Distribution.Pareto(Duration.ofMinutes(5), 0.7),
                new Distribution.Pareto(Duration.ofMillis(5), 2.5), new Distribution.Pareto(Duration.ofHours(2), 3));
        for (Distribution times : all) {
            var draws = new Draws(times, new SubSeeds(7).generator("s", SubSeeds.Purpose.SERVICE), new LongAdder());
            double sum = 0;
            int count = 200_000;
            for (int i = 0; i < count; i++) {
                sum += draws.nextNanos();
            }

            double said = OfferedLoad.meanNanos(times, Draws.LONGEST_NANOS);

            assertThat(said).as("%s", times).isCloseTo(sum / count, within(said * 0.015));
        }
    }

    @Test
    void aLoadIsToldInWorkers() throws Exception {
        OfferedLoad load = load(
                """
                duration: 20s
                pool: { type: quad }
                streams:
                  - { name: web, arrivals: { poisson: { rate: 20/s } }, task: { sleep: { exponential: { mean: 150ms } } } }
                """);

        assertThat(load.busy()).isCloseTo(3.0, within(1e-9));
        assertThat(load.streams().getFirst().busy()).isCloseTo(3.0, within(1e-9));
        assertThat(load.isExact()).isFalse();
        assertThat(load.tasks()).isCloseTo(400, within(1e-9));
    }

    @Test
    void whatActionsSubmitAndSetCounts() throws Exception {
        OfferedLoad load = load("""
                                duration: 10s
                                pool: { type: dual }
                                streams:
                                  - { name: web, arrivals: { constant: { rate: 10/s } }, task: { sleep: 100ms } }
                                  - { name: once, arrivals: { batch: { count: 5, at: 1s } }, task: { lock: 3s } }
                                actions:
                                  - { at: 5s, setRate: { stream: web, rate: 30/s } }
                                  - { at: 6s, submit: { stream: once, count: 2 } }
                                """);

        assertThat(load.streams().getFirst().tasks()).isCloseTo(200, within(1e-9));
        assertThat(load.streams().getFirst().exact()).as("the moment of the change is the machine's").isFalse();
        assertThat(load.streams().get(1).tasks()).isEqualTo(7);
        assertThat(load.busy()).isCloseTo((20 + 21) / 10.0, within(1e-9));
        assertThat(load.lockHeld()).isCloseTo(2.1, within(1e-9));
    }

    @Test
    void aClosedLoopOffersNoMoreThanItsUsers() throws Exception {
        OfferedLoad load = load(
                """
                duration: 10s
                pool: { type: dual }
                streams:
                  - { name: desk, arrivals: { closed: { users: 6, think: 200ms } }, task: { sleep: 100ms } }
                """);

        assertThat(load.busy()).isCloseTo(2.0, within(1e-9));
        assertThat(load.streams().getFirst().closed()).isTrue();
        assertThat(load.tasks()).isZero();
    }
}
