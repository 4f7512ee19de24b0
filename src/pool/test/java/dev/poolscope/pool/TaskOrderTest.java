package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Numbers and the order of starts. */
@ExtendWith(CapturedLog.class)
class TaskOrderTest {

    @Test
    void numbersCountFromOneInTheOrderOfSubmission() throws Exception {
        try (var pool = new DualThreadPool()) {
            for (long i = 1; i <= 50; i++) {
                assertThat(pool.submit(() -> 1).taskId()).isEqualTo(i);
            }
            pool.join();
            assertThat(pool.submit(() -> 1).taskId()).isEqualTo(51);
        }
    }

    @Test
    void numbersOfConcurrentSubmissionsAreAllDifferentAndRiseInEachThread() throws Exception {
        try (var pool = new DualThreadPool()) {
            var barrier = new CyclicBarrier(4);
            List<Aside<List<Long>>> submitters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                submitters.add(Aside.call(() -> {
                    List<Long> ids = new ArrayList<>();
                    barrier.await();
                    for (int n = 0; n < 500; n++) {
                        ids.add(pool.submit(() -> {}).taskId());
                    }
                    return ids;
                }));
            }
            List<Long> all = new ArrayList<>();
            for (Aside<List<Long>> submitter : submitters) {
                assertThat(submitter.result()).isSorted();
                all.addAll(submitter.result());
            }
            assertThat(all).hasSize(2000).doesNotHaveDuplicates().allMatch(id -> id >= 1 && id <= 2000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aStartOvertakesAtMostAsManyEarlierTasksAsThereAreOtherWorkers(int size) throws Exception {
        int tasks = 3000;
        var order = new ConcurrentLinkedQueue<Integer>();
        try (var pool = new ThreadPool(size)) {
            for (int i = 0; i < tasks; i++) {
                int n = i;
                pool.execute(() -> order.add(n));
            }
            pool.join();
        }
        List<Integer> starts = List.copyOf(order);
        assertThat(starts).hasSize(tasks);
        boolean[] started = new boolean[tasks];
        int next = 0;
        for (int n : starts) {
            while (next < tasks && started[next]) {
                next++;
            }
            int overtaken = 0;
            for (int earlier = next; earlier < n; earlier++) {
                overtaken += started[earlier] ? 0 : 1;
            }
            assertThat(overtaken).as("earlier tasks overtaken by %d", n).isLessThan(size);
            started[n] = true;
        }
    }

    @Test
    void aNumberIsNeverUsedAgain() throws Exception {
        var threads = new FaultyThreads(FaultyThreads.NULL);
        var log = new ObservedEvents();
        try (var pool = new SingleThreadPool(
                PoolOptions.builder().threadFactory(threads).observer(log).build())) {
            assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
            threads.become(FaultyThreads.GOOD);
            List<Long> ids = new ArrayList<>();
            try (var gate = new Gate()) {
                ids.add(pool.submit(gate).taskId());
                PoolFuture<?> cancelled = pool.submit(() -> {});
                ids.add(cancelled.taskId());
                cancelled.cancel(false);
                ids.add(pool.submit(() -> {}).taskId());
            }
            pool.join();
            assertThat(ids).isSorted().doesNotHaveDuplicates();
            assertThat(log.events("taskStarted")).extracting(ObservedEvents.Event::taskId)
                    .containsExactly(ids.getFirst(), ids.getLast());
            assertThat(log.events("workerSpawned")).extracting(ObservedEvents.Event::workerId)
                    .doesNotContainAnyElementsOf(log.events("workerStartFailed").stream()
                            .map(ObservedEvents.Event::workerId).toList());
        }
    }

    @Test
    void everySubmissionHappensBeforeItsTask() throws Exception {
        try (var pool = new DualThreadPool()) {
            for (int i = 0; i < 500; i++) {
                int[] box = new int[1];
                box[0] = i;
                @Nullable
                Integer seen = pool.submit(() -> box[0]).collect();
                assertThat(seen).isEqualTo(i);
            }
        }
    }
}
