package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import dev.poolscope.lesson.format.LessonReader;
import dev.poolscope.lesson.format.ReadyLessons;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.session.Recordings;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import org.jspecify.annotations.Nullable;

/** What {@code NAME} of a lesson stands for: a file, if there is one, or else a ready lesson. */
final class LessonArgument {
    private LessonArgument() {}

    static Lesson of(String text) throws InvalidScenarioException {
        Path path = path(text);
        if (path != null && Files.exists(path) && !Files.isDirectory(path)) {
            try {
                return LessonReader.read(path);
            } catch (InvalidScenarioException invalid) {
                refuseOtherKinds(text, path);
                throw invalid;
            }
        }
        if (ReadyLessons.names().contains(text)) {
            return ReadyLessons.load(text);
        }
        String meant = ReadyLessons.suggest(text);
        throw new RefusalException("there is no file '" + text + "', and no lesson of that name; "
                + (meant == null ? "'poolscope lessons' shows those" : "did you mean '" + meant + "'?"));
    }

    private static void refuseOtherKinds(String text, Path path) {
        if (!Files.isRegularFile(path)) {
            return;
        }
        if (Recordings.isRecording(path)) {
            throw new RefusalException(
                    "'" + text + "' is a recording of a run, and no lesson; 'poolscope report' reads it");
        }
        try {
            var _ = ScenarioReader.read(path);
        } catch (InvalidScenarioException neither) {
            return;
        }
        throw new RefusalException("'" + text + "' is a scenario, and no lesson; 'poolscope simulate' runs it");
    }

    /** Whether it names a lesson, and no scenario. */
    static boolean isLesson(String text) {
        Path path = path(text);
        return (path != null && Files.isRegularFile(path))
                ? LessonReader.isLesson(path)
                : ReadyLessons.names().contains(text);
    }

    static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException nowhere) {
            return null;
        }
    }
}
