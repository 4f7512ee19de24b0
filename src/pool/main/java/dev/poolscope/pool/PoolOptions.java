package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;

/**
 * How a pool is to be: everything but its size. Immutable, safe for use by many threads, and good for any number of
 * pools. A bad value is refused when it is given to the {@link Builder}, or, where two options contradict each
 * other, when {@link Builder#build} is called.
 *
 * {@snippet :
 * var options = PoolOptions.builder().name("web").idleTimeout(Duration.ofSeconds(5)).maxTasksPerWorker(1000).build();
 * try (var pool = new DualThreadPool(options)) {
 *     System.out.println(pool.run(() -> Thread.currentThread().getName()));
 * }
 * }
 */
public final class PoolOptions {
    /** The idle timeout unless another is given: 60 seconds. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);
    /** How long running tasks are waited for at the exit of the JVM unless another time is given: 5 seconds. */
    public static final Duration DEFAULT_EXIT_GRACE = Duration.ofSeconds(5);

    private static final PoolOptions DEFAULTS = builder().build();

    private final @Nullable String name;
    private final @Nullable Duration idleTimeout;
    private final @Nullable Integer maxTasksPerWorker;
    private final WorkerType workerType;
    private final @Nullable ThreadFactory threadFactory;
    private final BoundHook initializer;
    private final BoundHook finalizer;
    private final List<PoolObserver> observers;
    private final NanoClock clock;
    private final Duration exitGrace;
    private final boolean failOnStarvation;
    private final OnClose onClose;

    private PoolOptions(Builder from) {
        name = from.name;
        idleTimeout = from.idleTimeout;
        maxTasksPerWorker = from.maxTasksPerWorker;
        workerType = from.workerType == null ? WorkerType.PLATFORM : from.workerType;
        threadFactory = from.threadFactory;
        initializer = from.initializer;
        finalizer = from.finalizer;
        observers = List.copyOf(from.observers);
        clock = from.clock;
        exitGrace = from.exitGrace;
        failOnStarvation = from.failOnStarvation;
        onClose = from.onClose;
    }

    /** A hook with the arguments it is called with. */
    record BoundHook(@Nullable Hook hook, List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
        static final BoundHook NONE = new BoundHook(null, List.of(), Map.of());
    }

    /**
     * The options of a pool that was given none.
     *
     * @return the defaults of every option
     */
    public static PoolOptions defaults() {
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
     * Begins with these options.
     *
     * @return a new builder that builds options equal to these unless something is changed
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.name = name;
        builder.idleTimeout = idleTimeout;
        builder.maxTasksPerWorker = maxTasksPerWorker;
        builder.workerType = threadFactory == null ? workerType : null;
        builder.threadFactory = threadFactory;
        builder.initializer = initializer;
        builder.finalizer = finalizer;
        builder.observers.addAll(observers);
        builder.clock = clock;
        builder.exitGrace = exitGrace;
        builder.failOnStarvation = failOnStarvation;
        builder.onClose = onClose;
        return builder;
    }

    /**
     * The name of the pool.
     *
     * @return the name; empty if the pool is to be named after its class
     */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * How long a worker may be idle before it retires.
     *
     * @return the idle timeout, zero or more; empty if workers never retire for being idle
     */
    public Optional<Duration> idleTimeout() {
        return Optional.ofNullable(idleTimeout);
    }

    /**
     * How many tasks a worker does before it retires.
     *
     * @return the limit, 1 or more; empty if there is none
     */
    public OptionalInt maxTasksPerWorker() {
        return maxTasksPerWorker == null ? OptionalInt.empty() : OptionalInt.of(maxTasksPerWorker);
    }

    /**
     * What kind of thread the workers are to be. Says nothing where a {@linkplain #threadFactory() thread factory}
     * is given.
     *
     * @return the kind
     */
    public WorkerType workerType() {
        return workerType;
    }

    /**
     * What makes the workers' threads.
     *
     * @return the caller's own factory; empty if the pool makes its threads itself
     */
    public Optional<ThreadFactory> threadFactory() {
        return Optional.ofNullable(threadFactory);
    }

