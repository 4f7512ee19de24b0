package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What the end of a try around a pool does with pending tasks, as its options say. */
@ExtendWith(CapturedLog.class)
class CloseTest {

    private static PoolOptions.Builder options(OnClose onClose) {
        return PoolOptions.builder().onClose(onClose);
    }

    private static void awaitClosed(ThreadPool pool) {
        Patience.until("it is closed", pool::isClosed);
    }

    @ParameterizedTest
    @EnumSource
    void pendingTasksAreCancelledOrDone(OnClose onClose) throws Exception {
        var log = new ObservedEvents();
        var pool = new DualThreadPool(options(onClose).observer(log).build());
        List<PoolFuture<Integer>> pending = new ArrayList<>();
        try (var gate = new Gate(2)) {
            PoolFuture<String> running = pool.submit(gate);
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            for (int i = 0; i < 20; i++) {
                int n = i;
                pending.add(pool.submit(() -> n));
            }
            Aside<@Nullable Object> close = Aside.waiting(() -> {
                pool.close();
                return null;
            });
            awaitClosed(pool);
            assertThatThrownBy(() -> pool.submit(() -> 1)).isInstanceOf(PoolClosedException.class);
            assertThat(close.isDone()).isFalse();
            gate.open();
            assertThat(close.result()).isNull();
            assertThat(running.resultNow()).isEqualTo("passed");
        }
        assertThat(pool.isTerminated()).isTrue();
        if (onClose == OnClose.DRAIN) {
            assertThat(pending).extracting(PoolFuture::resultNow).containsExactlyElementsOf(
                    java.util.stream.IntStream.range(0, 20).boxed().toList());
            assertThat(pool.cancelledTasks()).isEmpty();
        } else {
            assertThat(pending).allMatch(PoolFuture::isCancelled);
            assertThat(pool.cancelledTasks()).hasSize(20);
        }
        assertThat(log.names()).containsOnlyOnce("shutdownBegan").endsWith("terminated");
        assertThat(pool.shutdown()).isFalse();
    }

    @Test
    void aShutdownCancelsWhateverCloseWouldDo() throws Exception {
        var pool = new SingleThreadPool(options(OnClose.DRAIN).build());
        try (var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<String> pending = pool.submit(() -> "never");
            assertThat(pool.shutdown(java.time.Duration.ZERO)).isFalse();
            assertThat(pending.isCancelled()).isTrue();
        }
        pool.close();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void aShutdownOfAPoolThatIsDrainingCancelsWhatIsStillPending() throws Exception {
        var pool = new SingleThreadPool(options(OnClose.DRAIN).build());
        try (var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<String> pending = pool.submit(() -> "never");
            Aside<@Nullable Object> close = Aside.waiting(() -> {
                pool.close();
                return null;
            });
            awaitClosed(pool);
            assertThat(pending.isDone()).isFalse();
            assertThat(pool.shutdown(java.time.Duration.ZERO)).isFalse();
            assertThat(catchThrowable(pending::collect)).isInstanceOf(CancellationException.class)
                    .hasCauseInstanceOf(PoolClosedException.class);
            gate.open();
            assertThat(close.result()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsRefusedInTheWorkersOfThePool(OnClose onClose) throws Exception {
        try (var pool = new SingleThreadPool(options(onClose).build())) {
            assertThat(pool.<@Nullable Throwable>run(() -> catchThrowable(pool::close)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(pool.isClosed()).isFalse();
        }
    }

    @Test
    void aDrainingCloseWaitsThroughInterruptionsAndRestoresTheFlag() throws Exception {
        var pool = new SingleThreadPool(options(OnClose.DRAIN).build());
        try (var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<String> pending = pool.submit(() -> "done");
            Aside<Boolean> close = Aside.waiting(() -> {
                pool.close();
                return Thread.interrupted();
            });
            close.interrupt();
            awaitClosed(pool);
            gate.open();
            assertThat(close.result()).isTrue();
            assertThat(pending.resultNow()).isEqualTo("done");
        }
    }

    @Test
    void aBrokenPoolIsTerminatedByADrainingClose() {
        var pool = new SingleThreadPool(options(OnClose.DRAIN).initializer(() -> {
            throw new IllegalStateException("initializer");
        }).build());
        pool.spawnWorkers(1);
        Patience.until("it breaks", pool::isBroken);
        pool.close();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void aJoinUnderWayEndsWithADrainingClose() throws Exception {
        var pool = new SingleThreadPool(options(OnClose.DRAIN).build());
        try (var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<String> pending = pool.submit(() -> "done");
            Aside<@Nullable Object> join = Aside.waiting(() -> {
                pool.join();
                return null;
            });
            Aside<@Nullable Object> close = Aside.waiting(() -> {
                pool.close();
                return null;
            });
            gate.open();
            assertThat(join.result()).isNull();
            assertThat(close.result()).isNull();
            assertThat(pending.resultNow()).isEqualTo("done");
        }
    }

    @Test
    void aJoinAtTheEndOfTheBlockDrainsAnyPool() throws Exception {
        List<PoolFuture<Integer>> futures = new ArrayList<>();
        try (var pool = new DualThreadPool()) {
            for (int i = 0; i < 100; i++) {
                futures.add(pool.submit(() -> 1));
            }
            pool.join();
        }
        assertThat(futures).allMatch(future -> future.status() == TaskStatus.COMPLETED);
    }
}
