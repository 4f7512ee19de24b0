package dev.poolscope.story;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a sentence.
 *
 * @param text what it says
 * @param target what it names; null if nothing that can be looked at
 */
public record StoryPart(String text, @Nullable Target target) {

    /** What can be looked at. */
    public sealed interface Target {}

    /**
     * A task.
     *
     * @param id its number
     */
    public record Task(long id) implements Target {}

    /**
     * A worker.
     *
     * @param id its number
     */
    public record Worker(int id) implements Target {}

    /**
     * A moment of the run.
     *
     * @param nanos when, from its start
     */
    public record Moment(long nanos) implements Target {}

    /**
     * Puts a sentence together.
     *
     * @param sentence its pieces
     * @return what it says
     */
    public static String plain(List<StoryPart> sentence) {
        StringBuilder text = new StringBuilder();
        sentence.forEach(part -> text.append(part.text()));
        return text.toString();
    }
}
