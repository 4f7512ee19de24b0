package dev.poolscope.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How a {@code map} or {@code starmap} is to be done: by default with a buffer of one, which makes it run one task at a time.
 * Give {@link Builder#bufferSize} the number of workers, or more, to keep them busy; or call {@code mapAll}, which needs none. Immutable, safe for use by many threads, and good for any number of
 * maps. A bad value is refused when it is given to the {@link Builder}.
 *
 * {@snippet :
 * var options = MapOptions.builder().chunkSize(100).bufferSize(4).timeout(Duration.ofMinutes(1)).build();
 * try (var pool = new QuadThreadPool(); var squares = pool.map(n -> n * n, List.of(1, 2, 3), options)) {
 *     squares.forEach(System.out::println);
 * }
 * }
 *
 * @see ThreadPool
 */
public final class MapOptions {
    private static final MapOptions DEFAULTS = builder().build();

    private final int chunkSize;
    /** Null unless it was given: the eager forms must know. */
    private final @Nullable Integer bufferSize;
    private final boolean ordered;
    private final @Nullable Duration timeout;

    private MapOptions(Builder from) {
        chunkSize = from.chunkSize;
        bufferSize = from.bufferSize;
        ordered = from.ordered;
        timeout = from.timeout;
    }

    /**
     * The options of a map that was given none: chunks of one, a buffer of one, in order, no time limit.
     *
     * @return the defaults
     */
    public static MapOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Begins with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many elements make one task.
     *
     * @return the size of a chunk, 1 or more; the last chunk may be smaller
     */
    public int chunkSize() {
        return chunkSize;
    }

    /**
     * How many tasks a lazy form has in flight at most, those that are done but not taken included.
     *
     * @return the number of chunks, 1 or more
     */
    public int bufferSize() {
        return bufferSize == null ? 1 : bufferSize;
    }

    /**
     * Whether the results come in the order of the input.
     *
     * @return false if they come as they are completed
     */
    public boolean ordered() {
        return ordered;
    }

    /**
     * How long the whole iteration may take, counted from the first {@link CloseableIterator#next()}.
     *
     * @return the time limit, zero or more; empty if there is none
     */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** What a form with dots was given; the defaults if it was given none. */
    static MapOptions oneOf(MapOptions... options) {
        if (options.length > 1) {
            throw PoolOptions.bad("options", options.length + " of them", "one, or none");
        }
        return options.length == 0 ? DEFAULTS : Objects.requireNonNull(options[0], "options");
    }

    long timeoutNanos() {
        return timeout == null ? Signal.FOREVER : Nanos.saturated(timeout);
    }

    /** Refuses what says nothing to an eager form, which has everything in flight. */
    MapOptions requireEager() {
        if (bufferSize != null) {
            throw PoolOptions.bad("bufferSize", bufferSize,
                    "no buffer size for an eager form, which submits everything");
        }
        return this;
    }

    @Override
    public String toString() {
        return "MapOptions[chunkSize=" + chunkSize + ", bufferSize=" + bufferSize() + ", ordered=" + ordered
                + ", timeout=" + (timeout == null ? "none" : timeout) + "]";
    }

    /** Gathers options. Not safe for use by many threads; may be used again after {@link #build}. */
    public static final class Builder {
        private int chunkSize = 1;
        private @Nullable Integer bufferSize;
        private boolean ordered = true;
        private @Nullable Duration timeout;

        private Builder() {}

        /**
         * Sets how many elements make one task. Bigger chunks cost less for each element; but a chunk is one task: it is
         * done by one worker, and fails as a whole if one of its elements does. Default: 1.
         *
         * @param chunkSize 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder chunkSize(int chunkSize) {
            if (chunkSize < 1) {
                throw PoolOptions.bad("chunkSize", chunkSize, "1 or more");
            }
            this.chunkSize = chunkSize;
            return this;
        }

        /**
         * Sets how many tasks a lazy form has in flight at most. Default: 1, which makes it run one task at a time. Those that are
         * done but not taken are in flight too. More in flight keep more workers busy and hold more results in memory. The eager
         * forms refuse it.
         *
         * @param bufferSize 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder bufferSize(int bufferSize) {
            if (bufferSize < 1) {
                throw PoolOptions.bad("bufferSize", bufferSize, "1 or more");
            }
            this.bufferSize = bufferSize;
            return this;
        }

        /**
         * Sets whether the results come in the order of the input, or as they are completed. Default: true.
         *
         * @param ordered whether the order of the input is kept
         * @return this
         */
        public Builder ordered(boolean ordered) {
            this.ordered = ordered;
            return this;
        }

        /**
         * Limits how long the whole iteration may take. The time begins with the first {@link CloseableIterator#next()}. When
         * it is up nothing more is submitted, results that are there are still given, and the first that is not there is a
         * {@link PoolTimeoutException}. Default: no limit.
         *
         * @param timeout zero or more; times beyond 292 years are as good as no limit
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder timeout(Duration timeout) {
            if (Objects.requireNonNull(timeout, "timeout").isNegative()) {
                throw PoolOptions.bad("timeout", timeout, "zero or more");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return options with everything that was set
         */
        public MapOptions build() {
            return new MapOptions(this);
        }
    }
}
