package dev.poolscope.telemetry.recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolClosedException;
import dev.poolscope.pool.PoolFuture;
import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.SingleThreadPool;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CancelCausesTest {
    private static final Action SHUTDOWN = new Action.Shutdown();
    private static final Action CANCEL = new Action.CancelPending("web");
    private static final Action BREAK = new Action.BreakNextInitializer();
    private static final int TASKS = 200;

    private final CancelCauses causes = new CancelCauses(TaskTags.NONE);

    private static void elsewhere(Runnable what) throws InterruptedException {
        Thread other = Thread.ofPlatform().start(what);
        other.join();
    }

    @Test
    void whatTheActingThreadCancelsItCancelsByTheActionUntilThatIsTried() {
        causes.acting(CANCEL);
        CancelCause during = causes.of(null);
        causes.tried();

        assertThat(during).isEqualTo(new CancelCause(Canceller.FUTURE, CANCEL));
        assertThat(causes.of(null)).isEqualTo(new CancelCause(Canceller.FUTURE, null));
    }

    @Test
    void anotherThreadCancelsByNoActionMeanwhile() throws Exception {
        List<CancelCause> seen = new ArrayList<>();

        causes.acting(CANCEL);
        elsewhere(() -> seen.add(causes.of(null)));

        assertThat(seen).containsExactly(new CancelCause(Canceller.FUTURE, null));
    }

    @Test
    void aShutdownByAnActionCancelsByItInAnyThread() throws Exception {
        List<CancelCause> seen = new ArrayList<>();

        causes.acting(SHUTDOWN);
        causes.shutdownBegan();
        causes.tried();
        elsewhere(() -> seen.add(causes.of(new PoolClosedException("", null))));

        assertThat(seen).containsExactly(new CancelCause(Canceller.SHUTDOWN, SHUTDOWN));
    }

    @Test
    void aShutdownByAnotherThreadIsNotThatOfTheActionWhichIsPerformedMeanwhile() throws Exception {
        causes.acting(CANCEL);
        elsewhere(causes::shutdownBegan);

        assertThat(causes.of(new PoolClosedException("", null))).isEqualTo(new CancelCause(Canceller.SHUTDOWN, null));
    }

    @Test
    void aBreakageIsByTheActionThatItsExceptionKnows() {
        CancelCauses knowing = new CancelCauses(new TaskTags() {
            @Override
            public @Nullable String streamOf(Object target) {
                return null;
            }

            @Override
            public long dueNanosOf(Object target, long submittedNanos) {
                return submittedNanos;
            }

            @Override
            public @Nullable Action actionOf(Throwable thrown) {
                return "by hand".equals(thrown.getMessage()) ? BREAK : null;
            }
        });

        knowing.acting(CANCEL);

        assertThat(knowing.of(new BrokenPoolException("by hand", null)))
                .isEqualTo(new CancelCause(Canceller.BREAKAGE, BREAK));
        assertThat(knowing.of(new BrokenPoolException("by itself", null)))
                .isEqualTo(new CancelCause(Canceller.BREAKAGE, null));
    }

    /** A pool with its only worker busy and tasks behind, of which some are cancelled by one thread and the rest by another. */
    private static List<TaskEvent.Cancelled> contested(boolean shutdownActs) throws Exception {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, RecorderLimits.DEFAULT);
        ThreadPool pool = new SingleThreadPool(PoolOptions.builder().observer(recorder.observer()).build());
        recorder.start(NanoClock.SYSTEM.nanoTime());
        var release = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        PoolFuture<?> _ = pool.submit(() -> {
            started.countDown();
            return release.await(1, TimeUnit.MINUTES);
        });
        started.await();
        List<PoolFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            futures.add(pool.submit(() -> 1));
        }
        var begin = new CountDownLatch(2);
        Runnable cancelling = () -> futures.forEach(future -> future.cancel(false));
        Runnable shuttingDown = () -> pool.shutdown(Duration.ZERO);
        Thread acting = Thread.ofPlatform().start(() -> {
            meet(begin);
            recorder.acting(shutdownActs ? SHUTDOWN : CANCEL);
            (shutdownActs ? shuttingDown : cancelling).run();
            recorder.tried();
        });
        Thread other = Thread.ofPlatform().start(() -> {
            meet(begin);
            (shutdownActs ? cancelling : shuttingDown).run();
        });
        acting.join();
        other.join();
        release.countDown();
        pool.close();
        return recorder.finish().events().stream().filter(TaskEvent.Cancelled.class::isInstance)
                .map(TaskEvent.Cancelled.class::cast).toList();
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @RepeatedTest(20)
    void tasksThatAShutdownAndAnActionCompeteForAreOfTheOneThatGotThem() throws Exception {
        assertThat(contested(false)).hasSize(TASKS).allSatisfy(event -> assertThat(event.action())
                .isEqualTo(event.by() == Canceller.FUTURE ? CANCEL : null));
    }

    @RepeatedTest(20)
    void tasksThatAShutdownByAnActionAndFuturesCompeteForAreOfTheOneThatGotThem() throws Exception {
        assertThat(contested(true)).hasSize(TASKS).allSatisfy(event -> assertThat(event.action())
                .isEqualTo(event.by() == Canceller.SHUTDOWN ? SHUTDOWN : null));
    }
}
