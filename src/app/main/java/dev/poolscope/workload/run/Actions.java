package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;

/**
 * Performs the actions that are about the pool. None keeps its caller waiting: a shutdown is begun and not waited for, and a join
 * waits in a thread of its own, from the moment in which it has begun, so that what comes after it in the file comes after its
 * beginning.
 */
final class Actions {
    /** A join begins at once; this bounds what a fault elsewhere could cost. */
    private static final long BEGINNING_NANOS = Duration.ofSeconds(1).toNanos();

    private final ThreadPool pool;
    private final SyntheticHook initializer;
    private final Submitter submitter;
    private final NanoClock clock;
    private final JoinWatch joins;

    Actions(ThreadPool pool, SyntheticHook initializer, Submitter submitter, NanoClock clock, JoinWatch joins) {
        this.pool = pool;
        this.initializer = initializer;
        this.submitter = submitter;
        this.clock = clock;
        this.joins = joins;
    }

    /** Sees joins begin and end. */
    static final class JoinWatch implements PoolObserver {
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        @Override
        public boolean isPrompt() {
            return true;
        }

        @Override
        public void joinBegan(long nanos) {
            begun.incrementAndGet();
        }

        @Override
        public void joinEnded(long nanos, JoinOutcome outcome) {
            ended.incrementAndGet();
        }
    }

    /** Performs it. The answer is there at once, unless a join is slow to begin. */
    CompletableFuture<Answer> perform(Action action) {
        try {
            switch (action) {
                case Action.SetIdleTimeout(var timeout) -> pool.setIdleTimeout(timeout);
                case Action.SpawnWorkers(var count) -> pool.spawnWorkers(count);
                case Action.SpawnMaxWorkers() -> pool.spawnMaxWorkers();
                case Action.BreakNextInitializer() -> {
                    // Otherwise no initializer comes any more.
                    pool.check();
                    initializer.breakNext(action);
                }
                case Action.Join join -> {
                    return join(join);
                }
                case Action.Shutdown() -> shutdown();
                case Action.CancelPending(var stream) -> submitter.cancelPending(stream);
                case Action.Note _ -> {
                }
                case Action.Submit _,Action.SetRate _ ->
                    throw new IllegalArgumentException("arrivals are the generator's");
            }
        } catch (IllegalStateException | RejectedExecutionException e) {
            return CompletableFuture.completedFuture(refusal(e));
        }
        return CompletableFuture.completedFuture(Answer.PERFORMED);
    }

    private static Answer refusal(RuntimeException thrown) {
        return new Answer.Refused(String.valueOf(thrown.getMessage()));
    }

    // A pool is shut down once, also if it is broken. Another time is refused for the reason for which anything else would be.
    private void shutdown() {
        if (pool.isClosed()) {
            pool.check();
        } else {
            pool.shutdown(Duration.ZERO);
        }
    }

    private CompletableFuture<Answer> join(Action.Join join) {
        if (joins.begun.get() > joins.ended.get()) {
            // It shares the one that is under way, which refuses submissions already, and ends as that does.
            Thread.ofPlatform().daemon().name("poolscope-join").start(() -> await(join));
            return CompletableFuture.completedFuture(Answer.PERFORMED);
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        int before = joins.begun.get();
        Thread caller = Thread.currentThread();
        Thread waiter = Thread.ofPlatform().daemon().name("poolscope-join").start(() -> {
            answer.complete(await(join));
            LockSupport.unpark(caller);
        });
        long start = clock.nanoTime();
        while (joins.begun.get() == before && waiter.isAlive() && clock.nanoTime() - start < BEGINNING_NANOS) {
            clock.parkNanos(this, 100_000);
        }
        if (joins.begun.get() > before) {
            answer.complete(Answer.PERFORMED);
        }
        return answer;
    }

    private Answer await(Action.Join join) {
        int before = joins.begun.get();
        try {
            if (join.timeout() == null) {
                pool.join();
            } else {
                pool.join(join.timeout());
            }
        } catch (TimeoutException e) {
            // Abandoned, as the pool's observers have heard.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException | RejectedExecutionException e) {
            // The pool reports a join that began and was ended by a shutdown; this is for one that could not begin.
            if (joins.begun.get() == before) {
                return refusal(e);
            }
        }
        return Answer.PERFORMED;
    }
}
