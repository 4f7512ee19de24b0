package dev.poolscope.cli;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioCheck;
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
        return atSpeed(seed == null ? scenario : scenario.withSeed(seed));
    }

    // Its recording has it as a file would: what no file may have could not be read again.
    private Scenario atSpeed(Scenario scenario) {
        if (speed == 1) {
            return scenario;
        }
        Scenario other = scenario.atSpeed(speed);
        ScenarioCheck.faults(other).stream().findFirst().ifPresent(fault -> {
            throw new RefusalException("--speed " + BigDecimal.valueOf(speed).stripTrailingZeros().toPlainString()
                    + ": " + fault.message());
        });
        return other;
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
        /** Java has other numbers, such as 2d and 0x1p3. */
        private static final Pattern NUMBER = Pattern.compile("\\+?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

        @Override
        public Double convert(String value) {
            double speed = NUMBER.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
            if (speed >= LEAST && speed <= MOST) {
                return speed;
            }
            throw new TypeConversionException("'" + value + "' is not a number from 0.001 to 1000");
        }
    }
}
