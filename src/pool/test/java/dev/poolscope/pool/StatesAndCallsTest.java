package dev.poolscope.pool;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Which calls a pool takes in which state, cell by cell. */
@ExtendWith(CapturedLog.class)
class StatesAndCallsTest {

    interface Call {
        @Nullable
        Object on(ThreadPool pool) throws Exception;
    }

    @SuppressWarnings("ImmutableEnumChecker") // its calls have no state
    enum Member {
        SUBMIT(pool -> pool.submit(() -> 1).taskId()), RUN(pool -> pool.run(() -> 1)), EXECUTE(pool -> {
            pool.execute(() -> {});
            return null;
        }), MAP_ALL(pool -> pool.mapAll(n -> n, java.util.List.of(1))), MAP(
                pool -> pool.map(n -> n, java.util.List.of(1))),
        SPAWN(
                ThreadPool::spawnWorkers),
        SPAWN_N(pool -> pool.spawnWorkers(1)), SPAWN_MAX(
                ThreadPool::spawnMaxWorkers),
        CHECK(pool -> {
            pool.check();
            return null;
        }), TEST(pool -> {
            pool.test();
            return null;
        });

        final Call call;

        Member(Call call) {
            this.call = call;
        }
    }

    private final Gate gate = new Gate();
    private volatile boolean breaks;
    private final AtomicInteger workers = new AtomicInteger();
    /** Two workers of a pool that breaks when it starts the second. */
    private final ThreadPool pool = new TripleThreadPool(PoolOptions.builder().initializer((_, _) -> {
        if (breaks && workers.incrementAndGet() == 2) {
            throw new IllegalStateException("second worker");
        }
    }).build());
    private @Nullable Aside<?> joiner;

    private void bring(PoolState state) throws Exception {
        switch (state) {
            case OPEN -> hold();
            case JOINING -> {
                hold();
                joiner = Aside.waiting(() -> {
                    pool.join();
                    return null;
                });
            }
            case BROKEN -> {
                breaks = true;
                hold();
                pool.spawnWorkers(1);
                Patience.until("it breaks", pool::isBroken);
            }
            case CLOSING -> {
                hold();
                assertThat(pool.shutdown(Duration.ZERO)).isFalse();
            }
            case TERMINATED -> pool.close();
        }
        assertThat(pool.snapshot().state()).isEqualTo(state);
    }

    private void hold() throws InterruptedException {
        pool.execute(gate::passStubbornly);
        gate.awaitVisitors();
    }

    @AfterEach
    void end() throws Exception {
        gate.open();
        if (joiner != null) {
            var _ = catchThrowable(joiner::result);
        }
        pool.close();
    }

    @ParameterizedTest
    @EnumSource
    void anOpenPoolTakesEverything(Member member) throws Exception {
        bring(PoolState.OPEN);
        assertThat(catchThrowable(() -> member.call.on(pool))).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aJoiningPoolRefusesWorkButNotTheCheck(Member member) throws Exception {
        bring(PoolState.JOINING);
        Throwable thrown = catchThrowable(() -> member.call.on(pool));
        if (member == Member.CHECK || member == Member.TEST) {
            assertThat(thrown).isNull();
        } else {
            assertThat(thrown).isInstanceOf(PoolClosedException.class).hasMessageContaining("joining");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosingPoolRefusesEverything(Member member) throws Exception {
        bring(PoolState.CLOSING);
        assertThat(catchThrowable(() -> member.call.on(pool))).isInstanceOf(PoolClosedException.class)
                .hasNoCause().hasMessageContaining("shutting down");
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenPoolTellsWhatBrokeIt(Member member) throws Exception {
        bring(PoolState.BROKEN);
        assertThat(catchThrowable(() -> member.call.on(pool))).isInstanceOf(InitializerException.class)
                .hasRootCauseMessage("second worker");
    }

    @ParameterizedTest
    @EnumSource
    void aTerminatedPoolRefusesEverything(Member member) throws Exception {
        bring(PoolState.TERMINATED);
        assertThat(catchThrowable(() -> member.call.on(pool))).isInstanceOf(PoolClosedException.class)
                .hasMessageContaining("terminated");
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenPoolThatWasClosedTellsBoth(Member member) throws Exception {
        bring(PoolState.BROKEN);
        assertThat(pool.shutdown(Duration.ZERO)).isFalse();
        assertThat(catchThrowable(() -> member.call.on(pool))).isInstanceOf(PoolClosedException.class)
                .hasCauseInstanceOf(InitializerException.class);
        gate.open();
        Patience.until("it terminates", pool::isTerminated);
        assertThat(pool.isBroken()).isTrue();
        assertThat(catchThrowable(() -> member.call.on(pool))).isInstanceOf(PoolClosedException.class)
                .hasCauseInstanceOf(InitializerException.class);
    }

    @ParameterizedTest
    @CsvSource({"OPEN,joins", "JOINING,joins", "CLOSING,closed", "BROKEN,broken", "TERMINATED,closed"})
    void joinDoesInEachStateWhatThePageSays(PoolState state, String expected) throws Exception {
        bring(state);
        Aside<@Nullable Object> join = Aside.call(() -> {
            pool.join();
            return null;
        });
        if (expected.equals("closed")) {
            assertThat(join.failure()).isInstanceOf(PoolClosedException.class);
            return;
        }
        Patience.until("it has begun or waits", () -> state == PoolState.BROKEN
                || pool.snapshot().state() == PoolState.JOINING);
        assertThat(join.isDone()).isFalse();
        gate.open();
        if (expected.equals("broken")) {
            assertThat(join.failure()).isInstanceOf(InitializerException.class);
        } else {
            assertThat(join.result()).isNull();
        }
        assertThat(pool.countWorkers()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"OPEN,true", "JOINING,true", "CLOSING,false", "BROKEN,true", "TERMINATED,false"})
    void shutdownDoesInEachStateWhatThePageSays(PoolState state, boolean expected) throws Exception {
        bring(state);
        Aside<Boolean> shutdown = Aside.call(pool::shutdown);
        Patience.until("it is closed", pool::isClosed);
        Aside<?> waiting = joiner;
        if (waiting != null) {
            assertThat(waiting.failure()).isInstanceOf(PoolClosedException.class);
        }
        if (expected) {
            gate.open();
        }
        assertThat(shutdown.result()).isEqualTo(expected);
        assertThat(pool.isTerminated()).isEqualTo(expected || state == PoolState.TERMINATED);
    }

    @ParameterizedTest
    @EnumSource
    void lookingIsAllowedInEveryState(PoolState state) throws Exception {
        bring(state);
        assertThat(pool.countWorkers()).isBetween(0, 3);
        assertThat(pool.workers()).isNotNull();
        assertThat(pool.cancelledTasks()).isNotNull();
        pool.setIdleTimeout(Duration.ofSeconds(1));
        assertThat(pool.idleTimeout()).contains(Duration.ofSeconds(1));
        if (state == PoolState.TERMINATED) {
            assertThat(pool.countWorkers() + pool.countBusyWorkers() + pool.countFreeWorkers()
                    + pool.countPendingTasks()).isZero();
        } else {
            assertThat(pool.countBusyWorkers()).isGreaterThanOrEqualTo(1);
        }
    }
}
