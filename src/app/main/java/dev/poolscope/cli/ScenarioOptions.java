package dev.poolscope.cli;

import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Which scenario a command runs, on threads or in virtual time, and what of it is other than in its file. */
final class ScenarioOptions {
    @Parameters(paramLabel = "FILE", description = "a scenario: a path, or a name from 'poolscope list'")
    private String file = "";

    @Option(names = "--seed", paramLabel = "N", converter = Seed.class, description = "draw from this seed instead of the scenario's own")
    private @Nullable Long seed;

    @Option(names = "--speed", paramLabel = "K", defaultValue = "1", converter = Speed.class, //
            description = "divide every duration and multiply every rate by this number, in the expectations too")
    private double speed = 1;

    @Mixin
    private EditOption edits = new EditOption();

    /** The scenario with all of that; says on the console what was changed besides. */
    Scenario scenario(Console console) throws InvalidScenarioException {
        Scenario scenario = edits.applyTo(ScenarioArgument.of(file).scenario(), console);
        return (seed == null ? scenario : scenario.withSeed(seed)).atSpeed(speed);
    }

    /** By how much it is faster than its file has it. */
    double speed() {
        return speed;
    }

    /** Any whole number of 64 bits. */
    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException notOne) {
                throw new TypeConversionException(
                        "'" + value + "' is not a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE);
            }
        }
    }

    /** A factor that leaves of a run something that can be run. */
    private static final class Speed implements ITypeConverter<Double> {
        private static final double LEAST = 0.001;
        private static final double MOST = 1_000;

        @Override
        public Double convert(String value) {
            try {
                double speed = Double.parseDouble(value);
                if (speed >= LEAST && speed <= MOST) {
                    return speed;
                }
            } catch (NumberFormatException notOne) {
                // Reported below, like a number that is not allowed.
            }
            throw new TypeConversionException("'" + value + "' is not a number from 0.001 to 1000");
        }
    }
}
