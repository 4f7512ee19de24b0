package dev.poolscope.cli;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.poolscope.lesson.check.LessonCheck;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code poolscope check}: reads a scenario or a lesson and reports every fault of it. */
@Command(name = "check", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Validate a scenario or a lesson: report every fault of it, as file:line:column: message.")
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "a scenario: a path, or a name from 'poolscope list'; or a lesson")
    private String file = "";

    CheckCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--trials", paramLabel = "N", converter = Trials.class, description = "of a lesson: how often each variation is "
            + "simulated, late by chance, to find answers that hang on it; default 100")
    private @Nullable Integer trials;

    @Override
    public Integer call() throws InvalidScenarioException {
        if (LessonArgument.isLesson(file)) {
            return lesson();
        }
        if (trials != null) {
            throw new RefusalException("--trials is for lessons, and " + Quoted.of(file) + " is a scenario");
        }
        ScenarioArgument argument = ScenarioArgument.of(file);
        Scenario scenario = argument.scenario();
        Duration duration = scenario.duration();
        console.answer(argument.source().title() + ": no faults; '" + scenario.name() + "', "
                + (duration == null ? "until stopped" : DurationText.format(duration)) + ", "
                + counted(scenario.streams().size(), "stream") + ", " + counted(scenario.actions().size(), "action")
                + ", "
                + counted(scenario.expectations().size(), "expectation"));
        return ExitCode.FINE;
    }

    private int lesson() throws InvalidScenarioException {
        Lesson lesson = LessonArgument.of(file);
        LessonCheck.Result result = LessonCheck.of(lesson, trials == null ? LessonCheck.TRIALS : trials);
        result.faults().forEach(fault -> console.err()
                .println(file + ":" + fault.line() + ":" + fault.column() + ": " + fault.message()));
        if (!result.faults().isEmpty()) {
            return ExitCode.REFUSED;
        }
        console.answer(file + ": no faults; '" + lesson.title() + "', " + counted(lesson.steps().size(), "step") + ", "
                + counted(lesson.variations().size(), "variation") + ", " + counted(result.trials(), "trial")
                + " of each");
        result.margins().forEach(console::answer);
        return ExitCode.FINE;
    }

    /** A number of trials. */
    static final class Trials implements ITypeConverter<Integer> {
        private static final int MOST = 10_000;

        @Override
        public Integer convert(String value) {
            if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= MOST) {
                return Integer.valueOf(value);
            }
            throw new TypeConversionException("'" + value + "' is not a whole number from 1 to " + MOST);
        }
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
