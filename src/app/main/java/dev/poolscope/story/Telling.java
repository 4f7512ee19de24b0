package dev.poolscope.story;

import java.util.List;

import dev.poolscope.telemetry.timeline.Starvation;
import dev.poolscope.telemetry.timeline.TaskCause;
import org.jspecify.annotations.Nullable;

/**
 * What a story says of a task or a worker.
 *
 * @param title what it is about
 * @param status how it stands, in a word or two; may be empty
 * @param sentences what happened to it, in order
 * @param known whether anything is known of it; if not, the one sentence says so
 * @param open whether more may follow later
 * @param waited the wait that is among it, with its parts; null if there is none
 * @param starved the last time in which the pool starved that is among it; null if there is none
 */
public record Telling(String title, String status, List<List<StoryPart>> sentences, boolean known, boolean open,
        TaskCause.@Nullable Waited waited, @Nullable Starvation starved) {

    /** Copies the list, unless it is immutable. */
    public Telling {
        sentences = List.copyOf(sentences);
    }

    /** {@return the sentences without what they name} */
    public List<String> plain() {
        return sentences.stream().map(StoryPart::plain).toList();
    }
}
