package dev.poolscope.workload;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import dev.poolscope.pool.NanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WorkbenchTest {

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
        Workbench bench = new Workbench(clock, new CpuWork());
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofPlatform().name("task " + i).unstarted(() -> {
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
    }
}
