package dev.poolscope.pool;

import org.jspecify.annotations.Nullable;

/** A join in progress, shared by all threads that wait for it. */
final class JoinOperation {
    final Signal ended = new Signal();
    /** How many wait for it; guarded by the pool's lock. When the last one gives up, the join is abandoned. */
    int waiters;
    /** Guarded by the pool's lock until {@link #ended} has fired. */
    @Nullable
    JoinOutcome outcome;
}
