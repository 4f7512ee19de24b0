package dev.poolscope.bench.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.poolscope.app.export.RunPicture;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.session.report.ReportDirectory;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.workload.format.ScenarioReader;

/**
 * Writes the report of a run of some 45,000 workers in a machine of its own, once, as the command line does: 3,000 tasks a second
 * for 30 seconds, two for each worker. The run is simulated, so that it is the same everywhere, and is not measured.
 */
final class ReportTime {
    private static final int LEAST_WORKERS = 40_000;
    private static final List<String> FILES = List.of("summary.json", "events.csv", "picture.png", "report.html");

    private ReportTime() {}

    /**
     * Writes it and prints how long that took, in milliseconds.
     *
     * @param args the most workers at a time
     * @throws Exception if that fails
     */
    public static void main(String[] args) throws Exception {
        FinishedRun run = SimulatedRun
                .of(ScenarioReader.parse("recycling", """
                                                      poolscope: 1
                                                      name: recycling
                                                      duration: 30s
                                                      pool: { type: thread, maxWorkers: %s, maxTasksPerWorker: 2 }
                                                      streams:
                                                        - name: tasks
                                                          arrivals: { poisson: { rate: 3000/s } }
                                                          task: { sleep: { uniform: { min: 200us, max: 1ms } } }
                                                      """
                        .formatted(args[0])), 2);
        long workers = run.events().stream().filter(event -> event.type() == EventType.WORKER_SPAWNED).count();
        if (workers < LEAST_WORKERS) {
            throw new IllegalStateException("only " + workers + " workers");
        }
        Path directory = Files.createTempDirectory("poolscope-report");
        try {
            long begun = System.nanoTime();
            Optional<String> missing = ReportDirectory.at(directory).write(run, new RunPicture());
            long millis = (System.nanoTime() - begun) / 1_000_000;
            if (missing.isPresent()) {
                throw new IOException(missing.get());
            }
            System.out.println(millis);
        } finally {
            for (String file : FILES) {
                Files.deleteIfExists(directory.resolve(file));
            }
            Files.delete(directory);
        }
        System.out.flush();
        // The toolkit's threads would go on.
        Runtime.getRuntime().halt(0);
    }
}