    /**
     * What a worker calls before its first task.
     *
     * @return the initializer, if there is one
     */
    public Optional<Hook> initializer() {
        return Optional.ofNullable(initializer.hook());
    }

    /**
     * The positional arguments of the initializer.
     *
     * @return an unmodifiable list, possibly empty, possibly with nulls
     */
    public List<@Nullable Object> initArgs() {
        return initializer.arguments();
    }

    /**
     * The named arguments of the initializer.
     *
     * @return an unmodifiable map, possibly empty; values may be null
     */
    public Map<String, @Nullable Object> initKwargs() {
        return initializer.named();
    }

    /**
     * What a worker calls after its last task.
     *
     * @return the finalizer, if there is one
     */
    public Optional<Hook> finalizer() {
        return Optional.ofNullable(finalizer.hook());
    }

    /**
     * The positional arguments of the finalizer.
     *
     * @return an unmodifiable list, possibly empty, possibly with nulls
     */
    public List<@Nullable Object> finalArgs() {
        return finalizer.arguments();
    }

    /**
     * The named arguments of the finalizer.
     *
     * @return an unmodifiable map, possibly empty; values may be null
     */
    public Map<String, @Nullable Object> finalKwargs() {
        return finalizer.named();
    }

    /**
     * The observers of the pool.
     *
     * @return an unmodifiable list in the order in which they are called
     */
    public List<PoolObserver> observers() {
        return observers;
    }

    /**
     * The clock of the pool.
     *
     * @return the clock
     */
    public NanoClock clock() {
        return clock;
    }

    /**
     * How long running tasks are waited for when the JVM exits while the pool is open.
     *
     * @return the time, zero or more
     */
    public Duration exitGrace() {
        return exitGrace;
    }

    /**
     * Whether a wait that would starve the pool throws.
     *
     * @return true if it throws a {@link StarvationException}
     */
    public boolean failOnStarvation() {
        return failOnStarvation;
    }

    /**
     * What {@link ThreadPool#close()} does with pending tasks.
     *
     * @return {@link OnClose#CANCEL} unless {@link OnClose#DRAIN} was chosen
     */
    public OnClose onClose() {
        return onClose;
    }

    BoundHook boundInitializer() {
        return initializer;
    }

    BoundHook boundFinalizer() {
        return finalizer;
    }

    /** Gathers options. Not safe for use by many threads; may be used again after {@link #build}. */
    public static final class Builder {
        private @Nullable String name;
        private @Nullable Duration idleTimeout = DEFAULT_IDLE_TIMEOUT;
        private @Nullable Integer maxTasksPerWorker;
        private @Nullable WorkerType workerType;
        private @Nullable ThreadFactory threadFactory;
        private BoundHook initializer = BoundHook.NONE;
        private BoundHook finalizer = BoundHook.NONE;
        private final List<PoolObserver> observers = new ArrayList<>();
        private NanoClock clock = NanoClock.SYSTEM;
        private Duration exitGrace = DEFAULT_EXIT_GRACE;
        private boolean failOnStarvation;
        private OnClose onClose = OnClose.CANCEL;

        private Builder() {}

        /**
         * Names the pool, and with it its workers. Default: the simple name of the pool's class.
         *
         * @param name any text that is not blank
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder name(String name) {
            if (Objects.requireNonNull(name, "name").isBlank()) {
                throw bad("name", "\"" + name + "\"", "a text that is not blank");
            }
            this.name = name;
            return this;
        }

        /**
         * Limits how long a worker may be idle. Default: {@link #DEFAULT_IDLE_TIMEOUT}. Times beyond 292 years are
         * as good as for ever.
         *
         * @param idleTimeout zero or more; zero retires a worker as soon as it is idle; null means that a worker never
         *        retires for being idle
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder idleTimeout(@Nullable Duration idleTimeout) {
            this.idleTimeout = checkIdleTimeout(idleTimeout);
            return this;
        }

        /**
         * Lets workers be idle for ever, whatever was set before.
         *
         * {@snippet :
         * var tireless = options.toBuilder().noIdleTimeout().noMaxTasksPerWorker().build();
         * }
         *
         * @return this
         */
        public Builder noIdleTimeout() {
            return idleTimeout(null);
        }

