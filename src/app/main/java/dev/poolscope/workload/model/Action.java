package dev.poolscope.workload.model;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What may be done to a running pool, and notes for the audience. */
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
            default -> this;
        };
    }
}
