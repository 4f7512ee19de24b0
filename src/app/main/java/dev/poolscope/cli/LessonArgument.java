package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import dev.poolscope.lesson.format.LessonReader;
import dev.poolscope.lesson.format.ReadyLessons;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.workload.format.InvalidScenarioException;
import org.jspecify.annotations.Nullable;

/** What {@code NAME} of a lesson stands for: a file, if there is one, or else a ready lesson. */
final class LessonArgument {
    private LessonArgument() {}

    static Lesson of(String text) throws InvalidScenarioException {
        Path path = path(text);
        if (path != null && Files.exists(path) && !Files.isDirectory(path)) {
            return LessonReader.read(path);
        }
        if (ReadyLessons.names().contains(text)) {
            return ReadyLessons.load(text);
        }
        String meant = ReadyLessons.suggest(text);
        throw new RefusalException("there is no file '" + text + "', and no lesson of that name; "
                + (meant == null ? "'poolscope lessons' shows those" : "did you mean '" + meant + "'?"));
    }

    /** Whether it names a lesson, and no scenario. */
    static boolean isLesson(String text) {
        Path path = path(text);
        return (path != null && Files.isRegularFile(path))
                ? LessonReader.isLesson(path)
                : ReadyLessons.names().contains(text);
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException nowhere) {
            return null;
        }
    }
}
