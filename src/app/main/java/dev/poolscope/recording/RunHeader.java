package dev.poolscope.recording;

import java.time.Instant;

import dev.poolscope.workload.model.Scenario;

/**
 * What is known of a run when it begins.
 *
 * @param program name and version of the program that writes
 * @param startedAt the wall clock at the beginning
 * @param scenario what is run, with the seed and at the speed it is run with
 * @param speed by how much it was made faster than its file has it; 1 if it was not
 * @param simulatedCores how many processors computing tasks share in virtual time; 0 of a run on real threads
 * @param machine on what it is run
 * @param poolName the name of the pool
 * @param maxWorkers how many workers the pool may have
 * @param logLimit how many events the run keeps in memory; 0 if all
 */
public record RunHeader(String program, Instant startedAt, Scenario scenario, double speed, int simulatedCores,
        Machine machine, String poolName, int maxWorkers, int logLimit) {

    /**
     * A machine.
     *
     * @param cores how many processors its JVM may use
     * @param java name and version of the JVM
     * @param system name, version and architecture of the operating system
     */
    public record Machine(int cores, String java, String system) {

        /** {@return the one that this program runs on} */
        public static Machine here() {
            return new Machine(Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"));
        }
    }
}
