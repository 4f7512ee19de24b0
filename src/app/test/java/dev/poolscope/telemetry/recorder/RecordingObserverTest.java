package dev.poolscope.telemetry.recorder;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The side of a recorder that the pool's threads see. */
class RecordingObserverTest {

    @Test
    void tellingOfTasksAllocatesNothingOnceTheRingsHaveGrown() throws Exception {
        Object threads = threadBean();
        Method allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        RecordingObserver recordingObserver = new RecordingObserver(TaskTags.NONE, 1 << 17);
        Object target = new Object();
        tell(recordingObserver, target, 12_000);
        drain(recordingObserver);
        // As when there are too many tasks to keep their times as they are: until then that takes room now and then, too.
        recordingObserver.sharedStreams().room().close();
        // To measure allocates a little too, once.
        long before = (long) allocated.invoke(threads);
        assumeTrue(before >= 0, "this machine does not count what threads allocate");
        before = (long) allocated.invoke(threads);
        tell(recordingObserver, target, 8_000);
        long bytes = (long) allocated.invoke(threads) - before;
        assertThat(new CounterAggregator(recordingObserver).lost()).isZero();
        assertThat(bytes / 32_000.0).isLessThan(0.1);
    }

    private static List<EventType> drain(RecordingObserver recordingObserver) {
        List<EventType> types = new ArrayList<>();
        for (EventBuffer eventBuffer = recordingObserver.tracks()
                .newest(); eventBuffer != null; eventBuffer = eventBuffer.older) {
            eventBuffer.details().read(Integer.MAX_VALUE, (nanos, type, task, worker, due, payload) -> types.add(type));
        }
        recordingObserver.drain(entry -> types.add(entry.type()));
        return types;
    }

    @Test
    void aLostDetailIsCountedAsWhatItWas() {
        RecordingObserver recordingObserver = new RecordingObserver(TaskTags.NONE, 16);
        tell(recordingObserver, new Object(), 1000);
        EventCounts lost = new EventCounts();
        new CounterAggregator(recordingObserver).addLostTo(lost);
        List<EventType> kept = drain(recordingObserver);
        assertThat(kept).hasSizeLessThan(1000);
        for (EventType type : List.of(EventType.SUBMITTED, EventType.STARTED, EventType.COMPLETED,
                EventType.WORKER_IDLE)) {
            assertThat(lost.of(type) + kept.stream().filter(each -> each == type).count()).isEqualTo(1000);
        }
        kept.removeIf(type -> type == EventType.NOT_RECORDED);
        assertThat(new CounterAggregator(recordingObserver).lost() + kept.size()).isEqualTo(4000);
    }

    @Test
    void whatHappensToWorkersHasRoomThoughTasksHaveNone() {
        RecordingObserver recordingObserver = new RecordingObserver(TaskTags.NONE, 16);
        tell(recordingObserver, new Object(), 1000);
        for (int worker = 2; worker < 10; worker++) {
            recordingObserver.workerRetired(5, worker, RetirementReason.JOIN);
        }
        assertThat(drain(recordingObserver)).filteredOn(type -> type == EventType.WORKER_RETIRED).hasSize(8);
        assertThat(recordingObserver.retired(RetirementReason.JOIN)).isEqualTo(8);
    }

    @Test
    void manyThreadsLoseNothingWhileThereIsRoomAndCountWhatThereIsNone() throws Exception {
        RecordingObserver recordingObserver = new RecordingObserver(TaskTags.NONE, 4096);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int worker = t + 1;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                tell(recordingObserver, "target", 5000, worker);
            }));
        }
        go.countDown();
        List<EventType> kept = new ArrayList<>();
        while (threads.stream().anyMatch(Thread::isAlive)) {
            kept.addAll(drain(recordingObserver));
            Thread.onSpinWait();
        }
        kept.addAll(drain(recordingObserver));
        kept.removeIf(type -> type == EventType.NOT_RECORDED);
        assertThat(kept.size() + new CounterAggregator(recordingObserver).lost()).isEqualTo(4L * 5000 * 4);
    }

    @Test
    void afterItWasClosedEverythingIsLostAndCounted() {
        RecordingObserver recordingObserver = new RecordingObserver(TaskTags.NONE, 1024);
        recordingObserver.close();
        tell(recordingObserver, new Object(), 3);
        recordingObserver.taskRefused(4, "target", new RejectedExecutionException());
        recordingObserver.terminated(5);
        CounterAggregator counterAggregator = new CounterAggregator(recordingObserver);
        assertThat(counterAggregator.lost()).isEqualTo(14);
        assertThat(counterAggregator.latestLostNanos()).isEqualTo(5);
        assertThat(drain(recordingObserver)).containsOnly(EventType.NOT_RECORDED);
    }

    @Test
    void aTargetIsAskedForItsStreamAndItsDueTimeAtItsSubmissionAndItsStartAndNeverAtItsEnd() {
        List<Object> asked = new ArrayList<>();
        RecordingObserver recordingObserver = new RecordingObserver(new TaskTags() {
            @Override
            public String streamOf(Object target) {
                asked.add("stream of " + target);
                return "s";
            }

            @Override
            public long dueNanosOf(Object target, long submittedNanos) {
                asked.add("due of " + target + " from " + submittedNanos);
                return 1;
            }
        }, 64);
        recordingObserver.taskSubmitted(3, 1, "a");
        recordingObserver.taskStarted(9, 1, 1, 6, "a");
        recordingObserver.taskCompleted(10, 1, 1, 6, 1);
        recordingObserver.taskStarted(11, 2, 1, 6, null);
        recordingObserver.close();
        recordingObserver.taskSubmitted(12, 3, "b");
        assertThat(asked).containsExactly("due of a from 3", "stream of a", "due of a from 3", "stream of a",
                "due of b from 12", "stream of b");
    }

    private static void tell(RecordingObserver recordingObserver, Object target, int tasks) {
        tell(recordingObserver, target, tasks, 1);
    }

    private static void tell(RecordingObserver recordingObserver, Object target, int tasks, int worker) {
        for (int task = 1; task <= tasks; task++) {
            recordingObserver.taskSubmitted(1, task, target);
            recordingObserver.taskStarted(2, task, worker, 1, target);
            recordingObserver.taskCompleted(3, task, worker, 1, 1);
            recordingObserver.workerIdle(3, worker);
        }
    }

    /** By reflection, because the module does not read the one that this is in. */
    private static Object threadBean() throws ReflectiveOperationException {
        return Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
    }
}
