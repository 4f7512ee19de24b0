package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.stats.SampleRoom;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which thread writes where, and what is left when threads are gone. */
class EventBuffersTest {

    private static final long EARLY = 7;
    private static final TaskTags TAGS = new TaskTags() {
        @Override
        public @Nullable String streamOf(Object target) {
            return null;
        }

        @Override
        public long dueNanosOf(Object target, long submittedNanos) {
            return submittedNanos - EARLY;
        }
    };

    private final RecordingObserver recordingObserver = new RecordingObserver(TAGS, 1024);
    private final CounterAggregator counterAggregator = new CounterAggregator(recordingObserver);

    private int tracks() {
        int tracks = 0;
        for (EventBuffer eventBuffer = recordingObserver.tracks()
                .newest(); eventBuffer != null; eventBuffer = eventBuffer.older) {
            tracks++;
        }
        return tracks;
    }

    private static void inThread(Runnable what) throws InterruptedException {
        Thread.ofVirtual().start(what).join();
    }

    @Test
    void aThousandWorkersOneAfterTheOtherLeaveOneTrack() throws Exception {
        for (int worker = 1; worker <= 1000; worker++) {
            int id = worker;
            inThread(() -> {
                recordingObserver.taskStarted(2, id, id, 1, "x");
                recordingObserver.taskCompleted(3, id, id, 1, 1);
                recordingObserver.workerRetired(4, id, RetirementReason.MAX_TASKS);
            });
        }
        assertThat(tracks()).isEqualTo(1);
        assertThat(counterAggregator.counts().completed()).isEqualTo(1000);
        assertThat(counterAggregator.summary(0, 0, 0).totalTimes().count()).isEqualTo(1000);
    }

    @Test
    void workersThatLiveAtOnceHaveATrackEachWhateverTheirNumbers() throws Exception {
        List<Integer> workers = List.of(1, 1025, 2049, 7);
        for (int round = 0; round < 3; round++) {
            for (int worker : workers) {
                recordingObserver.taskStarted(2, worker, worker, 1, "x");
                recordingObserver.taskCompleted(3, worker, worker, 1, 1);
            }
        }
        assertThat(tracks()).isEqualTo(4);
        for (int worker : workers) {
            recordingObserver.workerRetired(9, worker, RetirementReason.JOIN);
        }
        recordingObserver.taskStarted(10, 5, 5000, 1, "x");
        assertThat(tracks()).isEqualTo(4);
        assertThat(counterAggregator.counts().completed()).isEqualTo(12);
    }

    @Test
    void aThreadThatTellsOfAnothersWorkerIsCountedWithoutATrack() throws Exception {
        recordingObserver.taskStarted(2, 1, 1, 1, "x");
        inThread(() -> {
            recordingObserver.taskStarted(3, 2, 1, 1, "x");
            recordingObserver.taskCompleted(4, 2, 1, 1, 1);
            recordingObserver.workerRetired(5, 1, RetirementReason.JOIN);
            // If the others' worker were believed to be gone, this one would get its track.
            recordingObserver.taskStarted(5, 3, 2, 1, "x");
            recordingObserver.taskCompleted(5, 3, 2, 1, 0);
        });
        recordingObserver.taskCompleted(6, 1, 1, 1, 4);
        assertThat(tracks()).isEqualTo(2);
        assertThat(counterAggregator.counts().completed()).isEqualTo(3);
        Summary summary = counterAggregator.summary(0, 0, 0);
        assertThat(summary.runTimes().max()).isEqualTo(4);
        assertThat(summary.totalTimes().max()).as("from when the track's own task was due").isEqualTo(6 - (1 - EARLY));
    }

    @Test
    void whatManyThreadsShareIsCountedExactly() throws Exception {
        int threads = 4;
        int each = 50_000;
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        recordingObserver.workerIdle(1, 1);
        for (int t = 0; t < threads; t++) {
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 1; i <= each; i++) {
                    recordingObserver.joinBegan(i);
                    recordingObserver.taskCompleted(i, i, 1, 0, 7);
                    recordingObserver.workerRetired(i, 2, RetirementReason.JOIN);
                }
            }));
        }
        go.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        long told = (long) threads * each;
        Summary summary = counterAggregator.summary(0, 0, 0);
        assertThat(summary.completed()).isEqualTo(told);
        assertThat(summary.runTimes().count()).isEqualTo(told);
        assertThat(summary.retired().get(RetirementReason.JOIN)).isEqualTo(told);
        assertThat(recordingObserver.shared().count(EventType.JOIN_BEGAN)).isEqualTo(told);
        List<Entry> kept = new ArrayList<>();
        recordingObserver.drain(kept::add);
        assertThat(kept.size() + counterAggregator.lost()).isEqualTo(3 * told);
    }

    @Test
    void submittersShareAFewTracksHoweverManyTheyAre() throws Exception {
        for (int task = 1; task <= 10_000; task++) {
            int id = task;
            inThread(() -> recordingObserver.taskSubmitted(id, id, "x"));
        }
        assertThat(tracks()).isLessThanOrEqualTo(EventBuffers.OPEN);
        assertThat(counterAggregator.counts().submitted()).isEqualTo(10_000);
    }

    @Test
    void threadsThatAreStoppedWhileTheyTellMakeNoThreadWait() {
        EventBuffers tracks = new EventBuffers(1024, StreamTotals.shared(SampleRoom.none()));
        List<EventBuffer> claimed = new ArrayList<>();
        for (EventBuffer eventBuffer = tracks.claim(); eventBuffer != null; eventBuffer = tracks.claim()) {
            claimed.add(eventBuffer);
        }
        assertThat(claimed).isNotEmpty();
        claimed.getFirst().release();
        assertThat(tracks.claim()).isSameAs(claimed.getFirst());
    }

    @Test
    void whatFindsNoTrackIsToldAllTheSame() {
        List<EventBuffer> claimed = new ArrayList<>();
        for (EventBuffer eventBuffer = recordingObserver.tracks()
                .claim(); eventBuffer != null; eventBuffer = recordingObserver.tracks().claim()) {
            claimed.add(eventBuffer);
        }
        recordingObserver.taskSubmitted(1, 1, "x");
        recordingObserver.taskCancelled(2, 1, 0, 1, 0, null);
        recordingObserver.taskRefused(3, "x", new java.util.concurrent.RejectedExecutionException());
        List<Entry> entries = new ArrayList<>();
        recordingObserver.drain(entries::add);
        assertThat(entries).extracting(Entry::type).containsExactly(EventType.SUBMITTED, EventType.CANCELLED,
                EventType.REJECTED);
        assertThat(counterAggregator.counts()).isEqualTo(new Counts(0, 0, 0, 0, 1, 0, 0, 1, 1, 0));
        assertThat(counterAggregator.lost()).isZero();
        claimed.forEach(EventBuffer::release);
        recordingObserver.taskSubmitted(4, 2, "x");
        assertThat(Objects.requireNonNull(claimed.getFirst()).totals().count()).isEqualTo(1);
    }
}
