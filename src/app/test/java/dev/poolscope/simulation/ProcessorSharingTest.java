package dev.poolscope.simulation;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.pool.PoolObserver;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.RunListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessorSharingTest {
    /** Two tasks of 100 ms of a processor, at 0 and at 50 ms: alone each takes 100 ms; on one processor they share 100 ms. */
    @ParameterizedTest
    @CsvSource({"cpu, 2, 100, 150", "cpu, 1, 150, 200", "sleep, 1, 100, 150", "lock, 2, 100, 200"})
    void tasksShareProcessorsAndTheLockAndSleepersShareNothing(String work, int cores, long first, long second)
            throws Exception {
        Scenario scenario = ScenarioReader.parse("sharing.yaml",
                """
                poolscope: 1
                name: sharing
                duration: 1s
                pool: { type: dual }
                streams:
                  - { name: a, arrivals: { batch: { count: 1, at: 0s } }, task: { WORK: 100ms } }
                  - { name: b, arrivals: { batch: { count: 1, at: 50ms } }, task: { WORK: 100ms } }
                """.replace("WORK", work));
        List<Long> ends = new ArrayList<>();

        new Simulation(scenario, cores, new PoolObserver() {
            @Override
            public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
                ends.add(nanos / 1_000_000);
            }
        }, new RunListener() {
        }).run();

        assertThat(ends).containsExactly(first, second);
    }
}
