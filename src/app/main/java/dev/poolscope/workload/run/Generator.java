package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolFuture;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that starts arrivals and actions.
 *
 * <p><b>Order.</b> What is due earlier comes first; at the same moment arrivals come before actions, and each in the order
 * of the file. Due times are computed from the scenario alone (closed arrivals apart). Whatever is late is started at
 * once, and nothing is skipped: the listener learns both times.
 *
 * <p><b>Waiting.</b> Between two due times the thread is parked on the clock of the run. It never spins: on a machine with
 * as many workers as cores that would take from the pool the time which it is to be observed with. The price is a lateness
 * of some tens of microseconds, which is reported as all lateness is.
 *
 * <p><b>Messages.</b> Other threads never touch the state here. They leave a message in the inbox and unpark the thread.
 */
final class Generator implements Runnable {
    private static final Comparator<Upcoming> ORDER = Comparator.comparingLong((Upcoming upcoming) -> upcoming.due)
            .thenComparingInt(upcoming -> upcoming.rank).thenComparingInt(upcoming -> upcoming.order);
    private static final int ARRIVAL = 0;
    private static final int ACTION = 1;
    private static final int CANCELLATION = 2;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Answer OVER = new Answer.Refused("the run is over");

    private final Scenario scenario;
    private final NanoClock clock;
    private final RunListener listener;
    private final Submitter submitter;
    private final Map<String, StreamFeed> feeds;
    private final Actions actions;
    private final BulkCalls bulkCalls;
    private final PriorityQueue<Upcoming> upcoming = new PriorityQueue<>(ORDER);
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;
    private volatile long start;
    /** The due times of streams that have a rate, each beside its arrivals. Never changed once made. */
    private final Map<String, PacedTimes> paced = new LinkedHashMap<>();
    private final Map<String, OpenArrivals> open = new LinkedHashMap<>();
    private final Queue<TimedAction> performed = new ConcurrentLinkedQueue<>();
    private final Set<Question> unanswered = ConcurrentHashMap.newKeySet();
    private volatile boolean over;
    private int plannedActions;

    Generator(Scenario scenario, NanoClock clock, RunListener listener, Submitter submitter,
            Map<String, StreamFeed> feeds,
            Actions actions, BulkCalls bulkCalls) {
        this.scenario = scenario;
        this.clock = clock;
        this.listener = listener;
        this.submitter = submitter;
        this.feeds = new LinkedHashMap<>(feeds);
        this.actions = actions;
        this.bulkCalls = bulkCalls;
        SubSeeds seeds = new SubSeeds(scenario.seed());
        for (StreamSpec stream : scenario.streams()) {
            DueTimes times = DueTimes.of(stream, scenario.duration(),
                    seeds.generator(stream.name(), SubSeeds.Purpose.ARRIVALS));
            open.put(stream.name(), new OpenArrivals(open.size(), feed(stream.name()), times));
            if (times instanceof PacedTimes pacedTimes) {
                paced.put(stream.name(), pacedTimes);
            }
        }
    }

    /** What was asked for by hand, until it is answered. */
    private static final class Question {
        final CompletableFuture<Answer> answer = new CompletableFuture<>();
    }

    /** Something that is due at a time, in nanoseconds from the start of the run. */
    private abstract static class Upcoming {
        final int rank;
        final int order;
        long due;

        Upcoming(long due, int rank, int order) {
            this.due = due;
            this.rank = rank;
            this.order = order;
        }

        abstract void happen();
    }

    @Override
    public void run() {
        try {
            runToItsEnd();
        } finally {
            // What is asked from here on finds that out by itself.
            over = true;
            List.copyOf(unanswered).forEach(asked -> answer(asked, OVER));
        }
    }

