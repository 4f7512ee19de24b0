package dev.poolscope.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.ReportDirectory;
import dev.poolscope.session.Session;
import dev.poolscope.telemetry.Counts;
import dev.poolscope.workload.Scenario;

/** Runs a scenario to its end while a person watches a console, or nobody. */
final class ConsoleRun {
    private static final long MILLIS_BETWEEN_DRAWINGS = 200;

    private final Outside outside;
    private final Scenario scenario;
    private final Duration duration;

    /** How it ended. */
    record End(FinishedRun run, boolean interrupted) {

        int exitCode() {
            if (interrupted) {
                return ExitCode.INTERRUPTED;
            }
            return run.wentAsExpected() ? ExitCode.FINE : ExitCode.NOT_AS_EXPECTED;
        }
    }

    ConsoleRun(Outside outside, Scenario scenario) {
        this.outside = outside;
        this.scenario = scenario;
        Duration limited = scenario.duration();
        if (limited == null) {
            throw new RefusalException(
                    "'" + scenario.name()
                            + "' has no end (duration: open), so it runs only in the window; give it a duration");
        }
        duration = limited;
    }

    End toItsEnd(boolean quiet) throws InterruptedException {
        var session = new Session(scenario);
        var interrupted = new AtomicBoolean();
        try (Interruptions.Listening _ = outside.interruptions().listen(() -> {
            interrupted.set(true);
            session.stop();
        })) {
            session.start();
            return new End(await(session, !quiet && outside.console().interactive()), interrupted.get());
        }
    }

    /** Writes the report; says so when it had to be written without a picture. */
    void write(FinishedRun run, ReportDirectory report) {
        try {
            Optional<String> unpainted = report.write(run, outside.painter());
            unpainted.ifPresent(
                    reason -> outside.console().tell("the report has no picture.png: " + reason));
        } catch (IOException failed) {
            throw new RefusalException(String.valueOf(failed.getMessage()));
        }
    }

    private FinishedRun await(Session session, boolean drawn) throws InterruptedException {
        var line = new ProgressLine(outside.console().err());
        try {
            while (true) {
                try {
                    return session.finished().get(MILLIS_BETWEEN_DRAWINGS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException goesOn) {
                    if (drawn) {
                        Counts counts = session.counts();
                        line.draw(session.elapsed(), duration, counts);
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
