package dev.poolscope.telemetry.recorder;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The buffers of a recorder. A worker has one of its own as long as it lives; all other threads share some, each claiming a
 * free one for the moment in which it reports an event. There are never more than {@value #OPEN} and the most workers that
 * were alive at once: threads leave nothing behind. No method waits.
 */
final class EventBuffers {

    /** How many buffers there are to be claimed, at most. */
    static final int OPEN = 32;
    /** How many of them are tried: if that many are taken, threads are stopped in the middle of reporting. */
    private static final int TRIES = 8;
    /** Places to look for a worker's buffer in; a worker whose place is another's is found the longer way. */
    private static final int SHORTCUTS = 1024;

    private final int largestRing;
    private final DetailRing.Room room;
    private final StreamTotals sharedStreams;
    private final AtomicReference<@Nullable EventBuffer> newest = new AtomicReference<>();
    private final AtomicReferenceArray<@Nullable EventBuffer> open = new AtomicReferenceArray<>(OPEN);
    /** Racy: what stands there is used only by the thread that finds it to be its own. */
    private final @Nullable EventBuffer[] shortcuts = new EventBuffer[SHORTCUTS];
    private final ConcurrentSkipListMap<Integer, EventBuffer> ofWorkers = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<EventBuffer> free = new ConcurrentLinkedQueue<>();

    /**
     * Makes none yet. Their rings grow to a number of places each, a power of two, and to as many beyond the least in all.
     */
    EventBuffers(int places, StreamTotals sharedStreams) {
        this.sharedStreams = sharedStreams;
        largestRing = places;
        room = new DetailRing.Room(places);
    }

    /** The newest of all buffers; each knows the one before it. */
    @Nullable
    EventBuffer newest() {
        return newest.get();
    }

    /** Claims a buffer, to be released soon; null if those that were tried are taken. */
    @Nullable
    EventBuffer claim() {
        // Spread, because the threads of a group have numbers in a row, or with equal steps.
        int at = (int) ((Thread.currentThread().threadId() * 0x9E3779B97F4A7C15L) >>> 48);
        for (int tried = 0; tried < TRIES; tried++, at++) {
            EventBuffer eventBuffer = open.getAcquire(at & (OPEN - 1));
            if (eventBuffer == null) {
                eventBuffer = opened(at & (OPEN - 1));
            }
            if (eventBuffer.claim()) {
                return eventBuffer;
            }
        }
        return null;
    }

    private EventBuffer opened(int at) {
        EventBuffer fresh = new EventBuffer(largestRing, room, sharedStreams);
        if (!open.compareAndSet(at, null, fresh)) {
            EventBuffer other = open.get(at);
            return other == null ? fresh : other;
        }
        add(fresh);
        return fresh;
    }

    private void add(EventBuffer eventBuffer) {
        EventBuffer before;
        do {
            before = newest.get();
            eventBuffer.older = before;
        } while (!newest.compareAndSet(before, eventBuffer));
    }

    /** The buffer of a worker; null in another thread than the one that reported this worker first. */
    @Nullable
    EventBuffer ofWorker(int workerId) {
        EventBuffer eventBuffer = shortcuts[workerId & (SHORTCUTS - 1)];
        if (eventBuffer == null || !eventBuffer.isOf(workerId)) {
            eventBuffer = find(workerId);
        }
        return eventBuffer.isMine() ? eventBuffer : null;
    }

    private EventBuffer find(int workerId) {
        EventBuffer eventBuffer = ofWorkers.get(workerId);
        if (eventBuffer == null) {
            eventBuffer = free.poll();
            if (eventBuffer == null) {
                eventBuffer = new EventBuffer(largestRing, room, sharedStreams);
                add(eventBuffer);
            }
            eventBuffer.give(workerId);
            EventBuffer other = ofWorkers.putIfAbsent(workerId, eventBuffer);
            if (other != null) {
                eventBuffer.take();
                free.add(eventBuffer);
                eventBuffer = other;
            }
        }
        shortcuts[workerId & (SHORTCUTS - 1)] = eventBuffer;
        return eventBuffer;
    }

    /** A worker is gone: its buffer may become another's. Only its own thread is believed, unless that has died. */
    void retire(int workerId) {
        EventBuffer eventBuffer = ofWorkers.get(workerId);
        if (eventBuffer != null && eventBuffer.isLeft() && ofWorkers.remove(workerId, eventBuffer)) {
            shortcuts[workerId & (SHORTCUTS - 1)] = null;
            eventBuffer.take();
            free.add(eventBuffer);
        }
    }
}
