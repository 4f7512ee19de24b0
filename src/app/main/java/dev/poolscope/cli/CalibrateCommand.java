package dev.poolscope.cli;

import java.util.concurrent.Callable;

import dev.poolscope.sizing.Calibration;
import dev.poolscope.sizing.CalibrationText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code poolscope calibrate}: measures what this machine adds, for simulated runs. */
@Command(name = "calibrate", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Measure what this machine adds to a run, in some two seconds, and print it as a scenario has it.")
final class CalibrateCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "print a JSON object")
    private boolean json;

    CalibrateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Calibration calibration = Calibration.measure();
        console.answer(json ? CalibrationText.json(calibration) : CalibrationText.of(calibration));
        return ExitCode.FINE;
    }
}
