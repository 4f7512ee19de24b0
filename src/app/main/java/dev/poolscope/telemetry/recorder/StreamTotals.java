package dev.poolscope.telemetry.recorder;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

import dev.poolscope.stats.SampleRoom;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Totals} of each stream. Those of a buffer are written by one thread at a time and hold a few streams, so that
 * many workers with many streams take no more memory than they are worth; what finds no place there goes to the totals that
 * all threads share.
 *
 * <p>Any thread may read.
 */
final class StreamTotals {

    /** Some 10 KiB each, if it has samples. */
    static final int MOST_OF_A_TRACK = 8;

    private final @Nullable StreamTotals beyond;
    private final SampleRoom room;
    /** Replaced when a stream is added, so that a reader finds whole ones. */
    private volatile Of[] few = {};
    private final ConcurrentMap<String, Totals> many = new ConcurrentHashMap<>();

    private record Of(String stream, Totals totals) {}

    private StreamTotals(@Nullable StreamTotals beyond, SampleRoom room) {
        this.beyond = beyond;
        this.room = room;
    }

    /** For threads that write at once, with room for all streams. */
    static StreamTotals shared(SampleRoom room) {
        return new StreamTotals(null, room);
    }

    /** For one thread at a time. */
    static StreamTotals ofTrack(StreamTotals shared) {
        return new StreamTotals(shared, shared.room);
    }

    /** Room for the exact times of the run. */
    SampleRoom room() {
        return room;
    }

    /** Those of a stream, to be written to. */
    @SuppressWarnings("ReferenceEquality") // a stream's tasks mostly bring the very same text
    Totals of(String stream) {
        Of[] known = few;
        for (Of one : known) {
            if (one.stream == stream || one.stream.equals(stream)) {
                return one.totals;
            }
        }
        if (beyond == null) {
            Totals there = many.get(stream);
            return there != null ? there : many.computeIfAbsent(stream, _ -> new Totals(true, room));
        }
        if (known.length == MOST_OF_A_TRACK) {
            return beyond.of(stream);
        }
        Of[] more = new Of[known.length + 1];
        System.arraycopy(known, 0, more, 0, known.length);
        var fresh = new Of(stream, new Totals(false, room));
        more[known.length] = fresh;
        few = more;
        return fresh.totals;
    }

    void forEach(BiConsumer<String, Totals> reader) {
        for (Of one : few) {
            reader.accept(one.stream, one.totals);
        }
        many.forEach(reader);
    }
}
