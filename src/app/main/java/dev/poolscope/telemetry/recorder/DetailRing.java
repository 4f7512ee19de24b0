package dev.poolscope.telemetry.recorder;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import dev.poolscope.telemetry.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Hands the details of events from one writing thread at a time to the collector. Neither waits for the other.
 * A detail takes 36 bytes of arrays that are used over and over again; nothing is allocated but larger arrays, a few times,
 * while the recorder's {@link Room} lasts. A ring that is full refuses: what comes first is kept.
 *
 * <p><b>Concurrency.</b> Positions count from 0 and never return. The writer publishes a position with its end, by a release
 * that the reader acquires, and the reader gives places back in the same way. A larger ring begins where the one before
 * ends; the reader goes on to it when it has read that to its end.
 */
final class DetailRing {

    /** Receives a detail. */
    @FunctionalInterface
    interface Reader {

        void detail(long nanos, EventType type, long taskId, int workerId, long due, @Nullable Object payload);
    }

    /** How many places may be made, beyond the smallest rings, by all rings of a recorder. */
    static final class Room {

        private final AtomicLong places;

        Room(long places) {
            this.places = new AtomicLong(places);
        }

        private boolean take(int more) {
            if (places.addAndGet(-more) >= 0) {
                return true;
            }
            places.addAndGet(more);
            return false;
        }

        private void giveBack(int less) {
            places.addAndGet(less);
        }
    }

    private static final VarHandle POSITION = MethodHandles.arrayElementVarHandle(long[].class);
    private static final EventType[] TYPES = EventType.values();
    private static final int SMALLEST = 64;
    private static final int TYPE_BITS = 5;
    private static final int TYPE_MASK = (1 << TYPE_BITS) - 1;

    // Positions, in lines of memory of their own.
    private static final int WRITTEN = 16;
    /** Up to where the writer may write without looking at what was read. */
    private static final int LIMIT = 17;
    private static final int READ = 40;

    /** Arrays of one size. */
    private static final class Places {
        static final int WORDS = 4;

        final long from;
        final int mask;
        final long[] words;
        final @Nullable Object[] payloads;
        /** Goes on where this one ends; written before the position after it is. */
        @Nullable
        volatile Places larger;

        Places(long from, int size) {
            this.from = from;
            this.mask = size - 1;
            this.words = new long[size * WORDS];
            this.payloads = new Object[size];
        }

        int size() {
            return mask + 1;
        }
    }

    private final Room room;
    private final int largest;
    private final long[] positions = new long[64];
    /** Of the writer. */
    private Places writing = new Places(0, SMALLEST);
    /** Of the reader. */
    private Places reading = writing;

    DetailRing(int largest, Room room) {
        this.largest = largest;
        this.room = room;
        positions[LIMIT] = SMALLEST;
    }

    /** Writes a detail; false if there is no room for it. */
    boolean write(long nanos, EventType type, long taskId, int workerId, long due, @Nullable Object payload) {
        return write(1, nanos, type, taskId, workerId, due, payload);
    }

    /** Writes a detail if there is room for two more after it. */
    boolean writeSparingTwo(long nanos, EventType type, long taskId, int workerId, @Nullable Object payload) {
        return write(3, nanos, type, taskId, workerId, 0, payload);
    }

    private boolean write(int room, long nanos, EventType type, long taskId, int workerId, long due,
            @Nullable Object payload) {
        long at = positions[WRITTEN];
        if (at + room > positions[LIMIT] && !findRoom(at, room)) {
            return false;
        }
        Places places = writing;
        int place = (int) at & places.mask;
        int word = place * Places.WORDS;
        long[] words = places.words;
        words[word] = nanos;
        words[word + 1] = taskId;
        words[word + 2] = ((long) workerId << TYPE_BITS) | type.index();
        words[word + 3] = due;
        // Most have none, and most of the others the same as the one before in their place: a look is cheaper than a write,
        // which the garbage collector wants to know of.
        if (isOther(places.payloads[place], payload)) {
            places.payloads[place] = payload;
        }
        POSITION.setRelease(positions, WRITTEN, at + 1);
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // the same, not an equal one
    private static boolean isOther(@Nullable Object there, @Nullable Object payload) {
        return there != payload;
    }

    private boolean findRoom(long at, int needed) {
        Places places = writing;
        long limit = (long) POSITION.getAcquire(positions, READ) + places.size();
        if (limit < at + needed) {
            int size = 2 * places.size();
            if (size > largest || !room.take(size)) {
                return false;
            }
            Places larger = new Places(at, size);
            places.larger = larger;
            writing = larger;
            limit = at + size;
        }
        positions[LIMIT] = limit;
        return true;
    }

    /** How many details wait for the reader. */
    long unread() {
        return (long) POSITION.getAcquire(positions, WRITTEN) - (long) POSITION.getOpaque(positions, READ);
    }

    /** Reads what there is, up to so many details; to be called by the reader only. Returns how many they were. */
    int read(int most, Reader reader) {
        long from = positions[READ];
        long to = Math.min((long) POSITION.getAcquire(positions, WRITTEN), from + most);
        for (long at = from; at < to; at++) {
            Places places = placesOf(at);
            int place = (int) at & places.mask;
            int word = place * Places.WORDS;
            Object payload = places.payloads[place];
            if (payload instanceof Throwable) {
                // It must not stay alive because nothing else came to its place.
                places.payloads[place] = null;
            }
            long[] words = places.words;
            reader.detail(words[word], TYPES[(int) words[word + 2] & TYPE_MASK], words[word + 1],
                    (int) (words[word + 2] >>> TYPE_BITS), words[word + 3], payload);
        }
        POSITION.setRelease(positions, READ, to);
        return (int) (to - from);
    }

    /** The stamp of the next detail that is not read; {@link Long#MAX_VALUE} if there is none. For the reader only. */
    long nextNanos() {
        long at = positions[READ];
        if (at == (long) POSITION.getAcquire(positions, WRITTEN)) {
            return Long.MAX_VALUE;
        }
        Places places = placesOf(at);
        return places.words[((int) at & places.mask) * Places.WORDS];
    }

    private Places placesOf(long at) {
        Places places = reading;
        Places larger = places.larger;
        while (larger != null && larger.from <= at) {
            if (places.size() > SMALLEST) {
                room.giveBack(places.size());
            }
            places = larger;
            larger = places.larger;
        }
        reading = places;
        return Objects.requireNonNull(places);
    }
}
