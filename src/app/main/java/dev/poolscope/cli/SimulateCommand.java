package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.session.report.ReportDirectory;
import dev.poolscope.simulation.StandstillException;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code poolscope simulate}: runs a scenario in virtual time. */
@Command(name = "simulate", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Run a scenario in virtual time, by the pool's rules: at once, and the same on every machine.", sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
    private final CliEnvironment cliEnvironment;

    @Option(names = "--cores", paramLabel = "N", converter = Cores.class, description = "how many processors computing tasks share; by default "
            + "those of this machine")
    private int cores = Runtime.getRuntime().availableProcessors();

    @Mixin
    private ScenarioOptions chosen = new ScenarioOptions();

    @Mixin
    private ReportOption report = new ReportOption();

    @Option(names = "--record", paramLabel = "RECORDING", description = "write the run into this file (*.poolscope); a recording that "
            + "is there is overwritten")
    private @Nullable Path recording;

    @Option(names = "--quiet", description = "print no numbers")
    private boolean quiet;

    SimulateCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws InvalidScenarioException, RecordingException {
        Scenario scenario = chosen.scenario(cliEnvironment.console());
        ReportDirectory directory = report.prepared();
        if (recording != null) {
            Recordings.checkTarget(recording);
        }
        FinishedRun run = simulate(scenario);
        if (!quiet) {
            cliEnvironment.console().answer(SummaryText.of(run));
        }
        if (recording != null) {
            record(run, recording);
        }
        if (directory != null) {
            ConsoleRun.write(cliEnvironment, run, directory);
            if (!quiet) {
                cliEnvironment.console().answer("report    " + directory.path());
            }
        }
        return run.wentAsExpected() ? ExitCode.FINE : ExitCode.NOT_AS_EXPECTED;
    }

    private void record(FinishedRun run, Path file) {
        try {
            Recordings.write(file, run, chosen.speed());
        } catch (IOException failed) {
            throw new RefusalException(String.valueOf(failed.getMessage()));
        }
        if (!quiet) {
            cliEnvironment.console().answer("recording " + file);
        }
    }

    private FinishedRun simulate(Scenario scenario) {
        if (scenario.duration() == null) {
            throw new RefusalException("'" + scenario.name()
                    + "' has no end (duration: open), so it cannot be simulated; give it a duration");
        }
        try {
            return SimulatedRun.of(scenario, cores);
        } catch (StandstillException | SimulatedRun.TooLongException still) {
            throw new RefusalException("'" + scenario.name() + "' cannot be simulated: " + still.getMessage());
        }
    }

    /** A number of processors. */
    static final class Cores implements ITypeConverter<Integer> {
        private static final int MOST = 1_000;

        @Override
        public Integer convert(String value) {
            try {
                int cores = Integer.parseInt(value);
                if (cores >= 1 && cores <= MOST) {
                    return cores;
                }
            } catch (NumberFormatException notOne) {
                // Said below, as for a number that is not allowed.
            }
            throw new TypeConversionException("'" + value + "' is not a whole number from 1 to " + MOST);
        }
    }
}
