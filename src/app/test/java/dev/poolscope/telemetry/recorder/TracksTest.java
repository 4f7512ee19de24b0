package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who writes where, and what is left when threads are gone. */
class TracksTest {

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

    private final Intake intake = new Intake(TAGS, 1024);
    private final Accounts accounts = new Accounts(intake);

    private int tracks() {
        int tracks = 0;
        for (Track track = intake.tracks().newest(); track != null; track = track.older) {
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
                intake.taskStarted(2, id, id, 1, "x");
                intake.taskCompleted(3, id, id, 1, 1);
                intake.workerRetired(4, id, RetirementReason.MAX_TASKS);
            });
        }
        assertThat(tracks()).isEqualTo(1);
        assertThat(accounts.counts().completed()).isEqualTo(1000);
        assertThat(accounts.summary(0, 0, 0).totalTimes().count()).isEqualTo(1000);
    }

    @Test
    void workersThatLiveAtOnceHaveATrackEachWhateverTheirNumbers() throws Exception {
        List<Integer> workers = List.of(1, 1025, 2049, 7);
        for (int round = 0; round < 3; round++) {
            for (int worker : workers) {
                intake.taskStarted(2, worker, worker, 1, "x");
            }
        }
        assertThat(tracks()).isEqualTo(4);
        for (int worker : workers) {
            intake.workerRetired(9, worker, RetirementReason.JOIN);
        }
        intake.taskStarted(10, 5, 5000, 1, "x");
        assertThat(tracks()).isEqualTo(4);
        assertThat(accounts.counts().busy()).isEqualTo(13);
    }

    @Test
    void aThreadThatTellsOfAnothersWorkerIsCountedWithoutATrack() throws Exception {
        intake.taskStarted(2, 1, 1, 1, "x");
        inThread(() -> {
            intake.taskStarted(3, 2, 1, 1, "x");
            intake.taskCompleted(4, 2, 1, 1, 1);
            intake.workerRetired(5, 1, RetirementReason.JOIN);
            // If the others' worker were believed to be gone, this one would get its track.
            intake.taskStarted(5, 3, 2, 1, "x");
            intake.taskCompleted(5, 3, 2, 1, 0);
        });
        intake.taskCompleted(6, 1, 1, 1, 4);
        assertThat(tracks()).isEqualTo(2);
        assertThat(accounts.counts().completed()).isEqualTo(3);
        Summary summary = accounts.summary(0, 0, 0);
        assertThat(summary.runTimes().max()).isEqualTo(4);
        assertThat(summary.totalTimes().max()).as("from when the track's own task was due").isEqualTo(6 - (1 - EARLY));
    }

    @Test
    void whatManyThreadsShareIsCountedExactly() throws Exception {
        int threads = 4;
        int each = 50_000;
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        intake.workerIdle(1, 1);
        for (int t = 0; t < threads; t++) {
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 1; i <= each; i++) {
                    intake.joinBegan(i);
                    intake.taskCompleted(i, i, 1, 0, 7);
                    intake.workerRetired(i, 2, RetirementReason.JOIN);
                }
            }));
        }
        go.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        long told = (long) threads * each;
        Summary summary = accounts.summary(0, 0, 0);
        assertThat(summary.completed()).isEqualTo(told);
        assertThat(summary.runTimes().count()).isEqualTo(told);
        assertThat(summary.retired().get(RetirementReason.JOIN)).isEqualTo(told);
        assertThat(intake.shared().count(EventType.JOIN_BEGAN)).isEqualTo(told);
        List<Entry> kept = new ArrayList<>();
        intake.drain(kept::add);
        assertThat(kept.size() + accounts.lost()).isEqualTo(3 * told);
    }

    @Test
    void submittersShareAFewTracksHoweverManyTheyAre() throws Exception {
        for (int task = 1; task <= 10_000; task++) {
            int id = task;
            inThread(() -> intake.taskSubmitted(id, id, "x"));
        }
        assertThat(tracks()).isLessThanOrEqualTo(Tracks.OPEN);
        assertThat(accounts.counts().submitted()).isEqualTo(10_000);
    }

    @Test
    void threadsThatAreStoppedWhileTheyTellMakeNobodyWait() {
        Tracks tracks = new Tracks(1024, StreamTotals.shared());
        List<Track> claimed = new ArrayList<>();
        for (Track track = tracks.claim(); track != null; track = tracks.claim()) {
            claimed.add(track);
        }
        assertThat(claimed).isNotEmpty();
        claimed.getFirst().release();
        assertThat(tracks.claim()).isSameAs(claimed.getFirst());
    }

    @Test
    void whatFindsNoTrackIsToldAllTheSame() {
        List<Track> claimed = new ArrayList<>();
        for (Track track = intake.tracks().claim(); track != null; track = intake.tracks().claim()) {
            claimed.add(track);
        }
        intake.taskSubmitted(1, 1, "x");
        intake.taskCancelled(2, 1, 0, 1, 0, null);
        intake.taskRefused(3, "x", new java.util.concurrent.RejectedExecutionException());
        List<Entry> entries = new ArrayList<>();
        intake.drain(entries::add);
        assertThat(entries).extracting(Entry::type).containsExactly(EventType.SUBMITTED, EventType.CANCELLED,
                EventType.REJECTED);
        assertThat(accounts.counts()).isEqualTo(new Counts(0, 0, 0, 0, 1, 0, 0, 1, 1, 0));
        assertThat(accounts.lost()).isZero();
        claimed.forEach(Track::release);
        intake.taskSubmitted(4, 2, "x");
        assertThat(Objects.requireNonNull(claimed.getFirst()).totals().count()).isEqualTo(1);
    }
}
