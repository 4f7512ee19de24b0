package dev.poolscope.app.explain;

import dev.poolscope.app.fx.Selected;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a sentence.
 *
 * @param text what it says
 * @param target where it leads; null if nowhere
 */
record StoryPart(String text, @Nullable Target target) {

    /** Where a link leads. */
    sealed interface Target {}

    /** To a task, a worker or an event, which is selected. */
    record Thing(Selected what) implements Target {}

    /** To a moment of the run, which is shown. */
    record Moment(long nanos) implements Target {}
}
