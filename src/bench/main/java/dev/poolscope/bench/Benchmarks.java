package dev.poolscope.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.poolscope.bench.pool.PoolComparison;
import dev.poolscope.bench.recording.RecordingTables;
import dev.poolscope.bench.simulation.SimulationTables;
import dev.poolscope.bench.window.WindowTables;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks and prints tables: the lateness of workloads, the frames of the window and the costs of the pool; the simulation; or the pool
 * beside its peers.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs them.
     *
     * @param args none for the lateness, the window and the costs, in about five minutes; {@code simulation} for
     *            {@link SimulationTables}, {@code recordings} for {@link RecordingTables}; otherwise see {@link PoolComparison}
     * @throws Exception if one fails
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("simulation")) {
            SimulationTables.print();
            return;
        }
        if (args.length > 0 && args[0].equals("recordings")) {
            RecordingTables.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0) {
            PoolComparison.run(List.of(args));
            return;
        }
        System.out.println(LatenessTable.HEADING);
        for (int rate : List.of(1_000, 5_000, 20_000)) {
            System.out.println(LatenessTable.row(rate));
        }
        System.out.println();
        WindowTables.print();
        Collection<RunResult> costs = costs();
        System.out.println();
        System.out.println("cost                                    ns each");
        costs.stream().sorted(Comparator.comparing(Benchmarks::name)).forEach(cost -> {
            Result<?> result = cost.getPrimaryResult();
            System.out.println(String.format(Locale.ROOT, "%-36s %10.0f ± %.0f", name(cost), result.getScore(),
                    result.getScoreError()));
        });
    }

    private static Collection<RunResult> costs() throws RunnerException {
        return new Runner(new OptionsBuilder().include(TaskBenchmark.class.getName()).verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true).build()).run();
    }

    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1) + " " + result.getParams().getParam("pool");
    }
}