        /**
         * Limits how many tasks a worker does before another takes its place. Default: no limit.
         *
         * @param maxTasksPerWorker 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxTasksPerWorker(int maxTasksPerWorker) {
            if (maxTasksPerWorker < 1) {
                throw bad("maxTasksPerWorker", maxTasksPerWorker, "1 or more");
            }
            this.maxTasksPerWorker = maxTasksPerWorker;
            return this;
        }

        /**
         * Lets workers do any number of tasks, whatever was set before.
         *
         * {@snippet :
         * var tireless = options.toBuilder().noIdleTimeout().noMaxTasksPerWorker().build();
         * }
         *
         * @return this
         */
        public Builder noMaxTasksPerWorker() {
            maxTasksPerWorker = null;
            return this;
        }

        /**
         * Chooses the kind of thread. Default: {@link WorkerType#PLATFORM}. Not together with {@link #threadFactory}.
         *
         * @param workerType the kind
         * @return this
         */
        public Builder workerType(WorkerType workerType) {
            this.workerType = Objects.requireNonNull(workerType, "workerType");
            return this;
        }

        /**
         * Lets a factory make the workers' threads. The pool then names each thread it is given and, on platform
         * threads, makes it a daemon; so the factory must return threads that are not started. Not together with
         * {@link #workerType}. Default: the pool makes its threads itself; they inherit neither inheritable
         * thread-locals nor the context class loader of the thread that happens to start them.
         *
         * @param threadFactory the factory; called with no lock held, possibly by several threads at once
         * @return this
         */
        public Builder threadFactory(ThreadFactory threadFactory) {
            this.threadFactory = Objects.requireNonNull(threadFactory, "threadFactory");
            return this;
        }

        /**
         * Sets what a worker calls before its first task. Default: nothing.
         *
         * @param initializer the hook
         * @return this
         */
        public Builder initializer(Hook initializer) {
            return initializer(initializer, List.of(), Map.of());
        }

        /**
         * Sets what a worker calls before its first task to something without arguments that may throw. Default: nothing.
         *
         * {@snippet :
         * var options = PoolOptions.builder().initializer(() -> Class.forName("java.lang.String")).build();
         * }
         *
         * @param initializer what it does, given back as a {@link Hook} by {@link PoolOptions#initializer()}
         * @return this
         */
        public Builder initializer(ThrowingRunnable initializer) {
            return initializer(Hook.of(Objects.requireNonNull(initializer, "initializer")));
        }

        /**
         * Has workers call nothing before their first task, whatever was set before.
         *
         * {@snippet :
         * var plain = options.toBuilder().noInitializer().noFinalizer().build();
         * }
         *
         * @return this
         */
        public Builder noInitializer() {
            initializer = BoundHook.NONE;
            return this;
        }

        /**
         * Sets what a worker calls before its first task, and with what.
         *
         * @param initializer the hook
         * @param arguments its positional arguments; copied; may hold nulls
         * @param namedArguments its named arguments; copied; values may be null
         * @return this
         */
        public Builder initializer(Hook initializer, List<?> arguments, Map<String, ?> namedArguments) {
            this.initializer = bound("initializer", initializer, arguments, namedArguments);
            return this;
        }

        /**
         * Sets what a worker calls after its last task. Default: nothing.
         *
         * @param finalizer the hook
         * @return this
         */
        public Builder finalizer(Hook finalizer) {
            return finalizer(finalizer, List.of(), Map.of());
        }

        /**
         * Sets what a worker calls after its last task to something without arguments that may throw. Default: nothing.
         *
         * {@snippet :
         * var options = PoolOptions.builder().finalizer(() -> Thread.sleep(1)).build();
         * }
         *
         * @param finalizer what it does, given back as a {@link Hook} by {@link PoolOptions#finalizer()}
         * @return this
         */
        public Builder finalizer(ThrowingRunnable finalizer) {
            return finalizer(Hook.of(Objects.requireNonNull(finalizer, "finalizer")));
        }

