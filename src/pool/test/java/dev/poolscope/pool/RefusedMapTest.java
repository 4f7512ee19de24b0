package dev.poolscope.pool;

import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A bulk call that the pool refuses is one refusal: counted, and told to observers as that of a single task. */
@ExtendWith(CapturedLog.class)
@SuppressWarnings("UnnecessaryLambda") // an observer gets the very object
class RefusedMapTest {
    private static final Function<Object, Object> FUNCTION = value -> value;
    private static final BiFunction<Object, Object, Object> BI_FUNCTION = (one, _) -> one;
    private static final ThrowingFunction<Object, Object> THROWING = value -> value;
    private static final ThrowingBiFunction<Object, Object, Object> TWO_THROWING = (one, _) -> one;
    private static final Target<Object> TARGET = (arguments, _) -> arguments;
    private static final List<Integer> INPUT = List.of(1, 2, 3);

    private final ObservedEvents log = new ObservedEvents();
    private final PoolOptions options = PoolOptions.builder().observer(log).build();

    /** A call, and what it was given to run. */
    record Call(String name, Object target, Consumer<ThreadPool> call) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Call> calls() {
        return Stream.of(new Call("map", FUNCTION, pool -> pool.map(FUNCTION, INPUT)),
                new Call("map of two", BI_FUNCTION, pool -> pool.map(BI_FUNCTION, INPUT, INPUT)),
                new Call("map of many", TARGET, pool -> pool.map(TARGET, List.of(INPUT))),
                new Call("mapAll", FUNCTION, pool -> pool.mapAll(FUNCTION, INPUT)),
                new Call("mapAll of two", BI_FUNCTION, pool -> pool.mapAll(BI_FUNCTION, INPUT, INPUT)),
                new Call("mapAll of many", TARGET, pool -> pool.mapAll(TARGET, List.of(INPUT))),
                new Call("starmap", TARGET, pool -> pool.starmap(TARGET, List.of(INPUT))),
                new Call("starmapAll", TARGET, pool -> pool.starmapAll(TARGET, List.of(INPUT))),
                new Call("map of an array", THROWING, pool -> pool.map(THROWING, INPUT.toArray())),
                new Call("mapAll of an iterator", THROWING, pool -> pool.mapAll(THROWING, INPUT.iterator())),
                new Call("starmap of pairs", TWO_THROWING, pool -> pool.starmap(TWO_THROWING, Map.of(1, 2).entrySet())),
                new Call("starmapAll of pairs", TWO_THROWING,
                        pool -> pool.starmapAll(TWO_THROWING, Map.of(1, 2).entrySet())));
    }

    private void assertRefusedOnce(ThreadPool pool, Call call) {
        long submitted = pool.snapshot().submitted();

        Throwable thrown = catchThrowable(() -> call.call.accept(pool));

        assertThat(thrown).isInstanceOf(RejectedExecutionException.class);
        assertThat(log.only("taskRefused").details()).containsExactly(call.target, thrown);
        assertThat(pool.snapshot().submitted()).isEqualTo(submitted);
        assertThat(pool.snapshot().refused()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aClosedPoolRefusesOnce(Call call) {
        var pool = new SingleThreadPool(options);
        pool.shutdown();

        assertRefusedOnce(pool, call);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aBrokenPoolRefusesOnce(Call call) {
        try (var pool = new SingleThreadPool(PoolOptions.builder().observer(log).initializer((_, _) -> {
            throw new IllegalStateException("on purpose");
        }).build())) {
            pool.spawnMaxWorkers();
            Patience.until("it breaks", pool::isBroken);

            assertRefusedOnce(pool, call);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aJoiningPoolRefusesOnce(Call call) throws Exception {
        try (var pool = new SingleThreadPool(options)) {
            Aside<@Nullable Void> joining;
            try (var gate = new Gate()) {
                pool.execute(gate::passStubbornly);
                gate.awaitVisitors();
                joining = Aside.waiting(() -> {
                    pool.join();
                    return null;
                });

                assertRefusedOnce(pool, call);
            }
            joining.result();
        }
    }

    @Test
    void aLazyMapThatIsRefusedHalfWayIsRefusedOnceToo() throws Exception {
        var pool = new SingleThreadPool(options);
        CloseableIterator<Object> results = pool.map(FUNCTION, INPUT);
        results.next();
        pool.shutdown();

        Throwable thrown = catchThrowable(results::next);

        assertThat(log.only("taskRefused").details()).containsExactly(FUNCTION, thrown);
        assertThat(pool.snapshot().refused()).isEqualTo(1);
        assertThat(catchThrowable(results::hasNext)).isNull();
        assertThat(pool.snapshot().refused()).isEqualTo(1);
    }
}
