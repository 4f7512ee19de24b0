package dev.poolscope.telemetry.recorder;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * Knows the cause of a cancellation while it is observed. A pool calls its observers in the thread that cancels, before that thread
 * does anything else. So the action is known without comparing times:
 *
 * <ul>
 * <li>What a thread cancels through futures while it performs an action, it cancels by that action. Other threads cancel by none.
 * <li>A pool is shut down once, by one thread, which says that the shutdown begins before it says what is cancelled. If that
 * thread performs an action, all that the shutdown cancels is cancelled by it, in whichever thread that is observed; a thread that
 * observes it before the shutdown is known leaves the action unknown.
 * <li>What broke the pool comes with each task that is cancelled, and {@linkplain TaskTags#actionOf knows} the action.
 * </ul>
 *
 * <p>Safe for use by many threads; one at a time performs actions. Nothing is allocated for a task.
 */
final class CancelCauses {
    /** A breakage whose action cannot be found out. Made once, as the others are before tasks are cancelled: there may be no memory then. */
    static final CancelCause BREAKAGE = new CancelCause(Canceller.BREAKAGE, null);
    private static final CancelCause FUTURE = new CancelCause(Canceller.FUTURE, null);

    private final TaskTags tags;
    private volatile @Nullable Performing performing;
    private volatile CancelCause shutdown = new CancelCause(Canceller.SHUTDOWN, null);
    private volatile @Nullable Breakage breakage;

    CancelCauses(TaskTags tags) {
        this.tags = tags;
    }

    /** The thread that performs an action. */
    private record Performing(Thread thread, CancelCause future, CancelCause shutdown) {}

    /** What broke the pool. */
    private record Breakage(BrokenPoolException exception, CancelCause cause) {}

    /** The calling thread performs an action from now on. */
    void acting(Action action) {
        performing = new Performing(Thread.currentThread(), new CancelCause(Canceller.FUTURE, action),
                new CancelCause(Canceller.SHUTDOWN, action));
    }

    /** The calling thread does not perform it any more. */
    void tried() {
        performing = null;
    }

    private @Nullable Performing mine() {
        Performing current = performing;
        return current != null && current.thread.equals(Thread.currentThread()) ? current : null;
    }

    /** The calling thread has shut the pool down. */
    void shutdownBegan() {
        Performing mine = mine();
        if (mine != null) {
            shutdown = mine.shutdown;
        }
    }

    /** The cause of what the calling thread cancels now, by the exception for that, which a future leaves out. */
    CancelCause of(@Nullable RuntimeException exception) {
        if (exception == null) {
            Performing mine = mine();
            return mine == null ? FUTURE : mine.future;
        }
        return exception instanceof BrokenPoolException broken ? of(broken) : shutdown;
    }

    @SuppressWarnings("ReferenceEquality") // one exception, for all that it cancels
    private CancelCause of(BrokenPoolException exception) {
        Breakage known = breakage;
        if (known == null || known.exception != exception) {
            known = new Breakage(exception, new CancelCause(Canceller.BREAKAGE, tags.actionOf(exception)));
            breakage = known;
        }
        return known.cause;
    }
}
