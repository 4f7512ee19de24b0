package dev.poolscope.bench.simulation;

/** How fast the simulation is, and how its numbers differ from those of real threads. */
public final class SimulationTables {
    private SimulationTables() {}

    /**
     * Measures and prints, in about two minutes.
     *
     * @throws Exception if a run fails
     */
    public static void print() throws Exception {
        SimulationSpeed.print();
        System.out.println();
        RealAgainstSimulated.print();
    }
}
