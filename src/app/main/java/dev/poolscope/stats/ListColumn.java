package dev.poolscope.stats;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;

/**
 * A list in an array that grows by half, as {@link LongColumn} is one of numbers: to forget the first elements moves the others
 * only now and then. An element may be null. Not safe for use by several threads.
 *
 * @param <E> what is in it
 */
public final class ListColumn<E> extends AbstractList<E> implements RandomAccess {
    private @Nullable Object[] elements;
    /** Where the first one is: before it there is nothing any more. */
    private int first;
    private int size;

    /**
     * Makes an empty one.
     *
     * @param room how many it has room for at first; 2 or more
     */
    public ListColumn(int room) {
        elements = new Object[Math.max(2, room)];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // there is nothing else in it
    public E get(int at) {
        return (E) elements[first + checked(at)];
    }

    private int checked(int at) {
        if (at < 0 || at >= size) {
            throw new IndexOutOfBoundsException("no element " + at + " of " + size);
        }
        return at;
    }

    @Override
    public E set(int at, @Nullable E element) {
        E before = get(at);
        elements[first + at] = element;
        return before;
    }

    @Override
    public void add(int at, @Nullable E element) {
        if (at < 0 || at > size) {
            throw new IndexOutOfBoundsException("no place " + at + " among " + size);
        }
        if (first + size == elements.length) {
            makeRoom();
        }
        System.arraycopy(elements, first + at, elements, first + at + 1, size - at);
        elements[first + at] = element;
        size++;
    }

    private void makeRoom() {
        @Nullable
        Object[] roomier = new Object[first > size / 2
                ? elements.length
                : Math.max(elements.length, size + (size >> 1))];
        System.arraycopy(elements, first, roomier, 0, size);
        elements = roomier;
        first = 0;
    }

    /**
     * Forgets the first elements.
     *
     * @param count how many; at most {@link #size()}
     */
    public void forgetFirst(int count) {
        Arrays.fill(elements, first, first + count, null);
        first += count;
        size -= count;
    }
}
