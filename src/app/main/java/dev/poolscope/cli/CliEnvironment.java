package dev.poolscope.cli;

import java.nio.file.Path;

import dev.poolscope.session.ScenarioSource;
import dev.poolscope.session.report.PicturePainter;

/**
 * What the command line needs of the machine.
 *
 * @param console where it writes
 * @param display whether there is a screen
 * @param window opens the window on it
 * @param painter paints the picture of a report
 * @param interruptions report Ctrl-C
 * @param unattended what a bare invocation does where there is no screen
 */
public record CliEnvironment(Console console, Display display, WindowOpener window, PicturePainter painter,
        Interruptions interruptions, Unattended unattended) {

    /**
     * What is done without arguments and without a screen.
     *
     * @param scenario what to run
     * @param report where its report goes
     */
    public record Unattended(ScenarioSource scenario, Path report) {
        /**
         * The scenario that the window would show; the report goes where a build in the working directory has its results.
         */
        public static final Unattended DEFAULT = new Unattended(ScenarioSource.DEFAULT, Path.of("target", "poolscope"));
    }
}
