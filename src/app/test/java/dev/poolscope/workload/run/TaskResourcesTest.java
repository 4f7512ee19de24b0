package dev.poolscope.workload.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import dev.poolscope.pool.NanoClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TaskResourcesTest {

    @Test
    void theLockGoesToWhoAskedFirst() throws Exception {
        var holders = new ConcurrentLinkedQueue<String>();
        var threads = new Thread[3];
        var now = new AtomicLong();
        // While the first holds it, the others come one after the other.
        NanoClock clock = new NanoClock() {
            @Override
            public long nanoTime() {
                return now.get();
            }

            @Override
            public void parkNanos(Object blocker, long nanos) {
                holders.add(Thread.currentThread().getName());
                if (holders.size() == 1) {
                    for (int i = 1; i < threads.length; i++) {
                        Thread next = threads[i];
                        next.start();
                        await().until(() -> next.getState() == Thread.State.WAITING);
                    }
                }
                now.addAndGet(nanos);
            }
        };
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Hands hands = new Hands(clock, new RunListener() {
            @Override
            public void blocked(long nanos, long taskId, int workerId, Obstacle obstacle) {
                told.add(taskId + " on " + workerId + " blocked by " + obstacle);
            }

            @Override
            public void resumed(long nanos, long taskId, int workerId, @Nullable Obstacle overcome) {
                told.add(taskId + " on " + workerId + " goes on after " + overcome);
            }
        });
        TaskResources bench = new TaskResources(clock, new CpuWork(), hands);
        for (int i = 0; i < threads.length; i++) {
            int task = i + 11;
            threads[i] = Thread.ofPlatform().name("task " + i).unstarted(() -> {
                hands.taskStarted(0, task, task - 10, 0, "");
                try {
                    for (int turn = 0; turn < 3; turn++) {
                        bench.holdLock(1_000);
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
        }

        threads[0].start();
        for (Thread thread : threads) {
            await().until(() -> thread.getState() == Thread.State.TERMINATED);
        }

        assertThat(List.copyOf(holders).subList(0, 3)).containsExactly("task 0", "task 1", "task 2");
        assertThat(told).startsWith("12 on 2 blocked by Lock[holder=11]", "13 on 3 blocked by Lock[holder=11]");
        assertThat(told).contains("12 on 2 goes on after Lock[holder=11]", "13 on 3 goes on after Lock[holder=12]");
    }
}
