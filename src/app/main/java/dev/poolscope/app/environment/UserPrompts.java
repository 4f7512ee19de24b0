package dev.poolscope.app.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What the window asks a person, because it cannot know; each waits for the answer. */
public interface UserPrompts {

    /**
     * Asks for a scenario file to open.
     *
     * @param near a file in whose folder to begin; null for wherever
     */
    Optional<Path> fileToOpen(@Nullable Path near);

    /** Asks where to save a scenario; an answer that names a file which exists agrees that it is replaced. */
    Optional<Path> fileToSave(@Nullable Path near, String suggestedName);

    /** Asks for a folder. */
    Optional<Path> folder(@Nullable Path near);

    /**
     * Asks for a decision, on which it depends whether something is lost.
     *
     * @param question one sentence
     * @param explanation what each answer means for what there is
     * @param answers what can be answered, the safest first; that nothing is done need not be among them
     * @return the place of the answer in the list; empty if nothing is to be done
     */
    Optional<Integer> decide(String question, String explanation, List<String> answers);
}
