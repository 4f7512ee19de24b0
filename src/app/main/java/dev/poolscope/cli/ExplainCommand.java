package dev.poolscope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.poolscope.comparison.RunFiles;
import dev.poolscope.comparison.UnreadableRunException;
import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.RunExplanation;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Quoted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poolscope explain}: tells of a task, a worker or a moment of a recorded run, in the sentences of the window. */
@Command(name = "explain", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Explain a task, a worker or a moment of a recorded run, in the sentences of the window.", sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
    private static final String ALLOWED = "; allowed are 'task 55', 'worker 2' and 'at 12.3s'";

    private static final List<String> KINDS = List.of("task", "worker", "at");

    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "a recording (NAME.poolscope)")
    private String file = "";

    @Parameters(index = "1", paramLabel = "task|worker|at", description = "what is to be explained")
    private String what = "";

    @Parameters(index = "2", paramLabel = "N|TIME", description = "the number of the task or worker, or the time from the start of the run, such as 12.3s")
    private String which = "";

    @Option(names = "--json", description = "print it as JSON, with the parts of a wait in nanoseconds")
    private boolean asJson;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!KINDS.contains(what)) {
            throw new RefusalException(Quoted.of(what) + " cannot be explained" + ALLOWED);
        }
        long number = what.equals("at") ? time(which) : number(which);
        RunExplanation explanation = explanation(number);
        try {
            RunExplanation.Answer answer = switch (what) {
                case "task" -> explanation.task(number);
                case "worker" -> explanation.worker(number);
                default -> explanation.moment(number);
            };
            console.answer(asJson ? answer.json() : answer.text());
        } catch (IllegalArgumentException unknown) {
            throw new RefusalException(unknown.getMessage() + " in '" + file + "'");
        }
        return ExitCode.FINE;
    }

    /** Of a large recording the part that tells of it, wherever that is. */
    private RunExplanation explanation(long number) {
        Path path = CompareCommand.path(file);
        try {
            Optional<RunExplanation> part = !Recordings.isRecording(path)
                    ? Optional.empty()
                    : switch (what) {
                        case "task" -> RunExplanation.aroundTask(path, number);
                        case "worker" -> RunExplanation.aroundWorker(path, (int) Math.min(number, Integer.MAX_VALUE));
                        default -> RunExplanation.aroundMoment(path, number);
                    };
            return part.isPresent() ? part.get() : new RunExplanation(RunFiles.readRecording(path));
        } catch (UnreadableRunException | RecordingException unreadable) {
            throw new RefusalException(String.valueOf(unreadable.getMessage()));
        }
    }

    /** What is said if an argument is missing: a negative time is taken for an option, and leaves its place empty. */
    static String whatIsMissing(List<String> given) {
        for (int i = 0; i + 1 < given.size(); i++) {
            String text = given.get(i + 1);
            if (KINDS.contains(given.get(i)) && text.matches("-[0-9.].*")) {
                return given.get(i).equals("at")
                        ? Quoted.of(text) + " is no time of a run; allowed is a time from its start, such as 12.3s"
                        : noNumber(text, given.get(i));
            }
        }
        return "what of which run? A recording, and then 'task 55', 'worker 2' or 'at 12.3s'";
    }

    private static String noNumber(String text, String what) {
        return Quoted.of(text) + " is no number of a " + what + "; allowed is a whole number from 1";
    }

    private long number(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new RefusalException(noNumber(text, what));
        }
        return Long.parseLong(text);
    }

    private static long time(String text) {
        try {
            return DurationText.parse(text).toNanos();
        } catch (IllegalArgumentException wrong) {
            throw new RefusalException(String.valueOf(wrong.getMessage()));
        }
    }
}
