package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An iterator's elements in unmodifiable lists of a given size, the last of which may be smaller. Reads as much as the list
 * asked for needs, and nothing before.
 */
record ChunkIterator<T extends @Nullable Object>(Iterator<? extends T> elements, int size)
        implements
            Iterator<List<T>> {

    ChunkIterator {
        if (size < 1) {
            throw PoolOptions.bad("chunkSize", size, "1 or more");
        }
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public List<T> next() {
        List<T> chunk = new ArrayList<>();
        do {
            chunk.add(elements.next());
        } while (chunk.size() < size && elements.hasNext());
        return Collections.unmodifiableList(chunk);
    }
}
