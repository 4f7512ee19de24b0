package dev.poolscope.bench.simulation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

import dev.poolscope.pool.PoolObserver;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Simulation;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.RunListener;

/**
 * How many tasks a second the simulation does in one thread: 800,000 tasks of M/M/4 at a utilisation of one half. The rate by the
 * thread's own processor time is that of one core, whatever else the machine does; the compiler and the collection of garbage are
 * other threads, and stand in the rate by the clock.
 */
final class SimulationSpeed {
    private static final int ROUNDS = 7;
    private static final String SCENARIO = """
                                           poolscope: 1
                                           name: speed
                                           duration: 400s
                                           pool: { type: thread, maxWorkers: 4 }
                                           streams:
                                             - name: load
                                               arrivals: { poisson: { rate: 2000/s } }
                                               task: { sleep: { exponential: { mean: 1ms } } }
                                           """;

    private SimulationSpeed() {}

    /** Simulates something, and tells how many tasks that were. */
    private interface Simulated {
        long tasks(Scenario scenario);
    }

    static void print() throws Exception {
        System.out.println(
                "simulated tasks a second, in millions (median, least and most of " + ROUNDS + " rounds after one)");
        System.out.println("                                    by processor time        by the clock");
        row("the rules, and a count", SimulationSpeed::counted);
        row("the same with all events, summed up", scenario -> SimulatedRun.of(scenario, 1).summary().submitted());
    }

    private static long counted(Scenario scenario) {
        long[] submitted = {0};
        new Simulation(scenario, 1, new PoolObserver() {
            @Override
            public void taskSubmitted(long nanos, long taskId, Object target) {
                submitted[0]++;
            }
        }, new RunListener() {
        }).run();
        return submitted[0];
    }

    private static void row(String what, Simulated simulated) throws Exception {
        Scenario scenario = ScenarioReader.parse("speed.yaml", SCENARIO);
        double[] cpu = new double[ROUNDS];
        double[] wall = new double[ROUNDS];
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        simulated.tasks(scenario);
        for (int i = 0; i < ROUNDS; i++) {
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long before = System.nanoTime();
            long tasks = simulated.tasks(scenario);
            cpu[i] = tasks * 1e3 / (threads.getCurrentThreadCpuTime() - cpuBefore);
            wall[i] = tasks * 1e3 / (System.nanoTime() - before);
        }
        System.out.println(String.format(Locale.ROOT, "%-34s %s    %s", what, spread(cpu), spread(wall)));
    }

    private static String spread(double[] rates) {
        Arrays.sort(rates);
        return String.format(Locale.ROOT, "%5.2f (%.2f to %.2f)", rates[rates.length / 2], rates[0],
                rates[rates.length - 1]);
    }
}
