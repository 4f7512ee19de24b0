package dev.poolscope.pool;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

/**
 * An iterator over something that is still being worked on, and that can be closed when no more of it is wanted. It can
 * stand in a {@code for}, once: what was taken is gone.
 *
 * {@snippet :
 * try (var pool = new DualThreadPool()) {
 *     try (CloseableIterator<Integer> sizes = pool.map(String::length, List.of("one", "three"))) {
 *         for (int size : sizes) {
 *             System.out.println(size);
 *         }
 *     }
 *     int sum = pool.map(String::length, List.of("one", "three")).stream().mapToInt(Integer::intValue).sum();
 *     System.out.println(sum);
 * }
 * }
 *
 * <p><b>Threads.</b> To be used by one thread at a time.
 *
 * @param <T> the type of the elements
 * @see ThreadPool
 * @see Futures#asCompleted(java.util.Collection)
 */
@SuppressWarnings("IterableAndIterator") // what is still being worked on can be gone through once; a for does that
public interface CloseableIterator<T extends @Nullable Object> extends Iterator<T>, Iterable<T>, AutoCloseable {

    /** {@return whether {@link #next()} has something to give or to throw; does not wait for it} */
    @Override
    boolean hasNext();

    /**
     * Waits for the next element.
     *
     * @return the next element
     * @throws NoSuchElementException if there is none; after a failure and after {@link #close()} there is none
     * @throws PoolTimeoutException if the time limit has come and the element has not
     * @throws java.util.concurrent.CancellationException if this thread was interrupted while waiting; its interrupt
     *         status is set again
     */
    @Override
    T next();

    /** Ends the iteration: what there was to come is given up. May be called more than once, and after the end. */
    @Override
    void close();

    /**
     * This iterator; so a {@code for} goes through the rest of the elements. To leave it early does not close it: where it
     * may be, write a {@code try} around it.
     *
     * {@snippet :
     * for (String text : pool.map(Files::readString, paths)) {
     *     System.out.println(text);
     * }
     * }
     *
     * @return this
     */
    @Override
    default Iterator<T> iterator() {
        return this;
    }

    /**
     * The rest of the elements as a stream, to be used instead of this iterator. To close the stream is to close the
     * iterator; a stream that is read to its end need not be closed.
     *
     * @return a sequential stream
     */
    default Stream<T> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }
}
