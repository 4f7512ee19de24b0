package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;

import dev.poolscope.pool.CloseableIterator;
import dev.poolscope.pool.MapOptions;
import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.Target;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.workload.model.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bulk calls of a scenario. An eager one submits everything in the caller's thread. Results are taken in a thread
 * of its own, which is what makes a lazy one submit; the caller goes on when that has submitted its first task, so that what
 * comes after it in the file comes after its beginning. The iteration stops at the first failure.
 */
final class BulkCalls {
    /** The first task is submitted at once; this bounds what a fault elsewhere could cost. */
    private static final long BEGINNING_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LOOK_NANOS = 100_000;

    private final ThreadPool pool;
    private final NanoClock clock;

    BulkCalls(ThreadPool pool, NanoClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The target of every task of one call. Its arguments are the items: synthetic tasks, of which a chunk does several. */
    private static final class Items implements StreamTarget, Target<Boolean> {
        private final String stream;
        private final Thread caller = Thread.currentThread();
        private volatile boolean begun;

        Items(String stream) {
            this.stream = stream;
        }

        void begin() {
            if (!begun) {
                begun = true;
                LockSupport.unpark(caller);
            }
        }

        @Override
        public String stream() {
            return stream;
        }

        @Override
        public long dueNanos(long submittedNanos) {
            return submittedNanos;
        }

        @Override
        public Boolean call(List<@Nullable Object> arguments, Map<String, @Nullable Object> namedArguments)
                throws Exception {
            if (arguments.getFirst() instanceof SyntheticTask item) {
                item.call();
            }
            return true;
        }

        @Override
        public String toString() {
            return stream;
        }
    }

    /** Sees the first task of each call submitted or refused. */
    static final class Watch implements PoolObserver {
        @Override
        public boolean isPrompt() {
            return true;
        }

        @Override
        public void taskSubmitted(long nanos, long taskId, Object target) {
            if (target instanceof Items items) {
                items.begin();
            }
        }

        @Override
        public void taskRefused(long nanos, Object target, RejectedExecutionException reason) {
            if (target instanceof Items items) {
                items.begin();
            }
        }
    }

    void begin(StreamFeed feed, Arrivals.Bulk bulk) {
        Items target = new Items(feed.spec().name());
        CloseableIterator<Boolean> results;
        try {
            results = call(target, feed, bulk);
        } catch (RejectedExecutionException e) {
            // The pool takes nothing, and its observers hear what it refuses.
            return;
        }
        Thread taker = Thread.ofPlatform().daemon().name("poolscope-" + bulk.call().key()).start(() -> take(results));
        long start = clock.nanoTime();
        while (!target.begun && taker.isAlive() && clock.nanoTime() - start < BEGINNING_NANOS) {
            clock.parkNanos(this, LOOK_NANOS);
        }
    }

    private CloseableIterator<Boolean> call(Items target, StreamFeed feed, Arrivals.Bulk bulk) {
        MapOptions.Builder options = MapOptions.builder().chunkSize(bulk.chunkSize()).ordered(bulk.ordered());
        if (bulk.call().lazy()) {
            options.bufferSize(bulk.bufferSize());
        }
        if (bulk.timeout() != null) {
            options.timeout(bulk.timeout());
        }
        MapOptions built = options.build();
        Iterable<SyntheticTask> items = () -> items(feed, bulk.items());
        Iterable<List<SyntheticTask>> lists = () -> lists(items.iterator());
        return switch (bulk.call()) {
            case MAP -> pool.map(target, List.of(items), built);
            case MAP_ALL -> pool.mapAll(target, List.of(items), built);
            case STARMAP -> pool.starmap(target, lists, built);
            case STARMAP_ALL -> pool.starmapAll(target, lists, built);
        };
    }

    private static void take(CloseableIterator<Boolean> results) {
        try (results) {
            while (results.hasNext()) {
                results.next();
            }
        } catch (RuntimeException e) {
            // The end of this iteration, whether a task failed, the time was up, or the pool closed; its events say which.
        }
    }

    /** The n-th item is made, with the n-th draw, when it is asked for. */
    private static Iterator<SyntheticTask> items(StreamFeed feed, int count) {
        return new Iterator<>() {
            private int made;

            @Override
            public boolean hasNext() {
                return made < count;
            }

            @Override
            public SyntheticTask next() {
                if (made == count) {
                    throw new NoSuchElementException();
                }
                made++;
                return feed.dueNow();
            }
        };
    }

    private static Iterator<List<SyntheticTask>> lists(Iterator<SyntheticTask> items) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public List<SyntheticTask> next() {
                return List.of(items.next());
            }
        };
    }
}
