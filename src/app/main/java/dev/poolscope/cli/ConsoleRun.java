package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.poolscope.recording.RecordingException;
import dev.poolscope.recording.RecordingWriter;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Session;
import dev.poolscope.session.report.ReportDirectory;
import dev.poolscope.workload.model.Scenario;

/**
 * Runs a scenario to its end with or without a person at a console. From its making to its closing, Ctrl-C ends the run
 * instead of the program.
 */
final class ConsoleRun implements AutoCloseable {
    private static final long MILLIS_BETWEEN_DRAWINGS = 200;

    private final CliEnvironment cliEnvironment;
    private final Duration duration;
    private final Session session;
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final Interruptions.Listening listening;
    private String told = "";

    /** How it ended. */
    record End(FinishedRun run, boolean interrupted) {

        int exitCode() {
            if (interrupted) {
                return ExitCode.INTERRUPTED;
            }
            return run.wentAsExpected() ? ExitCode.FINE : ExitCode.NOT_AS_EXPECTED;
        }
    }

    ConsoleRun(CliEnvironment cliEnvironment, Scenario scenario) {
        this.cliEnvironment = cliEnvironment;
        Duration limited = scenario.duration();
        if (limited == null) {
            throw new RefusalException("'" + scenario.name()
                    + "' has no end (duration: open), so it runs only in the window; give it a duration");
        }
        duration = limited;
        session = new Session(scenario);
        listening = cliEnvironment.interruptions().listen(() -> {
            interrupted.set(true);
            session.stop();
        });
    }

    End toItsEnd(boolean quiet) throws InterruptedException {
        session.start();
        return new End(await(!quiet && cliEnvironment.console().interactive()), interrupted.get());
    }

    /** Has the run written into a file while it goes on. */
    void recordTo(Path file, double speed) throws RecordingException {
        session.recordTo(file, speed);
    }

    /**
     * Waits until the recording is closed; says what it lacks.
     *
     * @return whether all of the run is in it
     */
    boolean closeRecording() {
        Optional<String> lacking = session.recordingClosed().join();
        lacking.ifPresent(cliEnvironment.console()::tell);
        return lacking.isEmpty();
    }

    @Override
    public void close() {
        listening.close();
    }

    /** Writes the report; says so when it had to be written without a picture. */
    void write(FinishedRun run, ReportDirectory report) {
        write(cliEnvironment, run, report);
    }

    /** As {@link #write(FinishedRun, ReportDirectory)}, of any run. */
    static void write(CliEnvironment cliEnvironment, FinishedRun run, ReportDirectory report) {
        try {
            Optional<String> unpainted = report.write(run, cliEnvironment.painter());
            unpainted.ifPresent(
                    reason -> cliEnvironment.console().tell("the report has no picture.png: " + reason));
        } catch (IOException failed) {
            throw new RefusalException(String.valueOf(failed.getMessage()));
        }
    }

    /** Says once what is wrong with the recording, and once more when it is worse. */
    private void tellTrouble() {
        String sentence = session.recordingTrouble().map(RecordingWriter.Trouble::sentence).orElse("");
        if (!sentence.equals(told)) {
            told = sentence;
            if (!sentence.isEmpty()) {
                cliEnvironment.console().tell(sentence);
            }
        }
    }

    private FinishedRun await(boolean drawn) throws InterruptedException {
        var line = new ProgressLine(cliEnvironment.console().err());
        try {
            while (true) {
                try {
                    return session.finished().get(MILLIS_BETWEEN_DRAWINGS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException goesOn) {
                    tellTrouble();
                    if (drawn) {
                        line.draw(session.elapsed(), duration, session.counts());
                    }
                }
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the run could not be ended in order", failed.getCause());
        } finally {
            if (drawn) {
                line.erase();
            }
        }
    }
}
