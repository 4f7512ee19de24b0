package dev.poolscope.simulation;

import java.util.List;

import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every decision of the simulation is that of the pool on real threads, if nothing is late. */
class LockstepTest {
    private static final int CORES = 2;

    static List<String> names() {
        return ReadyScenarios.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aReadyScenarioIsDecidedAsByThePool(String name) throws Exception {
        Lockstep.compare(ReadyScenarios.load(name), CORES);
    }

    /**
     * Three workers are woken for six tasks, and one of them does them all: the others keep their places below it, and it gets the next
     * task too. In their place on top they would never reach the idle timeout.
     */
    @Test
    void aWorkerThatWasWokenForNothingIsNotWokenBeforeOneThatBecameIdleLater() throws Exception {
        Lockstep.compare(ScenarioReader.parse("woken.yaml", """
                                                            poolscope: 1
                                                            name: woken for nothing
                                                            duration: 1s
                                                            pool: { type: triple, idleTimeout: 170ms }
                                                            streams:
                                                              - name: bursts
                                                                arrivals: { bursts: { count: 6, every: 20ms } }
                                                                task: { sleep: 0ms }
                                                            """), CORES);
    }

    /**
     * Two workers reach the idle timeout at the instant at which a lazy call submits, and more are spawned and woken at that instant: which
     * of them became idle last is known all the same.
     */
    @Test
    void whatFollowsAnIdleTimeoutAtItsInstantHasAnOrder() throws Exception {
        compareRandom(910_568, 910_569);
    }

    /** An initializer fails, and at the same instant a lazy call submits: an idle worker retires then, and does not fall asleep again. */
    @Test
    void aSubmissionToAPoolThatHasJustBrokenIsRefused() throws Exception {
        compareRandom(954_083, 954_084);
    }

    private static void compareRandom(int from, int to) throws Exception {
        for (int seed = from; seed < to; seed++) {
            String yaml = RandomScenario.yaml(seed);
            try {
                Lockstep.compare(ScenarioReader.parse("random.yaml", yaml), CORES);
            } catch (AssertionError differs) {
                throw new AssertionError("seed " + seed + " differs:\n" + yaml + differs.getMessage(), differs);
            }
        }
    }

    @Test
    void randomScenariosAreDecidedAsByThePool() throws Exception {
        compareRandom(1, 60);
    }

    @Test
    @Tag("stress")
    void manyRandomScenariosAreDecidedAsByThePool() throws Exception {
        compareRandom(60, 5_000);
    }
}
