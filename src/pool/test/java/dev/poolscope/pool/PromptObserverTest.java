package dev.poolscope.pool;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What changes for a pool whose observers are prompt, and what does not. */
@ExtendWith(CapturedLog.class)
class PromptObserverTest {
    private static final int TASKS = 1000;

    /** Writes down what it gets, promptly or not. */
    private static final class Told extends ObservedEvents {
        private final boolean prompt;

        Told(boolean prompt) {
            this.prompt = prompt;
        }

        @Override
        public boolean isPrompt() {
            return prompt;
        }
    }

    /** How often the clock is read while a worker goes through many tasks. */
    private static long readings(PoolObserver... observers) throws Exception {
        var readings = new AtomicLong();
        PoolOptions.Builder options = PoolOptions.builder().clock(() -> {
            readings.incrementAndGet();
            return NanoClock.SYSTEM.nanoTime();
        });
        List.of(observers).forEach(options::observer);
        try (var pool = new SingleThreadPool(options.build()); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            for (int i = 0; i < TASKS; i++) {
                pool.execute(() -> {});
            }
            long before = readings.get();
            gate.open();
            pool.join();
            return readings.get() - before;
        }
    }

    @Test
    void noObserverIsPromptByDefault() {
        assertThat(new PoolObserver() {
        }.isPrompt()).isFalse();
    }

    @Test
    void oneReadingOfTheClockIsEnoughForATaskUnlessSomeObserverMayTakeItsTime() throws Exception {
        assertThat(readings()).isLessThan(TASKS * 3 / 2);
        assertThat(readings(new Told(true))).isLessThan(TASKS * 3 / 2);
        assertThat(readings(new Told(true), new Told(true))).isLessThan(TASKS * 3 / 2);
        assertThat(readings(new Told(false))).isGreaterThan(TASKS * 3 / 2);
        assertThat(readings(new Told(true), new Told(false))).isGreaterThan(TASKS * 3 / 2);
    }

    @Test
    void anObserverThatFailsToSayWhetherItIsPromptIsNot(CapturedLog captured) throws Exception {
        var failure = new IllegalStateException("observer");
        PoolObserver failing = new PoolObserver() {
            @Override
            public boolean isPrompt() {
                throw failure;
            }
        };
        assertThat(readings(failing)).isGreaterThan(TASKS * 3 / 2);
        assertThat(captured.thrown()).containsExactly(failure);
    }

    @Test
    void itIsToldTheSameAsAnyOther() throws Exception {
        var prompt = new Told(true);
        var failure = new IllegalStateException("task");
        try (var pool = new SingleThreadPool(PoolOptions.builder().observer(prompt).build()); var gate = new Gate()) {
            PoolFuture<String> first = pool.submit(gate);
            gate.awaitVisitors();
            PoolFuture<Integer> second = pool.submit(() -> 2);
            PoolFuture<Object> third = pool.submit(() -> {
                throw failure;
            });
            PoolFuture<Integer> fourth = pool.submit(() -> 4);
            PoolFuture<Integer> fifth = pool.submit(() -> 5);
            assertThat(fourth.cancel(false)).isTrue();
            gate.open();
            assertThat(first.collect()).isEqualTo("passed");
            assertThat(second.collect()).isEqualTo(2);
            assertThatThrownBy(third::collect).isSameAs(failure);
            assertThat(fifth.collect()).isEqualTo(5);
        }
        assertThat(prompt.names()).filteredOn(name -> name.equals("taskStarted")).hasSize(4);
        assertThat(prompt.namesOfTask(1)).containsExactlyInAnyOrder("taskSubmitted", "taskStarted", "taskCompleted");
        assertThat(prompt.namesOfTask(3)).containsExactlyInAnyOrder("taskSubmitted", "taskStarted", "taskFailed");
        assertThat(prompt.namesOfTask(4)).containsExactlyInAnyOrder("taskSubmitted", "taskCancelled");
        List<ObservedEvents.Event> byWorker = prompt.events().stream().filter(event -> event.workerId() == 1)
                .filter(event -> event.taskId() > 0).toList();
        assertThat(byWorker).extracting(ObservedEvents.Event::name).containsExactly("taskStarted", "taskCompleted",
                "taskStarted", "taskCompleted", "taskStarted", "taskFailed", "taskStarted", "taskCompleted");
        assertThat(byWorker).extracting(ObservedEvents.Event::taskId).containsExactly(1L, 1L, 2L, 2L, 3L, 3L, 5L, 5L);
        assertThat(byWorker).isSortedAccordingTo((one, other) -> Long.signum(one.nanos() - other.nanos()));
    }

    @Test
    void anInterruptThatComesWhileItIsToldIsThereForTheCodeAndForNoOther() throws Exception {
        var told = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        // It does what it promises not to do, so that the test can come in between.
        PoolObserver waiting = new PoolObserver() {
            @Override
            public boolean isPrompt() {
                return true;
            }

            @Override
            public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, @Nullable Object target) {
                if (taskId == 1) {
                    told.countDown();
                    while (cancelled.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                }
            }
        };
        var seen = new ConcurrentLinkedQueue<Boolean>();
        try (var pool = new SingleThreadPool(PoolOptions.builder().observer(waiting).build())) {
            PoolFuture<Object> first = pool.submit(() -> seen.add(Thread.currentThread().isInterrupted()));
            PoolFuture<Object> second = pool.submit(() -> seen.add(Thread.currentThread().isInterrupted()));
            Patience.await(told);
            assertThat(first.cancel(true)).isTrue();
            cancelled.countDown();
            second.collect();
            assertThatThrownBy(first::collect).isInstanceOf(CancellationException.class);
        }
        assertThat(seen).containsExactly(true, false);
    }

    @Test
    void anObserverThatTakesItsTimeHoldsUpNoTaskThatAnotherWorkerCouldTake() throws Exception {
        try (var third = new Gate(); var gate = new Gate(2)) {
            PoolObserver slow = new PoolObserver() {
                @Override
                public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
                    if (taskId == 1) {
                        third.passStubbornly();
                    }
                }
            };
            try (var pool = new DualThreadPool(PoolOptions.builder().observer(slow).build())) {
                pool.execute(gate::passStubbornly);
                pool.execute(gate::passStubbornly);
                gate.awaitVisitors();
                pool.execute(third::open);
                gate.open();
                pool.join();
            }
            assertThat(third.isOpen()).isTrue();
        }
    }
}
