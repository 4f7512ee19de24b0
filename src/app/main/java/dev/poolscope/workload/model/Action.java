package dev.poolscope.workload.model;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

import dev.poolscope.stats.LegibleCount;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to a running pool, and notes for the audience. A scenario, the window and the command line say it in the
 * same way, and a run performs it in the same way for all of them.
 */
public sealed interface Action {

    /**
     * Sets the idle timeout.
     *
     * @param timeout the new one; null for never
     */
    record SetIdleTimeout(@Nullable Duration timeout) implements Action {
        @Override
        public String value() {
            return timeout == null ? "never" : DurationText.format(timeout);
        }
    }

    /**
     * Starts workers.
     *
     * @param count how many
     */
    record SpawnWorkers(int count) implements Action {
        @Override
        public String value() {
            return Integer.toString(count);
        }
    }

    /** Starts as many workers as the pool may have. */
    record SpawnMaxWorkers() implements Action {}

    /** Makes the next initializer fail, which breaks the pool. */
    record BreakNextInitializer() implements Action {}

    /**
     * Lets queued work finish and retires all workers.
     *
     * @param timeout after which it is abandoned; null for none
     */
    record Join(@Nullable Duration timeout) implements Action {
        @Override
        public String value() {
            return timeout == null ? "true" : DurationText.format(timeout);
        }
    }

    /** Shuts the pool down. */
    record Shutdown() implements Action {}

    /**
     * Cancels every pending task of a stream.
     *
     * @param stream which
     */
    record CancelPending(String stream) implements Action {
        @Override
        public String value() {
            return stream;
        }
    }

    /**
     * Submits tasks of a stream at once, beside its arrivals.
     *
     * @param stream which
     * @param count how many
     */
    record Submit(String stream, int count) implements Action {
        @Override
        public String value() {
            return "{ stream: " + stream + ", count: " + count + " }";
        }
    }

    /**
     * Sets the rate of a stream with constant, poisson or ramp arrivals. From then on they come at that rate: what was left
     * to the next arrival at the old rate is left to it at the new one. A ramp stays at the rate it is given.
     *
     * @param stream which
     * @param rate the new one; above 0
     */
    record SetRate(String stream, Rate rate) implements Action {
        @Override
        public String value() {
            return "{ stream: " + stream + ", rate: " + rate + " }";
        }
    }

    /**
     * Does nothing: a caption on the timeline.
     *
     * @param caption for the audience
     */
    record Note(String caption) implements Action {
        @Override
        public String value() {
            return caption;
        }
    }

    /** {@return the key of this action in files} */
    default String key() {
        String name = getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** {@return what stands beside the key, as files write it} */
    default String value() {
        return "true";
    }

    /** {@return the whole action as files write it, without the time: {@code setIdleTimeout: 500ms}} */
    default String text() {
        return key() + ": " + value();
    }

    /** {@return the whole action in words, without the time: {@code set the idle timeout to 500ms}} */
    default String words() {
        return switch (this) {
            case SetIdleTimeout _ -> "set the idle timeout to " + value();
            case SpawnWorkers(var count) -> "spawn " + (count == 1 ? "one worker" : LegibleCount.of(count, "worker"));
            case SpawnMaxWorkers _ -> "spawn all workers";
            case BreakNextInitializer _ -> "break the next initializer";
            case Join(var timeout) -> timeout == null ? "join" : "join for at most " + value();
            case Shutdown _ -> "shut down";
            case CancelPending(var stream) -> "cancel what is pending of " + stream;
            case Submit(var stream, var count) ->
                "submit " + (count == 1 ? "one task" : LegibleCount.of(count, "task")) + " of " + stream;
            case SetRate(var stream, var rate) -> "set the rate of " + stream + " to " + rate;
            case Note _ -> text();
        };
    }

    /**
     * {@return the stream it is about; null if it is about none}
     */
    default @Nullable String stream() {
        return null;
    }

    /**
     * Says what stands in its way in any run of a scenario, however the pool fares there.
     *
     * @param streams the names of the scenario's streams
     * @param paced those of them that have a rate
     * @return why it cannot be performed, in one sentence; null if nothing is wrong with it
     */
    default @Nullable String obstacle(Collection<String> streams, Collection<String> paced) {
        String stream = stream();
        if (stream != null && !streams.contains(stream)) {
            return noStream(stream, streams);
        }
        return switch (this) {
            case SpawnWorkers(var count) -> tooFew(count);
            case Submit(_, var count) -> tooFew(count);
            case SetIdleTimeout(var timeout) -> negative(timeout);
            case Join(var timeout) -> negative(timeout);
            case SetRate(var named, var rate) ->
                paced.contains(named) ? outOfBounds(rate) : "the stream " + noRate(named);
            case SpawnMaxWorkers _,BreakNextInitializer _,Shutdown _,CancelPending _,Note _ -> null;
        };
    }

    /**
     * Says that a stream is missing.
     *
     * @param name the name that none has
     * @param streams the names there are
     * @return one sentence, with the name that may be meant
     */
    static String noStream(String name, Collection<String> streams) {
        String meant = Suggestion.among(name, streams);
        return "there is no stream " + Quoted.of(name) + (meant != null
                ? "; did you mean '" + meant + "'?"
                : streams.isEmpty() ? "; the scenario has none" : "; there are " + String.join(", ", streams));
    }

    /**
     * Says that the arrivals of a stream have no rate.
     *
     * @param stream its name
     * @return what is to be said behind {@code stream: }
     */
    static String noRate(String stream) {
        return Quoted.of(stream) + " has no rate to set; constant, poisson and ramp arrivals have one";
    }

    private static @Nullable String tooFew(int count) {
        return count < 1 ? "a count is 1 or more, not " + count : null;
    }

    private static @Nullable String negative(@Nullable Duration timeout) {
        return timeout != null && timeout.isNegative()
                ? "a timeout is zero or more, not " + DurationText.format(timeout)
                : null;
    }

    private static @Nullable String outOfBounds(Rate rate) {
        return rate.isZero() || rate.perSecond() > Rate.HIGHEST_PER_SECOND
                ? "a rate is above 0 and at most " + Rate.HIGHEST_PER_SECOND + "/s, not " + rate
                : null;
    }

    /**
     * The same, faster.
     *
     * @param speed a positive factor
     * @return every duration divided by it, every rate multiplied
     */
    default Action atSpeed(double speed) {
        return switch (this) {
            case SetIdleTimeout(var timeout) -> new SetIdleTimeout(Speed.divideIfAny(timeout, speed));
            case Join(var timeout) -> new Join(Speed.divideIfAny(timeout, speed));
            case SetRate(var stream, var rate) -> new SetRate(stream, rate.times(speed));
            case SpawnWorkers _,SpawnMaxWorkers _,BreakNextInitializer _,Shutdown _,CancelPending _,Submit _,Note _ ->
                this;
        };
    }
}
