package dev.poolscope.pool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Options: their defaults, what they refuse, and that they do not change. */
class PoolOptionsTest {

    private static void refuses(String option, String value, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(option)
                .hasMessageContaining(value);
    }

    @Test
    void aBadValueIsRefusedByTheNameOfTheOptionAndTheValueFound() {
        Supplier<PoolOptions.Builder> options = PoolOptions::builder;
        refuses("name", "\"  \"", () -> options.get().name("  "));
        refuses("name", "\"\"", () -> options.get().name(""));
        refuses("idleTimeout", "PT-1S", () -> options.get().idleTimeout(Duration.ofSeconds(-1)));
        refuses("maxTasksPerWorker", "0", () -> options.get().maxTasksPerWorker(0));
        refuses("maxTasksPerWorker", "-5", () -> options.get().maxTasksPerWorker(-5));
        refuses("exitGrace", "PT-2S", () -> options.get().exitGrace(Duration.ofSeconds(-2)));
        refuses("workerType", "VIRTUAL",
                () -> options.get().workerType(WorkerType.VIRTUAL).threadFactory(Thread::new).build());
        refuses("workerType", "PLATFORM",
                () -> options.get().threadFactory(Thread::new).workerType(WorkerType.PLATFORM).build());
    }

    @Test
    @SuppressWarnings("NullAway") // nulls are what this is about
    void nullIsRefusedWhereItMeansNothing() {
        PoolOptions.Builder options = PoolOptions.builder();
        assertThatThrownBy(() -> options.name(null)).isInstanceOf(NullPointerException.class).hasMessage("name");
        assertThatThrownBy(() -> options.workerType(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> options.threadFactory(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> options.initializer(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> options.finalizer(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> options.initializer((_, _) -> {}, null, Map.of()))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> options.finalizer((_, _) -> {}, List.of(), null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> options.observer(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> options.clock(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> options.exitGrace(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new SingleThreadPool(null)).isInstanceOf(NullPointerException.class);
        assertThat(options.idleTimeout(null).build().idleTimeout()).isEmpty();
    }

    @Test
    void theDefaultsAreThoseOfTheReference() {
        PoolOptions options = PoolOptions.defaults();
        assertThat(options.name()).isEmpty();
        assertThat(options.idleTimeout()).contains(Duration.ofSeconds(60));
        assertThat(options.maxTasksPerWorker()).isEmpty();
        assertThat(options.workerType()).isEqualTo(WorkerType.PLATFORM);
        assertThat(options.threadFactory()).isEmpty();
        assertThat(options.initializer()).isEmpty();
        assertThat(options.initArgs()).isEmpty();
        assertThat(options.initKwargs()).isEmpty();
        assertThat(options.finalizer()).isEmpty();
        assertThat(options.finalArgs()).isEmpty();
        assertThat(options.finalKwargs()).isEmpty();
        assertThat(options.observers()).isEmpty();
        assertThat(options.clock()).isSameAs(NanoClock.SYSTEM);
        assertThat(options.exitGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.failOnStarvation()).isFalse();
        assertThat(options.onClose()).isEqualTo(OnClose.CANCEL);
    }

    @Test
    void theExtremesOfEachRangeAreTaken() {
        PoolOptions options = PoolOptions.builder().idleTimeout(Duration.ZERO).maxTasksPerWorker(1)
                .exitGrace(Duration.ofSeconds(Long.MAX_VALUE)).name("x").build();
        assertThat(options.idleTimeout()).contains(Duration.ZERO);
        assertThat(options.exitGrace()).isEqualTo(Duration.ofSeconds(Long.MAX_VALUE));
    }

    @Test
    void aCopyIsEqualUntilItIsChangedAndChangesNothingInTheOriginal() {
        Hook hook = (_, _) -> {};
        ThreadFactory factory = Thread::new;
        PoolObserver observer = new PoolObserver() {
        };
        PoolOptions.Builder builder = PoolOptions.builder().name("a").threadFactory(factory).observer(observer)
                .initializer(hook, List.of(1), Map.of("k", 2)).failOnStarvation(true)
                .onClose(OnClose.DRAIN);
        PoolOptions options = builder.build();
        PoolOptions copy = options.toBuilder().build();
        assertThat(copy).usingRecursiveComparison().isEqualTo(options);
        builder.name("b").noObservers();
        PoolOptions changed = options.toBuilder().name("c").observer(observer).idleTimeout(null).build();
        assertThat(changed.observers()).containsExactly(observer, observer);
        assertThat(options.name()).contains("a");
        assertThat(options.observers()).containsExactly(observer);
        assertThat(options.idleTimeout()).contains(Duration.ofSeconds(60));
        assertThatThrownBy(() -> options.observers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatWasSetCanBeUnsetInACopy() {
        PoolOptions set = PoolOptions.builder().initializer((_, _) -> {}, List.of(1), Map.of("k", 2))
                .finalizer(() -> {}).maxTasksPerWorker(3).idleTimeout(Duration.ofSeconds(1)).build();
        PoolOptions unset = set.toBuilder().noInitializer().noFinalizer().noMaxTasksPerWorker().noIdleTimeout().build();
        assertThat(unset).usingRecursiveComparison().isEqualTo(PoolOptions.builder().idleTimeout(null).build());
        assertThat(set.initializer()).isPresent();
        assertThat(set.finalizer()).isPresent();
    }

    @Test
    void aHookIsKeptAsItIsWhateverTypeItWasGivenAs() {
        Hook hook = (_, _) -> {};
        ThrowingRunnable same = hook;
        assertThat(PoolOptions.builder().initializer(hook).build().initializer()).containsSame(hook);
        assertThat(PoolOptions.builder().finalizer(same).build().finalizer()).containsSame(hook);
        assertThat(Hook.of(same)).isSameAs(hook);
    }
}
