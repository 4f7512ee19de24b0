package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.poolscope.lesson.format.LessonReader;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.ScenarioSource;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;

/**
 * What {@code FILE} stands for.
 *
 * @param source where its scenario comes from
 * @param scenario the scenario
 */
record ScenarioArgument(ScenarioSource source, Scenario scenario) {

    static ScenarioArgument of(String text) throws InvalidScenarioException {
        ScenarioSource source = ScenarioSource.named(text);
        boolean unknown = text.isBlank() || switch (source) {
            case ScenarioSource.File(var path) -> Files.notExists(path);
            case ScenarioSource.Ready(var name) -> !ReadyScenarios.names().contains(name);
        };
        if (unknown) {
            String meant = ReadyScenarios.suggest(text);
            throw new RefusalException("there is no file '" + text + "', and no ready scenario of that name; "
                    + (meant == null ? "'poolscope list' shows those" : "did you mean '" + meant + "'?"));
        }
        try {
            return new ScenarioArgument(source, source.read());
        } catch (InvalidScenarioException invalid) {
            if (source instanceof ScenarioSource.File(var path) && Files.isRegularFile(path)) {
                refuseOtherKinds(text, path);
            }
            throw invalid;
        }
    }

    private static void refuseOtherKinds(String text, Path path) {
        if (Recordings.isRecording(path)) {
            throw new RefusalException(
                    "'" + text + "' is a recording of a run, and no scenario; 'poolscope report' reads it");
        }
        if (LessonReader.isLesson(path)) {
            throw new RefusalException("'" + text + "' is a lesson, and no scenario; 'poolscope lesson' takes it");
        }
    }
}
