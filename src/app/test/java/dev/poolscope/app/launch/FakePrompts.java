package dev.poolscope.app.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.poolscope.app.environment.UserPrompts;
import org.jspecify.annotations.Nullable;

/** Answers what a test says, and remembers what was asked. */
public final class FakePrompts implements UserPrompts {
    private final List<String> asked = new ArrayList<>();
    private Optional<Path> path = Optional.empty();
    private Optional<Integer> decision = Optional.empty();

    /** The next files and folders that are asked for. */
    public void choose(@Nullable Path chosen) {
        path = Optional.ofNullable(chosen);
    }

    /** The next answers; null for doing nothing. */
    public void decide(@Nullable Integer answer) {
        decision = Optional.ofNullable(answer);
    }

    /** Everything asked so far. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public Optional<Path> fileToOpen(@Nullable Path near) {
        asked.add("open");
        return path;
    }

    @Override
    public Optional<Path> fileToSave(@Nullable Path near, String suggestedName) {
        asked.add("save " + suggestedName);
        return path;
    }

    @Override
    public Optional<Path> folder(@Nullable Path near) {
        asked.add("folder");
        return path;
    }

    @Override
    public Optional<Integer> decide(String question, String explanation, List<String> answers) {
        asked.add(question);
        return decision;
    }
}