    private void runToItsEnd() {
        start = clock.nanoTime();
        thread = Thread.currentThread();
        listener.began(start);
        plan();
        Duration length = scenario.duration();
        long end = length == null ? Long.MAX_VALUE : length.toNanos();
        while (!stopped) {
            for (Runnable message = inbox.poll(); message != null; message = inbox.poll()) {
                message.run();
            }
            long now = clock.nanoTime() - start;
            Upcoming next = upcoming.peek();
            if (next != null && next.due <= Math.min(now, end)) {
                upcoming.poll();
                next.happen();
            } else if (now >= end) {
                break;
            } else {
                clock.parkNanos(this, (next == null ? end : Math.min(next.due, end)) - now);
            }
        }
        listener.ended(clock.nanoTime());
    }

    /** Makes the thread do something soon. */
    void post(Runnable message) {
        inbox.add(message);
        LockSupport.unpark(thread);
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    private void plan() {
        int order = 0;
        for (StreamSpec stream : scenario.streams()) {
            StreamFeed feed = feed(stream.name());
            if (stream.arrivals() instanceof Arrivals.Closed closed) {
                for (int user = 0; user < closed.users(); user++) {
                    upcoming.add(new User(stream.from().toNanos(), order, feed));
                }
            } else if (stream.arrivals() instanceof Arrivals.Bulk bulk) {
                upcoming.add(new Upcoming(bulk.at().toNanos(), ARRIVAL, order) {
                    @Override
                    void happen() {
                        bulkCalls.begin(feed, bulk);
                    }
                });
            } else {
                open(stream.name()).advance();
            }
            order++;
        }
        for (TimedAction timed : scenario.actions()) {
            plan(timed, () -> act(timed, _ -> {}));
        }
    }

    private void plan(TimedAction timed, Runnable doing) {
        upcoming.add(new Upcoming(timed.at().toNanos(), ACTION, plannedActions++) {
            @Override
            void happen() {
                doing.run();
            }
        });
    }

    /**
     * Performs an action soon: at the next full millisecond, as if it stood in the file. So it can be written there as it was,
     * and has the same effect in another run. For any thread.
     */
    CompletableFuture<Answer> perform(Action action) {
        Question asked = new Question();
        unanswered.add(asked);
        post(() -> {
            long at = (clock.nanoTime() - start + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI * NANOS_PER_MILLI;
            Duration length = scenario.duration();
            TimedAction timed = new TimedAction(
                    Duration.ofNanos(length == null ? at : Math.min(at, length.toNanos())), action);
            plan(timed, () -> {
                performed.add(timed);
                act(timed, answer -> {
                    if (answer instanceof Answer.Refused) {
                        performed.remove(timed);
                    }
                    answer(asked, answer);
                });
            });
        });
        if (over) {
            answer(asked, OVER);
        }
        return asked.answer;
    }

    private void answer(Question asked, Answer answer) {
        unanswered.remove(asked);
        asked.answer.complete(answer);
    }

    /** What was done by hand until now, and not refused. For any thread. */
    List<TimedAction> performed() {
        return List.copyOf(performed);
    }

    /** The rates of the streams that have one now, or will have. For any thread. */
    Map<String, Rate> rates() {
        long now = thread == null ? 0 : clock.nanoTime() - start;
        Map<String, Rate> rates = new LinkedHashMap<>();
        paced.forEach((stream, times) -> times.rate(now).ifPresent(rate -> rates.put(stream, rate)));
        return rates;
    }

    /** The streams that have a rate, be their arrivals over or not. For any thread. */
    Set<String> paced() {
        return paced.keySet();
    }

    private StreamFeed feed(String stream) {
        StreamFeed feed = feeds.get(stream);
        if (feed == null) {
            throw new IllegalArgumentException("there is no stream '" + stream + "'");
        }
        return feed;
    }

    private OpenArrivals open(String stream) {
        return Objects.requireNonNull(open.get(stream));
    }

    /**
     * Performs an action in its turn, be it of the file or by hand. The listener learns once what became of it, after the consumer.
     * Only a join that is slow to begin is recorded at once, because its answer may be long in coming.
     */
    private void act(TimedAction timed, Consumer<Answer> answered) {
        Action action = timed.action();
        long tried = clock.nanoTime();
        listener.acting(tried, action);
        CompletableFuture<Answer> answer;
        try {
            answer = perform(timed);
        } finally {
            listener.tried(action);
        }
        boolean waits = !answer.isDone();
        if (waits) {
            listener.acted(tried, action);
        }
        CompletableFuture<Void> _ = answer.thenAccept(it -> {
            answered.accept(it);
            if (it instanceof Answer.Refused(var reason)) {
                listener.actionRefused(waits ? clock.nanoTime() : tried, action, reason);
            } else if (!waits) {
                listener.acted(tried, action);
            }
        });
    }

    private CompletableFuture<Answer> perform(TimedAction timed) {
        return switch (timed.action()) {
            case Action.Submit(var stream, var count) -> {
                StreamFeed feed = feed(stream);
                for (int i = 0; i < count && !stopped; i++) {
                    var _ = submit(feed, feed.live());
                }
                yield CompletableFuture.completedFuture(Answer.PERFORMED);
            }
            case Action.SetRate(var stream, var rate) ->
                CompletableFuture.completedFuture(setRate(stream, rate, timed.at().toNanos()));
            case Action other -> actions.perform(other);
        };
    }

    private Answer setRate(String stream, Rate rate, long at) {
        PacedTimes times = paced.get(stream);
        if (times == null || times.rate(at).isEmpty()) {
            return new Answer.Refused(times == null ? "the stream has no rate" : "the arrivals of the stream are over");
        }
        open(stream).move(times.change(at, rate));
        return Answer.PERFORMED;
    }

    /** Submits and, if the stream says so, sees to the cancellation; null if the pool refused it. */
    private @Nullable PoolFuture<?> submit(StreamFeed feed, SyntheticTask task) {
        try {
            PoolFuture<?> future = submitter.submit(task);
            Duration cancelAfter = feed.spec().task().cancelAfter();
            if (cancelAfter != null) {
                upcoming.add(new Upcoming(clock.nanoTime() - start + cancelAfter.toNanos(), CANCELLATION, 0) {
                    @Override
                    void happen() {
                        future.cancel(true);
                    }
                });
            }
            return future;
        } catch (RejectedExecutionException e) {
            // The listener knows; the run goes on, and shows what is refused.
            return null;
        }
    }

    /** The arrivals of an open stream, one after the other. */
    private final class OpenArrivals extends Upcoming {
        private final StreamFeed feed;
        private final DueTimes times;

        OpenArrivals(int order, StreamFeed feed, DueTimes times) {
            super(0, ARRIVAL, order);
            this.feed = feed;
            this.times = times;
        }

        void advance() {
            due = times.next();
            if (due != DueTimes.NONE) {
                upcoming.add(this);
            }
        }

        /** Moves the next arrival to another time. */
        void move(long newDue) {
            upcoming.remove(this);
            due = newDue;
            if (due != DueTimes.NONE) {
                upcoming.add(this);
            }
        }

        @Override
        void happen() {
            SyntheticTask task = feed.due(start + due);
            listener.arrived(clock.nanoTime(), task);
            var _ = submit(feed, task);
            advance();
        }
    }

    /** A user of a closed stream: submits, waits for the end of the task, thinks, and submits again. */
    private final class User extends Upcoming {
        private final StreamFeed feed;

        User(long due, int order, StreamFeed feed) {
            super(due, ARRIVAL, order);
            this.feed = feed;
        }

        @Override
        void happen() {
            PoolFuture<?> future = submit(feed, feed.dueNow());
            if (future != null) {
                future.addCallback(_ -> {
                    long ended = clock.nanoTime() - start;
                    post(() -> think(ended));
                });
            }
        }

        private void think(long ended) {
            Duration until = feed.spec().until() == null ? scenario.duration() : feed.spec().until();
            due = ended + feed.thinkNanos();
            if (until == null || due < until.toNanos()) {
                upcoming.add(this);
            }
        }
    }
}
