package dev.poolscope.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.poolscope.pool.PoolObserver;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.format.ScenarioWriter;
import dev.poolscope.workload.model.Overheads;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.RunListener;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a machine is said to add, in virtual time: all times here are microseconds. */
class OverheadsTest {
    private static Scenario scenario(String overheads, String streams) throws Exception {
        return ScenarioReader.parse("overheads.yaml", """
                                                      poolscope: 1
                                                      name: overheads
                                                      duration: 1s
                                                      pool: { type: single, idleTimeout: 200ms }
                                                      OVERHEADS
                                                      streams: [ STREAMS ]
                                                      """.replace("OVERHEADS", overheads).replace("STREAMS", streams));
    }

    /** When what happens, with its due time where it has one. */
    private static List<String> steps(Scenario scenario) {
        List<String> steps = new ArrayList<>();
        new Simulation(scenario, 1, new PoolObserver() {
            private void add(String what, long nanos) {
                steps.add(what + " " + nanos / 1000);
            }

            @Override
            public void taskSubmitted(long nanos, long taskId, Object target) {
                add("due " + ((SimulatedTask) target).dueNanos(nanos) / 1000 + " submitted", nanos);
            }

            @Override
            public void workerReady(long nanos, int workerId) {
                add("ready", nanos);
            }

            @Override
            public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, Object target) {
                add("started", nanos);
            }

            @Override
            public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
                add("completed", nanos);
            }

            @Override
            public void workerRetiring(long nanos, int workerId, dev.poolscope.pool.RetirementReason reason) {
                add(reason.toString(), nanos);
            }
        }, new RunListener() {
        }).run();
        return steps;
    }

    @Test
    void everyPartOfAMachineTakesItsTime() throws Exception {
        Scenario scenario = scenario("overheads: { wakeUp: 60us, start: 500us, sleep: 100us, submit: 5us }",
                "{ name: s, arrivals: { bursts: { count: 2, every: 100ms } }, until: 150ms, task: { sleep: 10ms } }");

        assertThat(steps(scenario)).containsExactly(
                "due 0 submitted 105", "due 0 submitted 110", "ready 605", "started 605", "completed 10705",
                "started 10705", "completed 20805",
                "due 100000 submitted 100105", "due 100000 submitted 100110", "started 100165", "completed 110265",
                "started 110265", "completed 120365", "IDLE_TIMEOUT 320425");
    }

    @Test
    void computingTakesWhatItTakes() throws Exception {
        assertThat(steps(scenario("overheads: { sleep: 100us }",
                "{ name: s, arrivals: { batch: { count: 1, at: 1ms } }, task: { cpu: 10ms } }")))
                .startsWith("due 1000 submitted 1100", "ready 1100", "started 1100", "completed 11100");
    }

    @Test
    void theyStandInTheFileAndStayAtAnotherSpeed() throws Exception {
        Scenario scenario = scenario("overheads: { wakeUp: 62.5us, submit: 0.4us }", "");

        assertThat(scenario.overheads()).isEqualTo(new Overheads(Duration.ofNanos(62_500), Duration.ZERO, Duration.ZERO,
                Duration.ofNanos(400))).isEqualTo(scenario.atSpeed(5).overheads());
        assertThat(ScenarioReader.parse("again.yaml", ScenarioWriter.write(scenario))).isEqualTo(scenario);
        assertThat(scenario("", "").overheads()).isEqualTo(Overheads.NONE);
    }
}
