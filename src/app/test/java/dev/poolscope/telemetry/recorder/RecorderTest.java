package dev.poolscope.telemetry.recorder;

import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.poolscope.pool.DualThreadPool;
import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A recorder with its own thread, on real pools and under fire. */
class RecorderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void whatARealPoolDidIsShownAsTheTextOfItsEventsSays(int workers) throws Exception {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, RecorderLimits.DEFAULT);
        recorder.start(NanoClock.SYSTEM.nanoTime());
        LiveReader reader = recorder.newReader();
        Timeline live = new Timeline(workers);
        CountDownLatch hold = new CountDownLatch(1);
        try (ThreadPool pool = new ThreadPool(workers,
                PoolOptions.builder().maxTasksPerWorker(9).observer(recorder.observer()).build())) {
            for (int i = 0; i < 100; i++) {
                int n = i;
                var future = pool.submit(() -> {
                    if (n % 10 == 0) {
                        throw new IllegalStateException("on purpose, " + n);
                    }
                    return n;
                });
                if (n % 7 == 0) {
                    future.cancel(true);
                }
                future.addCallback(done -> Thread.onSpinWait());
            }
            pool.join();
            CountDownLatch begun = new CountDownLatch(workers);
            for (int i = 0; i < workers + 4; i++) {
                var _ = pool.submit(() -> {
                    begun.countDown();
                    hold.await();
                    return null;
                });
            }
            begun.await();
            pool.shutdown(Duration.ZERO);
            hold.countDown();
        }
        RecordedRun run = recorder.finish();
        assertThat(run.events()).isSorted();
        assertThat(run.summary().submitted()).isEqualTo(104 + workers);
        assertThat(run.summary().terminated()).isTrue();

        StringWriter text = new StringWriter();
        EventsCsv.write(run.events(), text);
        EventsCsvReplay replay = new EventsCsvReplay(text.toString());
        replay.assertMatches(run.summary());
        Timeline after = new Timeline(workers);
        run.events().forEach(after::apply);
        replay.assertMatches(after);
        for (EventBatch batch = reader.poll(); batch != null; batch = reader.poll()) {
            live.apply(batch);
        }
        assertThat(live.ledger().cancelledByPool()).isEqualTo(after.ledger().cancelledByPool()).hasSize(4);
        assertThat(live.counts().now()).isEqualTo(after.counts().now()).isEqualTo(recorder.counts());
        assertThat(after.lanes().count()).isEqualTo(workers);
    }

    @Test
    void whatFindsNoRoomIsCountedExactlyAndTotalsStayExact() throws Exception {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, new RecorderLimits(256, 100_000, 1000));
        PoolObserver observer = recorder.observer();
        int threads = 4;
        int each = 500;
        long all = 2000;
        List<Thread> pool = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t * each;
            pool.add(Thread.ofPlatform().start(() -> {
                for (int i = 1; i <= each; i++) {
                    observer.taskSubmitted(i, first + i, "target");
                    observer.taskStarted(i, first + i, first + 1, 0, "target");
                    observer.taskCompleted(i, first + i, first + 1, 0, 0);
                    observer.workerRetired(i, first + i, RetirementReason.MAX_TASKS);
                }
            }));
        }
        for (Thread thread : pool) {
            thread.join();
        }
        recorder.start(0);
        RecordedRun run = recorder.finish();
        Summary summary = run.summary();
        assertThat(summary.submitted()).isEqualTo(all);
        assertThat(summary.completed()).isEqualTo(all);
        assertThat(summary.retired().get(RetirementReason.MAX_TASKS)).isEqualTo(all);
        assertThat(summary.lostEvents()).isPositive();
        assertThat(summary.droppedEvents()).isEqualTo(4 * all - Remarks.without(run.events()).size());
        assertThat(run.completeAfterNanos()).isEqualTo(each);
    }

    @Test
    void stepsOfTasksLeaveRoomForWhatHappensToWorkers() {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, new RecorderLimits(256, 100_000, 1000));
        for (int i = 1; i <= 1000; i++) {
            recorder.observer().taskSubmitted(i, i, "target");
        }
        recorder.observer().workerRetired(1001, 1, RetirementReason.IDLE_TIMEOUT);
        recorder.start(0);
        RecordedRun run = recorder.finish();
        assertThat(run.events().getLast().type()).isEqualTo(EventType.WORKER_RETIRED);
        assertThat(run.summary().lostEvents()).isEqualTo(1001 - run.events().size()).isPositive();
    }

    /** Holds up the thread that writes down what it says of itself. */
    private static final class Sticky extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient CountDownLatch stuck = new CountDownLatch(1);
        private final transient CountDownLatch release = new CountDownLatch(1);

        @Override
        public String getMessage() {
            stuck.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "at last";
        }
    }

    @Test
    void noObserverWaitsForACollectorThatIsStuck() throws Exception {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, new RecorderLimits(1024, 1000, 1000));
        long origin = NanoClock.SYSTEM.nanoTime();
        recorder.start(origin);
        Sticky sticky = new Sticky();
        recorder.observer().taskFailed(origin, 1, 1, 0, 0, sticky);
        sticky.stuck.await();
        for (int i = 1; i <= 20_000; i++) {
            recorder.observer().taskSubmitted(origin + i, i, "target");
        }
        sticky.release.countDown();
        RecordedRun run = recorder.finish();
        assertThat(run.summary().submitted()).isEqualTo(20_000);
        assertThat(run.summary().failed()).isEqualTo(1);
        assertThat(run.summary().lostEvents()).isPositive();
        assertThat(Remarks.without(run.events()).size() + run.summary().droppedEvents()).isEqualTo(20_001);
    }

    @Test
    void whenCollectingFailsEverythingIsLostAndFinishSaysWhy() {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, RecorderLimits.DEFAULT);
        recorder.start(NanoClock.SYSTEM.nanoTime());
        recorder.observer().taskFailed(1, 1, 1, 0, 0, new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new AssertionError("speechless");
            }
        });
        assertThatThrownBy(recorder::finish).isInstanceOf(IllegalStateException.class).rootCause()
                .hasMessage("speechless");
    }

    @Test
    void aPoolWorksOnUndisturbedWhenAskingForStreamsFailsAndFinishSaysWhy() throws Exception {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, new TaskTags() {
            @Override
            public @Nullable String streamOf(Object target) {
                throw new IllegalStateException("no idea");
            }

            @Override
            public long dueNanosOf(Object target, long submittedNanos) {
                return submittedNanos;
            }
        }, RecorderLimits.DEFAULT);
        recorder.start(NanoClock.SYSTEM.nanoTime());
        try (DualThreadPool pool = new DualThreadPool(PoolOptions.builder().observer(recorder.observer()).build())) {
            for (int i = 0; i < 100; i++) {
                assertThat(pool.run(() -> 7)).isEqualTo(7);
            }
        }
        assertThatThrownBy(recorder::finish).isInstanceOf(IllegalStateException.class).rootCause()
                .hasMessage("no idea");
    }

    @Test
    void aReaderThatComesLateGetsWhatWasBeforeAndThenWhatIsNew() {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, RecorderLimits.DEFAULT);
        long origin = NanoClock.SYSTEM.nanoTime();
        recorder.start(origin);
        for (int i = 1; i <= 100; i++) {
            recorder.observer().taskSubmitted(origin + i, i, "target");
        }
        await().until(() -> recorder.counts().submitted() == 100);
        LiveReader reader = recorder.newReader();
        Timeline timeline = new Timeline(2);
        await().until(() -> {
            poll(reader, timeline);
            return timeline.counts().now().submitted() == 100;
        });
        recorder.observer().taskSubmitted(NanoClock.SYSTEM.nanoTime(), 101, "target");
        await().until(() -> {
            poll(reader, timeline);
            return timeline.counts().now().submitted() == 101;
        });
        recorder.finish();
        poll(reader, timeline);
        assertThat(timeline.counts().now().submitted()).isEqualTo(101);
    }

    @Test
    void theHorizonGoesOnThoughNothingHappens() {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, RecorderLimits.DEFAULT);
        recorder.start(NanoClock.SYSTEM.nanoTime());
        LiveReader reader = recorder.newReader();
        Timeline timeline = new Timeline(1);
        await().until(() -> {
            poll(reader, timeline);
            return timeline.horizonNanos() > 50_000_000;
        });
        recorder.finish();
    }

    @Test
    void refusesToFinishWhatWasNeverStarted() {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, RecorderLimits.DEFAULT);
        assertThatThrownBy(recorder::finish).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not started");
    }

    @Test
    void refusesToStartTwice() {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, RecorderLimits.DEFAULT);
        recorder.start(NanoClock.SYSTEM.nanoTime());
        assertThatThrownBy(() -> recorder.start(0)).isInstanceOf(IllegalStateException.class);
        recorder.finish();
    }

    @Test
    void finishingTwiceGivesTheSameRun() {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, RecorderLimits.DEFAULT);
        recorder.start(NanoClock.SYSTEM.nanoTime());
        assertThat(recorder.finish()).isSameAs(recorder.finish());
    }

    private static void poll(LiveReader reader, Timeline timeline) {
        for (EventBatch batch = reader.poll(); batch != null; batch = reader.poll()) {
            timeline.apply(batch);
        }
    }
}
