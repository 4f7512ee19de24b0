package dev.poolscope.pool;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The life of one worker, which its thread runs: it begins, calls the initializer, has the {@link Worker} serve until that is to
 * retire, calls the finalizer, and leaves. When it begins to retire, and again when it has, it has those started that take its place.
 */
final class WorkerLife implements Runnable {
    /** Starts workers that were reserved. */
    interface Successors {
        /** Starts a worker that was reserved, and more as long as the rule of demand asks for them. */
        void start(RosterEntry reserved);
    }

    /** So many times it is tried to begin, if there is no memory for that: about three seconds. */
    private static final int BEGINS = 360;

    private final RosterEntry entry;
    private final CurrentWorker current;
    private final Worker worker;
    private final Successors successors;
    /** Whether the thread ends when this does. */
    private final boolean threadEnds;
    private final WorkerParts parts;
    private final CoreState pool;
    private final Observers observers;

    WorkerLife(WorkerParts parts, RosterEntry entry, Successors successors, boolean threadEnds) {
        this.parts = parts;
        this.entry = entry;
        this.successors = successors;
        this.threadEnds = threadEnds;
        pool = parts.pool();
        observers = parts.observers();
        worker = new Worker(parts, entry);
        current = new CurrentWorker(pool, entry);
    }

    @Override
    public void run() {
        if (!pool.begin(entry)) {
            return;
        }
        try {
            if (enter()) {
                try {
                    work();
                } finally {
                    CurrentWorker.leave();
                }
            }
        } finally {
            leave();
        }
    }

    /** Has the thread be known as this worker's, which takes memory: if there is none for some time the worker gives up. */
    private boolean enter() {
        OutOfMemoryError noMemory = null;
        for (int tried = 0; tried < BEGINS; tried++) {
            try {
                current.enter();
                return true;
            } catch (OutOfMemoryError later) {
                noMemory = later;
                Backoff.pause(tried);
            }
        }
        parts.breaker().breakBecauseOf(entry, Objects.requireNonNull(noMemory));
        pool.giveUp(entry);
        return false;
    }

    private void work() {
        try {
            Throwable thrown = call(parts.options().boundInitializer());
            if (thrown == null) {
                observers.workerReady(pool.ready(entry), entry.id);
                worker.serve();
                beginRetirement();
                thrown = call(parts.options().boundFinalizer());
                if (thrown != null) {
                    parts.breaker().hookFailed(entry, HookKind.FINALIZER, thrown);
                }
            } else {
                parts.breaker().hookFailed(entry, HookKind.INITIALIZER, thrown);
                pool.retireIfDue(entry);
                beginRetirement();
            }
        } catch (Throwable unexpected) {
            try {
                parts.breaker().breakBecauseOf(entry, unexpected);
            } finally {
                // Whatever becomes of that: what it has in hand ends, and if it searched it wakes another one.
                worker.giveUp(unexpected);
            }
        }
    }

    private static @Nullable Throwable call(PoolOptions.BoundHook bound) {
        Hook hook = bound.hook();
        if (hook == null) {
            return null;
        }
        // Neither is what came before for the hook, nor what the hook leaves behind for the tasks.
        var _ = Thread.interrupted();
        try {
            hook.run(bound.arguments(), bound.named());
            return null;
        } catch (Throwable thrown) {
            return thrown;
        } finally {
            var _ = Thread.interrupted();
        }
    }

    /** Tells that it retires, and starts the worker that takes its place. */
    private void beginRetirement() {
        observers.workerRetiring(entry.sinceNanos(), entry.id, entry.reason);
        RosterEntry inMyPlace = entry.replacement;
        if (inMyPlace != null) {
            entry.replacement = null;
            successors.start(inMyPlace);
        }
    }

    /** The last that a worker does. Nothing in here may fail, and what needs memory is done when all the rest is. */
    private void leave() {
        RosterEntry replacement = null;
        OutOfMemoryError noMemory = null;
        long now;
        pool.lock.lock();
        try {
            now = pool.clock.nanoTime();
            pool.retired(entry, now);
            replacement = pool.reserve(SpawnReason.RETIREMENT, now);
        } catch (OutOfMemoryError none) {
            noMemory = none;
            now = pool.clock.nanoTime();
        } finally {
            pool.lock.unlock();
        }
        try {
            observers.workerRetired(now, entry.id, entry.reason);
            if (noMemory != null) {
                replacement = reserveForStranded(now);
            }
            if (replacement != null) {
                successors.start(replacement);
            }
            if (noMemory != null) {
                Log.warning(LogMessage.NO_MEMORY_FOR_SUCCESSOR, entry.name, noMemory);
            }
        } finally {
            if (threadEnds) {
                parts.lifecycle().finish(entry);
            } else {
                parts.lifecycle().finish();
            }
        }
    }

    /** Reserves a worker for what it leaves behind without one; breaks the pool if there is no memory for that. */
    private @Nullable RosterEntry reserveForStranded(long now) {
        try {
            return pool.reserveForStranded(SpawnReason.RETIREMENT, now);
        } catch (OutOfMemoryError noMemory) {
            parts.breaker().breakForLackOfMemory();
            return null;
        }
    }
}
