package dev.poolscope.workload;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.RetirementReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkloadRunnerTest {
    /** Everything that a run tells. */
    private static final class Log implements RunListener, PoolObserver {
        final ConcurrentLinkedQueue<Object> submitted = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<SyntheticTask> rejected = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> acted = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<Long> due = new ConcurrentLinkedQueue<>();
        final AtomicInteger cancelled = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger idleRetired = new AtomicInteger();
        volatile long began;

        @Override
        public void began(long nanos) {
            began = nanos;
        }

        @Override
        public void arrived(long nanos, SyntheticTask task) {
            due.add(task.dueNanos(nanos) - began);
        }

        @Override
        public void rejected(long nanos, SyntheticTask task, RejectedExecutionException reason) {
            rejected.add(task);
        }

        @Override
        public void acted(long nanos, Action action) {
            acted.add(action.text());
        }

        @Override
        public void actionRefused(long nanos, Action action, RuntimeException reason) {
            refused.add(action.text());
        }

        @Override
        public void taskSubmitted(long nanos, long taskId, Object target) {
            submitted.add(target);
        }

        @Override
        public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                Throwable failure) {
            failed.incrementAndGet();
        }

        @Override
        public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                @org.jspecify.annotations.Nullable RejectedExecutionException cause) {
            cancelled.incrementAndGet();
        }

        @Override
        public void workerRetired(long nanos, int workerId, RetirementReason reason) {
            if (reason == RetirementReason.IDLE_TIMEOUT) {
                idleRetired.incrementAndGet();
            }
        }
    }

    private static Log run(Scenario scenario) throws InterruptedException {
        Log log = new Log();
        WorkloadRunner runner = new WorkloadRunner(scenario, NanoClock.SYSTEM, log, List.of(log));
        runner.start();
        runner.awaitEnd();
        runner.pool().shutdown(Duration.ofSeconds(5), true);
        runner.pool().close();
        return log;
    }

    @Test
    void firstLightShowsWhatItPromises() throws Exception {
        Log log = run(ReadyScenarios.load("first-light").atSpeed(10));

        assertThat(log.submitted).hasSizeGreaterThan(100);
        assertThat(log.cancelled.get()).isGreaterThanOrEqualTo(5);
        assertThat(log.idleRetired.get()).isGreaterThanOrEqualTo(2);
        assertThat(log.failed.get()).isGreaterThanOrEqualTo(1);
        assertThat(log.rejected).hasSizeGreaterThanOrEqualTo(3);
        assertThat(log.acted).hasSize(9).contains("shutdown: true");
    }

    @Test
    void theSameSeedGivesTheSameDueTimesWhateverThePoolDoes() throws Exception {
        Log one = run(ReadyScenarios.load("first-light").atSpeed(20));
        Log other = run(ReadyScenarios.load("first-light").atSpeed(20));
        Log another = run(ReadyScenarios.load("first-light").withSeed(7).atSpeed(20));

        assertThat(one.due).containsExactlyElementsOf(other.due);
        assertThat(another.due).isNotEqualTo(one.due);
    }
}
