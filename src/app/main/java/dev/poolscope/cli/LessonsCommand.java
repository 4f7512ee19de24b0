package dev.poolscope.cli;

import java.util.List;
import java.util.concurrent.Callable;

import dev.poolscope.lesson.format.ReadyLessons;
import dev.poolscope.lesson.model.Lesson;
import picocli.CommandLine.Command;

/** {@code poolscope lessons}: the lessons that come with the program. */
@Command(name = "lessons", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "List the lessons: name, minutes and title.")
final class LessonsCommand implements Callable<Integer> {
    private final Console console;

    LessonsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> names = ReadyLessons.names();
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        for (String name : names) {
            Lesson lesson = ReadyLessons.load(name);
            console.answer(
                    name + " ".repeat(width - name.length() + 2) + (lesson.minutes() < 10 ? " " : "") + lesson.minutes()
                            + " min  " + lesson.title());
        }
        return ExitCode.FINE;
    }
}
