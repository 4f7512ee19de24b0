package dev.poolscope.telemetry.recorder;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The tracks of a recorder. A worker has one of its own as long as it lives; all other threads share some, each claiming a
 * free one for the moment in which it tells an event. There are never more than {@value #OPEN} and the most workers that were
 * alive at once: threads leave nothing behind. No method waits.
 */
final class Tracks {

    /** How many tracks there are to be claimed, at most. */
    static final int OPEN = 32;
    /** How many of them are tried: if that many are taken, threads are stopped in the middle of telling. */
    private static final int TRIES = 8;
    /** Places to look for a worker's track in; a worker whose place is another's is found the longer way. */
    private static final int SHORTCUTS = 1024;

    private final int largestRing;
    private final DetailRing.Room room;
    private final StreamTotals sharedStreams;
    private final AtomicReference<@Nullable Track> newest = new AtomicReference<>();
    private final AtomicReferenceArray<@Nullable Track> open = new AtomicReferenceArray<>(OPEN);
    /** Racy: what stands there is used only by the thread that finds it to be its own. */
    private final @Nullable Track[] shortcuts = new Track[SHORTCUTS];
    private final ConcurrentSkipListMap<Integer, Track> ofWorkers = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<Track> free = new ConcurrentLinkedQueue<>();

    /** Makes none yet. Their rings grow to a number of places each, a power of two, and to as many beyond the least in all. */
    Tracks(int places, StreamTotals sharedStreams) {
        this.sharedStreams = sharedStreams;
        largestRing = places;
        room = new DetailRing.Room(places);
    }

    /** The newest of all tracks; each knows the one before it. */
    @Nullable
    Track newest() {
        return newest.get();
    }

    /** Claims a track, to be released soon; null if those that were tried are taken. */
    @Nullable
    Track claim() {
        // Spread, because the threads of a group have numbers in a row, or with equal steps.
        int at = (int) ((Thread.currentThread().threadId() * 0x9E3779B97F4A7C15L) >>> 48);
        for (int tried = 0; tried < TRIES; tried++, at++) {
            Track track = open.getAcquire(at & (OPEN - 1));
            if (track == null) {
                track = opened(at & (OPEN - 1));
            }
            if (track.claim()) {
                return track;
            }
        }
        return null;
    }

    private Track opened(int at) {
        Track fresh = new Track(largestRing, room, sharedStreams);
        if (!open.compareAndSet(at, null, fresh)) {
            Track other = open.get(at);
            return other == null ? fresh : other;
        }
        add(fresh);
        return fresh;
    }

    private void add(Track track) {
        Track before;
        do {
            before = newest.get();
            track.older = before;
        } while (!newest.compareAndSet(before, track));
    }

    /** The track of a worker; null in another thread than the one that told of this worker first. */
    @Nullable
    Track ofWorker(int workerId) {
        Track track = shortcuts[workerId & (SHORTCUTS - 1)];
        if (track == null || !track.isOf(workerId)) {
            track = find(workerId);
        }
        return track.isMine() ? track : null;
    }

    private Track find(int workerId) {
        Track track = ofWorkers.get(workerId);
        if (track == null) {
            track = free.poll();
            if (track == null) {
                track = new Track(largestRing, room, sharedStreams);
                add(track);
            }
            track.give(workerId);
            Track other = ofWorkers.putIfAbsent(workerId, track);
            if (other != null) {
                track.take();
                free.add(track);
                track = other;
            }
        }
        shortcuts[workerId & (SHORTCUTS - 1)] = track;
        return track;
    }

    /** A worker is gone: its track may become another's. Only its own thread is believed, unless that has died. */
    void retire(int workerId) {
        Track track = ofWorkers.get(workerId);
        if (track != null && track.isLeft() && ofWorkers.remove(workerId, track)) {
            shortcuts[workerId & (SHORTCUTS - 1)] = null;
            track.take();
            free.add(track);
        }
    }
}
