package dev.poolscope.telemetry;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The side of a recorder that the pool's threads see. */
class IntakeTest {

    /** One entry: a header and six fields. */
    private static final long SMALL = 48;

    @Test
    void anEventCostsTheThreadThatTellsItOneSmallEntryAndNothingElse() throws Exception {
        Object threads = threadBean();
        Method allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        Intake intake = new Intake(1 << 16);
        Object target = new Object();
        tell(intake, target, 1000);
        // Whoever measures allocates a little too, once.
        long before = (long) allocated.invoke(threads);
        assumeTrue(before >= 0, "this machine does not count what threads allocate");
        tell(intake, target, 10_000);
        long bytes = (long) allocated.invoke(threads) - before;
        assertThat(intake.losses().total()).isZero();
        assertThat(bytes / 40_000.0).isLessThanOrEqualTo(SMALL);
    }

    @Test
    void aLostEventCostsNoQueueAndIsCountedAsWhatItWas() {
        Intake intake = new Intake(16);
        tell(intake, new Object(), 1000);
        EventCounts lost = new EventCounts();
        intake.losses().addTo(lost);
        List<Entry> kept = new ArrayList<>();
        intake.drain(kept::add);
        assertThat(kept).hasSizeLessThanOrEqualTo(16);
        for (EventType type : List.of(EventType.SUBMITTED, EventType.STARTED, EventType.COMPLETED,
                EventType.WORKER_IDLE)) {
            assertThat(lost.of(type) + kept.stream().filter(entry -> entry.type() == type).count()).isEqualTo(1000);
        }
        assertThat(intake.losses().total() + kept.size()).isEqualTo(4000);
    }

    @Test
    void manyThreadsLoseNothingWhileThereIsRoomAndCountWhatThereIsNone() throws Exception {
        Intake intake = new Intake(4096);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                tell(intake, "target", 5000);
            }));
        }
        go.countDown();
        List<Entry> kept = new ArrayList<>();
        while (threads.stream().anyMatch(Thread::isAlive)) {
            intake.drain(kept::add);
            Thread.onSpinWait();
        }
        intake.drain(kept::add);
        assertThat(kept.size() + intake.losses().total()).isEqualTo(4L * 5000 * 4);
    }

    @Test
    void afterItWasClosedEverythingIsLostAndCounted() {
        Intake intake = new Intake(1024);
        intake.close();
        tell(intake, new Object(), 3);
        intake.terminated(5);
        assertThat(intake.losses().total()).isEqualTo(13);
        assertThat(intake.losses().latestNanos()).isEqualTo(5);
    }

    private static void tell(Intake intake, Object target, int tasks) {
        for (int task = 1; task <= tasks; task++) {
            intake.taskSubmitted(1, task, target);
            intake.taskStarted(2, task, 1, 0, null);
            intake.taskCompleted(3, task, 1, 1, 1);
            intake.workerIdle(3, 1);
        }
    }

    /** By reflection, because the module does not read the one that this is in. */
    private static Object threadBean() throws ReflectiveOperationException {
        return Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
    }
}