        /**
         * Has workers call nothing after their last task, whatever was set before.
         *
         * {@snippet :
         * var plain = options.toBuilder().noInitializer().noFinalizer().build();
         * }
         *
         * @return this
         */
        public Builder noFinalizer() {
            finalizer = BoundHook.NONE;
            return this;
        }

        /**
         * Sets what a worker calls after its last task, and with what.
         *
         * @param finalizer the hook
         * @param arguments its positional arguments; copied; may hold nulls
         * @param namedArguments its named arguments; copied; values may be null
         * @return this
         */
        public Builder finalizer(Hook finalizer, List<?> arguments, Map<String, ?> namedArguments) {
            this.finalizer = bound("finalizer", finalizer, arguments, namedArguments);
            return this;
        }

        /**
         * Adds an observer of the pool.
         *
         * @param observer called after those added before
         * @return this
         */
        public Builder observer(PoolObserver observer) {
            observers.add(Objects.requireNonNull(observer, "observer"));
            return this;
        }

        /**
         * Forgets the observers added so far.
         *
         * @return this
         */
        public Builder noObservers() {
            observers.clear();
            return this;
        }

        /**
         * Sets the clock. Default: {@link NanoClock#SYSTEM}.
         *
         * @param clock the clock
         * @return this
         */
        public Builder clock(NanoClock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets how long running tasks are waited for when the JVM exits while the pool is open; then they are
         * interrupted. What is pending is cancelled at the beginning of the exit; but a pool whose {@linkplain
         * ThreadPool#asExecutorService() executor view} was shut down before goes on with its queue until the time is
         * up. All pools are waited for together, each from the beginning of the exit. Default: {@link
         * #DEFAULT_EXIT_GRACE}.
         *
         * @param exitGrace zero or more
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder exitGrace(Duration exitGrace) {
            if (Objects.requireNonNull(exitGrace, "exitGrace").isNegative()) {
                throw bad("exitGrace", exitGrace, "zero or more");
            }
            this.exitGrace = exitGrace;
            return this;
        }

        /**
         * Makes the wait that would starve the pool throw a {@link StarvationException} instead. Default: false.
         *
         * @param failOnStarvation whether it throws
         * @return this
         */
        public Builder failOnStarvation(boolean failOnStarvation) {
            this.failOnStarvation = failOnStarvation;
            return this;
        }

        /**
         * Sets what {@link ThreadPool#close()} does with pending tasks: cancel them, or let them be done. Default:
         * {@link OnClose#CANCEL}. {@link ThreadPool#shutdown()} cancels them either way.
         *
         * {@snippet :
         * try (var pool = new ThreadPool(PoolOptions.builder().onClose(OnClose.DRAIN).build())) {
         *     pool.execute(() -> System.out.println("This is printed"));
         * }
         * }
         *
         * @param onClose what it does
         * @return this
         */
        public Builder onClose(OnClose onClose) {
            this.onClose = Objects.requireNonNull(onClose, "onClose");
            return this;
        }

        /**
         * Makes the options.
         *
         * @return options with everything that was set
         * @throws IllegalArgumentException if both a worker type and a thread factory were given
         */
        public PoolOptions build() {
            if (workerType != null && threadFactory != null) {
                throw bad("workerType", workerType, "not together with a threadFactory, which decides it");
            }
            return new PoolOptions(this);
        }

        private static BoundHook bound(String option, Hook hook, List<?> arguments, Map<String, ?> named) {
            return new BoundHook(Objects.requireNonNull(hook, option), Arguments.copyOf(arguments),
                    Arguments.copyOf(named));
        }
    }

    static @Nullable Duration checkIdleTimeout(@Nullable Duration idleTimeout) {
        if (idleTimeout != null && idleTimeout.isNegative()) {
            throw bad("idleTimeout", idleTimeout, "zero or more, or null for never");
        }
        return idleTimeout;
    }

    static IllegalArgumentException bad(String option, Object found, String allowed) {
        return new IllegalArgumentException(option + ": found " + found + ", allowed is " + allowed);
    }
}
