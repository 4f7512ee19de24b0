package dev.poolscope.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

import dev.poolscope.pool.PoolObserver;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.RunListener;
import dev.poolscope.workload.run.StreamDraws;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Simulated waiting times against recursions on the same draws, and against formulas. */
class QueueingTheoryTest {
    private static final int SEEDS = 30;
    /** Student's t with 29 degrees of freedom, two-sided 99.9 %. */
    private static final double T_999 = 3.659;

    private static Scenario scenario(int workers, String arrivals, String task, long seed, Duration length)
            throws Exception {
        return ScenarioReader.parse("theory.yaml",
                String.format(Locale.ROOT, """
                                           poolscope: 1
                                           name: theory
                                           seed: %d
                                           duration: %ds
                                           pool: { type: thread, maxWorkers: %d, idleTimeout: 3ms }
                                           streams:
                                             - name: load
                                               arrivals: %s
                                               task: %s
                                           """, seed, length.toSeconds(), workers, arrivals, task));
    }

    /** The waiting times of the tasks that started, in the order of their numbers. */
    private static List<Long> waits(Scenario scenario, int cores) {
        List<Long> waits = new ArrayList<>();
        new Simulation(scenario, cores, new PoolObserver() {
            @Override
            public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, @Nullable Object target) {
                // Millions of tasks start: no description is made for each.
                if (taskId != waits.size() + 1) {
                    throw new AssertionError("first in, first out: task " + taskId + " after " + waits.size());
                }
                waits.add(queueNanos);
            }
        }, new RunListener() {
        }).run();
        return waits;
    }

    /** Kiefer and Wolfowitz (1955): the work that each worker has before it when a task comes; with one it is Lindley's recursion. */
    private static List<Long> recursion(Scenario scenario, int workers, int tasks) {
        StreamDraws draws = new StreamDraws(scenario, scenario.streams().getFirst(), new LongAdder());
        long[] ready = new long[workers];
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            long due = draws.nextDue();
            Arrays.sort(ready);
            long start = Math.max(due, ready[0]);
            waits.add(start - due);
            ready[0] = start + draws.work(false);
        }
        return waits;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "1; { poisson: { rate: 70/s } }; { sleep: { exponential: { mean: 10ms } } }",
            "1; { poisson: { rate: 90/s } }; { sleep: { lognormal: { median: 5ms, sigma: 1.1 } } }",
            "2; { poisson: { rate: 150/s } }; { sleep: { exponential: { mean: 12ms } } }",
            "5; { constant: { rate: 400/s } }; { sleep: { pareto: { scale: 4ms, shape: 1.6 } } }",
            "8; { bursts: { count: 20, every: 100ms } }; { sleep: { uniform: { min: 10ms, max: 50ms } } }",
            "3; { ramp: { fromRate: 0/s, toRate: 300/s } }; { cpu: { exponential: { mean: 9ms } } }"})
    void waitsAreExactlyThoseOfTheRecursion(int workers, String arrivals, String task) throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            Scenario scenario = scenario(workers, arrivals, task, seed, Duration.ofMinutes(1));

            List<Long> waits = waits(scenario, workers);

            assertThat(waits).as("seed %d", seed).hasSizeGreaterThan(1000)
                    .isEqualTo(recursion(scenario, workers, waits.size()));
        }
    }

    /** Whether the mean of the means of all seeds differs from a formula by no more than chance. */
    private static void assertMean(double expected, int workers, String arrivals, String task) throws Exception {
        double sum = 0;
        double squares = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            double mean = waits(scenario(workers, arrivals, task, seed, Duration.ofMinutes(10)), workers).stream()
                    .mapToLong(it -> it).average().orElseThrow() / 1e9;
            sum += mean;
            squares += mean * mean;
        }
        double mean = sum / SEEDS;
        double deviation = Math.sqrt((squares - sum * mean) / (SEEDS - 1));
        assertThat(Math.abs(mean - expected)).as("%s to %s: %.6f s, by the formula %.6f s", arrivals, task, mean,
                expected).isLessThan(T_999 * deviation / Math.sqrt(SEEDS));
    }

    /** The probability that a task waits: Erlang C, for the offered load a. */
    private static double erlangC(int workers, double a) {
        double term = 1;
        double sum = 1;
        for (int i = 1; i < workers; i++) {
            term *= a / i;
            sum += term;
        }
        double last = term * a / workers * workers / (workers - a);
        return last / (sum + last);
    }

    @Test
    void oneExponentialWorkerWaitsAsTheFormulaSays() throws Exception {
        assertMean(0.7 / (100 - 70), 1, "{ poisson: { rate: 70/s } }", "{ sleep: { exponential: { mean: 10ms } } }");
    }

    @Test
    void severalExponentialWorkersWaitAsErlangSays() throws Exception {
        assertMean(erlangC(4, 3.2) / (400 - 320), 4, "{ poisson: { rate: 320/s } }",
                "{ sleep: { exponential: { mean: 10ms } } }");
    }

    @Test
    void constantServiceTimesHalveTheWait() throws Exception {
        assertMean(0.8 / (2 * 100 * 0.2), 1, "{ poisson: { rate: 80/s } }", "{ sleep: 10ms }");
    }

    @Test
    void generalServiceTimesWaitAsPollaczekAndKhinchineSay() throws Exception {
        double mean = 0.008 * Math.exp(0.5 * 0.6 * 0.6);
        double second = mean * mean * Math.exp(0.6 * 0.6);
        assertMean(60 * second / (2 * (1 - 60 * mean)), 1, "{ poisson: { rate: 60/s } }",
                "{ sleep: { lognormal: { median: 8ms, sigma: 0.6 } } }");
    }

    @Test
    void usersWaitAsTheMachineRepairmanSays() throws Exception {
        int users = 6;
        double ratio = 30.0 / 100;
        double[] weights = new double[users + 1];
        weights[0] = 1;
        for (int n = 1; n <= users; n++) {
            weights[n] = weights[n - 1] * (users - n + 1) * ratio;
        }
        double all = Arrays.stream(weights).sum();
        double throughput = (1 - weights[0] / all) / 0.030;
        double wait = users / throughput - 0.100 - 0.030;
        assertMean(wait, 1, "{ closed: { users: 6, think: { exponential: { mean: 100ms } } } }",
                "{ sleep: { exponential: { mean: 30ms } } }");
    }
}
