package dev.poolscope.app;

import java.io.PrintStream;
import java.io.PrintWriter;

import dev.poolscope.app.export.RunPicture;
import dev.poolscope.app.launch.WindowApp;
import dev.poolscope.cli.CliEnvironment;
import dev.poolscope.cli.CommandLineProgram;
import dev.poolscope.cli.Console;
import dev.poolscope.cli.Display;
import dev.poolscope.cli.SignalInterruptions;

/** Starts the program: puts its parts together and lets the command line decide. */
public final class Main {
    private Main() {}

    /**
     * Starts the program, and ends the JVM with its exit code.
     *
     * @param arguments as the shell gives them
     */
    public static void main(String[] arguments) {
        var console = new Console(writer(System.out), writer(System.err), StandardError.isTerminal());
        Display display = Display.of(System.getProperties(), System.getenv());
        var interruptions = new SignalInterruptions();
        var outside = new CliEnvironment(console, display, new Relaunch(new WindowApp(), interruptions),
                new RunPicture(),
                interruptions, CliEnvironment.Unattended.DEFAULT);
        System.exit(new CommandLineProgram(outside).run(arguments));
    }

    /** Writes in the encoding of the terminal, which need not be that of Java. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, false, stream.charset());
    }
}
