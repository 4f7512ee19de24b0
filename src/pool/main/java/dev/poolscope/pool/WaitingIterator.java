package dev.poolscope.pool;

import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * What all iterators over unfinished tasks have in common: one time limit, which begins with the first
 * {@link #next()}; unchecked exceptions; and that any failure, and closing, is the end of the iteration.
 *
 * @param <T> the type of the elements
 */
abstract class WaitingIterator<T extends @Nullable Object> implements CloseableIterator<T> {
    private final long timeoutNanos;
    private @Nullable Deadline deadline;
    private boolean ended;

    WaitingIterator(long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
    }

    /** Whether there is another element. May run user code. */
    abstract boolean hasMore();

    /** Waits for the next element, which there is. */
    abstract T await(Deadline deadline) throws InterruptedException, TimeoutException;

    /** Lets go of everything that is not taken yet. */
    abstract void giveUp();

    /** The clock that measures the time limit. */
    abstract NanoClock clock();

    @Override
    public final boolean hasNext() {
        if (ended) {
            return false;
        }
        boolean more = false;
        try {
            more = hasMore();
            return more;
        } finally {
            // At the end, and if the input has thrown.
            if (!more) {
                close();
            }
        }
    }

    @Override
    public final T next() {
        if (ended) {
            throw new NoSuchElementException("The iteration has ended");
        }
        if (deadline == null) {
            deadline = new Deadline(clock(), timeoutNanos);
        }
        if (!hasNext()) {
            throw new NoSuchElementException("The iteration has ended");
        }
        boolean given = false;
        try {
            T element = await(deadline);
            given = true;
            return element;
        } catch (TimeoutException late) {
            PoolTimeoutException told = new PoolTimeoutException(
                    "The time limit of the iteration has come before its next element");
            told.initCause(late);
            throw told;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            CancellationException told = new CancellationException("Interrupted while waiting for the next element");
            told.initCause(interrupted);
            throw told;
        } finally {
            if (!given) {
                close();
            }
        }
    }

    @Override
    public final void close() {
        if (!ended) {
            // Without the stack for it nothing is done, so that it can be closed again.
            Stack.require();
            ended = true;
            giveUp();
        }
    }
}
