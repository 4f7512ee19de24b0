package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.ReportDirectory;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code poolscope run}: runs a scenario without a window. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Run a scenario without a window.", sortOptions = false)
final class RunCommand implements Callable<Integer> {
    private final CliEnvironment cliEnvironment;

    @Parameters(paramLabel = "FILE", description = "a scenario: a path, or a name from 'poolscope list'")
    private String file = "";

    @Option(names = "--seed", paramLabel = "N", converter = Seed.class, description = "draw from this seed instead of the scenario's own")
    private @Nullable Long seed;

    @Option(names = "--speed", paramLabel = "K", defaultValue = "1", converter = Speed.class, //
            description = "divide every duration and multiply every rate by this number, in the expectations too")
    private double speed = 1;

    @Mixin
    private EditOption edits = new EditOption();

    @Option(names = "--out", paramLabel = "DIR", description = "write the report (summary.json, events.csv, picture.png, report.html) to this "
            + "directory; it is made if it is missing, and only these files are overwritten")
    private @Nullable Path directory;

    @Option(names = "--record", paramLabel = "RECORDING", description = "write the run into this file (*.poolscope) while it goes on; a recording that "
            + "is there is overwritten")
    private @Nullable Path recording;

    @Option(names = "--quiet", description = "print neither numbers nor progress")
    private boolean quiet;

    RunCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws InvalidScenarioException, InterruptedException, RecordingException {
        Scenario scenario = edits.applyTo(ScenarioArgument.of(file).scenario(), cliEnvironment.console());
        if (seed != null) {
            scenario = scenario.withSeed(seed);
        }
        ReportDirectory report = directory == null ? null : prepared(directory);
        try (var run = new ConsoleRun(cliEnvironment, scenario.atSpeed(speed))) {
            if (recording != null) {
                run.recordTo(recording, speed);
            }
            ConsoleRun.End end = run.toItsEnd(quiet);
            tell(SummaryText.of(end.run()));
            boolean whole = true;
            if (recording != null) {
                whole = run.closeRecording();
                tell("recording " + recording + (whole ? "" : ", not complete"));
            }
            if (report != null) {
                run.write(end.run(), report);
                tell("report    " + report.path());
            }
            // As with an answer that cannot be printed: what was asked for is not there.
            return whole || end.interrupted() ? end.exitCode() : ExitCode.REFUSED;
        }
    }

    static ReportDirectory prepared(Path directory) {
        try {
            return ReportDirectory.at(directory);
        } catch (IOException refused) {
            throw new RefusalException(String.valueOf(refused.getMessage()));
        }
    }

    private void tell(String lines) {
        if (!quiet) {
            cliEnvironment.console().answer(lines);
        }
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
    static final class Speed implements ITypeConverter<Double> {
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
