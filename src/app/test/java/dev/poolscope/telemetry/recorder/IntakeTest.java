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
class IntakeTest {

    @Test
    void tellingOfTasksAllocatesNothingOnceTheRingsHaveGrown() throws Exception {
        Object threads = threadBean();
        Method allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        Intake intake = new Intake(TaskTags.NONE, 1 << 17);
        Object target = new Object();
        tell(intake, target, 12_000);
        drain(intake);
        // Whoever measures allocates a little too, once.
        long before = (long) allocated.invoke(threads);
        assumeTrue(before >= 0, "this machine does not count what threads allocate");
        before = (long) allocated.invoke(threads);
        tell(intake, target, 8_000);
        long bytes = (long) allocated.invoke(threads) - before;
        assertThat(new Accounts(intake).lost()).isZero();
        assertThat(bytes / 32_000.0).isLessThan(0.1);
    }

    private static List<EventType> drain(Intake intake) {
        List<EventType> types = new ArrayList<>();
        for (Track track = intake.tracks().newest(); track != null; track = track.older) {
            track.details().read(Integer.MAX_VALUE, (nanos, type, task, worker, due, payload) -> types.add(type));
        }
        intake.drain(entry -> types.add(entry.type()));
        return types;
    }

    @Test
    void aLostDetailIsCountedAsWhatItWas() {
        Intake intake = new Intake(TaskTags.NONE, 16);
        tell(intake, new Object(), 1000);
        EventCounts lost = new EventCounts();
        new Accounts(intake).addLostTo(lost);
        List<EventType> kept = drain(intake);
        assertThat(kept).hasSizeLessThan(1000);
        for (EventType type : List.of(EventType.SUBMITTED, EventType.STARTED, EventType.COMPLETED,
                EventType.WORKER_IDLE)) {
            assertThat(lost.of(type) + kept.stream().filter(each -> each == type).count()).isEqualTo(1000);
        }
        kept.removeIf(type -> type == EventType.NOT_RECORDED);
        assertThat(new Accounts(intake).lost() + kept.size()).isEqualTo(4000);
    }

    @Test
    void whatHappensToWorkersHasRoomThoughTasksHaveNone() {
        Intake intake = new Intake(TaskTags.NONE, 16);
        tell(intake, new Object(), 1000);
        for (int worker = 2; worker < 10; worker++) {
            intake.workerRetired(5, worker, RetirementReason.JOIN);
        }
        assertThat(drain(intake)).filteredOn(type -> type == EventType.WORKER_RETIRED).hasSize(8);
        assertThat(intake.retired(RetirementReason.JOIN)).isEqualTo(8);
    }

    @Test
    void manyThreadsLoseNothingWhileThereIsRoomAndCountWhatThereIsNone() throws Exception {
        Intake intake = new Intake(TaskTags.NONE, 4096);
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
                tell(intake, "target", 5000, worker);
            }));
        }
        go.countDown();
        List<EventType> kept = new ArrayList<>();
        while (threads.stream().anyMatch(Thread::isAlive)) {
            kept.addAll(drain(intake));
            Thread.onSpinWait();
        }
        kept.addAll(drain(intake));
        kept.removeIf(type -> type == EventType.NOT_RECORDED);
        assertThat(kept.size() + new Accounts(intake).lost()).isEqualTo(4L * 5000 * 4);
    }

    @Test
    void afterItWasClosedEverythingIsLostAndCounted() {
        Intake intake = new Intake(TaskTags.NONE, 1024);
        intake.close();
        tell(intake, new Object(), 3);
        intake.taskRefused(4, "target", new RejectedExecutionException());
        intake.terminated(5);
        Accounts accounts = new Accounts(intake);
        assertThat(accounts.lost()).isEqualTo(14);
        assertThat(accounts.latestLostNanos()).isEqualTo(5);
        assertThat(drain(intake)).containsOnly(EventType.NOT_RECORDED);
    }

    @Test
    void aTargetIsAskedForItsStreamAndItsDueTimeAtItsSubmissionAndItsStartAndNeverAtItsEnd() {
        List<Object> asked = new ArrayList<>();
        Intake intake = new Intake(new TaskTags() {
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
        intake.taskSubmitted(3, 1, "a");
        intake.taskStarted(9, 1, 1, 6, "a");
        intake.taskCompleted(10, 1, 1, 6, 1);
        intake.taskStarted(11, 2, 1, 6, null);
        intake.close();
        intake.taskSubmitted(12, 3, "b");
        assertThat(asked).containsExactly("due of a from 3", "stream of a", "due of a from 3", "stream of a",
                "due of b from 12", "stream of b");
    }

    private static void tell(Intake intake, Object target, int tasks) {
        tell(intake, target, tasks, 1);
    }

    private static void tell(Intake intake, Object target, int tasks, int worker) {
        for (int task = 1; task <= tasks; task++) {
            intake.taskSubmitted(1, task, target);
            intake.taskStarted(2, task, worker, 1, target);
            intake.taskCompleted(3, task, worker, 1, 1);
            intake.workerIdle(3, worker);
        }
    }

    /** By reflection, because the module does not read the one that this is in. */
    private static Object threadBean() throws ReflectiveOperationException {
        return Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
    }
}
