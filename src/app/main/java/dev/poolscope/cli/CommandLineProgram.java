package dev.poolscope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import dev.poolscope.recording.RecordingException;
import dev.poolscope.sizing.Calibration;
import dev.poolscope.workload.format.InvalidScenarioException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program as the shell sees it: arguments in, lines and an exit code out. */
public final class CommandLineProgram {
    private static final int HELP_WIDTH = 110;

    private final Console console;
    private final CommandLine commands;

    /**
     * A program.
     *
     * @param cliEnvironment what it is handed
     */
    public CommandLineProgram(CliEnvironment cliEnvironment) {
        console = cliEnvironment.console();
        commands = new CommandLine(new PoolscopeCommand(cliEnvironment)).addSubcommand(new RunCommand(cliEnvironment))
                .addSubcommand(new SimulateCommand(cliEnvironment)).addSubcommand(new SweepCommand(cliEnvironment))
                .addSubcommand(new ReportCommand(cliEnvironment))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new ExplainCommand(console)).addSubcommand(new CompareCommand(console))
                .addSubcommand(new CalibrateCommand(console)).addSubcommand(new CheckCommand(console))
                .addSubcommand(new ListCommand(console))
                .addSubcommand(new LessonsCommand(console)).addSubcommand(new LessonCommand(console));
        // A file with a name that begins with @ is a file, and no list of arguments.
        commands.registerConverter(Path.class, new PathOption());
        commands.setExpandAtFiles(false).setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(console.out())
                .setErr(console.err())
                .setParameterExceptionHandler((wrong, given) -> refuse(describe(wrong, List.of(given))))
                .setExecutionExceptionHandler((thrown, _, _) -> answer(thrown));
    }

    /**
     * Does what the arguments say.
     *
     * @param arguments as the shell gives them
     * @return the exit code, one of {@link ExitCode}
     */
    public int run(String... arguments) {
        int code = execute(arguments);
        // A printer keeps to itself what became of its lines.
        boolean lost = console.out().checkError();
        if (lost) {
            console.tell("what was to be printed could not be written to standard output, or not all of it");
        }
        console.err().flush();
        return lost && code == ExitCode.FINE ? ExitCode.REFUSED : code;
    }

    private int execute(String... arguments) {
        try {
            return commands.execute(arguments);
        } catch (OutOfMemoryError full) {
            return answer(new IllegalStateException(full));
        } catch (StackOverflowError | LinkageError broken) {
            return answer(new IllegalStateException(broken));
        }
    }

    private int answer(Exception thrown) {
        switch (thrown) {
            case RefusalException refusal -> console.tell(String.valueOf(refusal.getMessage()));
            case Calibration.StalledException busy -> console.tell(String.valueOf(busy.getMessage()));
            case RecordingException unreadable -> console.tell(String.valueOf(unreadable.getMessage()));
            case InvalidScenarioException invalid -> invalid.faults()
                    .forEach(fault -> console.err().println(fault.at(invalid.source())));
            case Exception full when isForWantOfMemory(full) ->
                console.tell("this takes more memory than the " + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MB that there are; a shorter duration or lower rates take less, and the option -Xmx of Java gives more");
            default -> {
                System.getLogger("dev.poolscope.cli").log(System.Logger.Level.DEBUG, "fault", thrown);
                console.tell("this is a fault of poolscope itself: " + thrown);
            }
        }
        return ExitCode.REFUSED;
    }

    private static boolean isForWantOfMemory(Throwable thrown) {
        // A thread that computes reports its failure as the cause of another.
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private int refuse(String message) {
        console.tell(message);
        return ExitCode.REFUSED;
    }

    private static String describe(ParameterException wrong, List<String> given) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String what = switch (wrong) {
            case UnmatchedArgumentException unmatched when unmatched.isUnknownOption() ->
                "there is no option '" + unmatched.getUnmatched().getFirst() + "'" + didYouMean(unmatched);
            case UnmatchedArgumentException unmatched -> "found '" + unmatched.getUnmatched().getFirst()
                    + "', which is one argument too many";
            case MissingParameterException missing when missing.getMissing().stream().noneMatch(it -> it.isOption()) ->
                command.endsWith("report") || command.endsWith("export")
                        ? "which RECORDING? A file that a run was written into"
                        : command.endsWith(" lesson")
                                ? "which lesson? A name from 'poolscope lessons', or a path"
                                : command.endsWith(" compare")
                                        ? "which two runs? Recordings (NAME.poolscope), or summary.json files"
                                        : command.endsWith(" explain")
                                                ? ExplainCommand.whatIsMissing(given)
                                                : "which FILE? A path, or a name from 'poolscope list'";
            default -> uncapitalized(String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong usage"));
        };
        return what + " (see '" + command + " --help')";
    }

    private static String didYouMean(UnmatchedArgumentException unmatched) {
        return unmatched.getSuggestions().isEmpty()
                ? ""
                : "; did you mean '" + unmatched.getSuggestions().getFirst() + "'?";
    }

    private static String uncapitalized(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
