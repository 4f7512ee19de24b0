package dev.poolscope.lesson.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Where the scenarios stand that a lesson names: beside its file, among those of the ready lessons, or among the ready ones. */
final class ScenarioShelf {
    /** A name, and no path: a lesson reads nothing from elsewhere. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private final @Nullable Path lesson;

    ScenarioShelf(@Nullable Path lesson) {
        this.lesson = lesson;
    }

    /** A scenario cannot be had. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message);
        }
    }

    Scenario load(String name) throws Missing {
        if (!NAME.matcher(name).matches()) {
            throw new Missing(Quoted.of(name) + " is no name of a scenario; allowed are letters, digits, '-' and '_'");
        }
        try {
            if (lesson != null) {
                Path beside = lesson.resolveSibling(name + ".yaml");
                if (Files.isRegularFile(beside)) {
                    return ScenarioReader.read(beside);
                }
            }
            byte[] packed = packed(name);
            if (packed != null) {
                return ScenarioReader.parse(name, packed);
            }
        } catch (InvalidScenarioException invalid) {
            throw new Missing("the scenario " + Quoted.of(name) + " is not valid: "
                    + String.valueOf(invalid.getMessage()).lines().findFirst().orElse(""));
        }
        if (ReadyScenarios.names().contains(name)) {
            return ReadyScenarios.load(name);
        }
        throw new Missing("there is no scenario " + Quoted.of(name)
                + "; it stands beside the lesson, as " + name + ".yaml, or is one of 'poolscope list'");
    }

    private static byte @Nullable [] packed(String name) throws Missing {
        try (InputStream in = ScenarioShelf.class.getResourceAsStream(ReadyLessons.FOLDER + name + ".yaml")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new Missing("the scenario " + Quoted.of(name) + " cannot be read: " + e.getMessage());
        }
    }
}
