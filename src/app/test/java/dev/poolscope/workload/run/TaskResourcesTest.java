package dev.poolscope.workload.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import dev.poolscope.Seeds;
import dev.poolscope.pool.NanoClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TaskResourcesTest {

    @Test
    void theLockGoesToTheTaskThatAskedFirst() throws Exception {
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

    /** What one task did, as its own thread saw it. */
    private record Turn(long task, long started, long ended, boolean held) {}

    private record Told(long nanos, long task, @Nullable Obstacle obstacle, boolean blocked) {}

    @Test
    void noTaskIsHeldUpByOneThatIsOver() throws Exception {
        long seed = Seeds.first();
        NanoClock clock = NanoClock.SYSTEM;
        Queue<Told> told = new ConcurrentLinkedQueue<>();
        Hands hands = new Hands(clock, new RunListener() {
            @Override
            public void blocked(long nanos, long taskId, int workerId, Obstacle obstacle) {
                told.add(new Told(nanos, taskId, obstacle, true));
            }

            @Override
            public void resumed(long nanos, long taskId, int workerId, @Nullable Obstacle overcome) {
                told.add(new Told(nanos, taskId, overcome, false));
            }
        });
        TaskResources bench = new TaskResources(clock, new CpuWork(), hands);
        Queue<Turn> turns = new ConcurrentLinkedQueue<>();
        Thread[] threads = new Thread[6];
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            Random dice = new Random(seed + i);
            threads[i] = Thread.ofPlatform().start(() -> {
                for (int turn = 1; turn <= 300; turn++) {
                    long task = 1_000L * worker + turn;
                    boolean held = true;
                    hands.taskStarted(0, task, worker, 0, "");
                    long started = clock.nanoTime();
                    if (dice.nextInt(20) == 0) {
                        Thread.currentThread().interrupt();
                    }
                    try {
                        bench.holdLock(dice.nextInt(3) * 10_000L);
                    } catch (InterruptedException e) {
                        held = false;
                    }
                    turns.add(new Turn(task, started, clock.nanoTime(), held));
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }

        Map<Long, Turn> byTask = turns.stream().collect(Collectors.toMap(Turn::task, turn -> turn));
        assertThat(turns).as("seed %d", seed).hasSize(6 * 300);
        Map<Long, Long> blockedSince = new HashMap<>();
        assertThat(told).as("seed %d", seed).isNotEmpty().allSatisfy(event -> {
            Turn own = requireNonNull(byTask.get(event.task()));
            assertThat(event.nanos()).isBetween(own.started(), own.ended());
            if (event.blocked()) {
                blockedSince.put(event.task(), event.nanos());
            } else {
                assertThat(event.nanos()).isGreaterThanOrEqualTo(requireNonNull(blockedSince.remove(event.task())));
            }
            if (event.obstacle() instanceof Obstacle.Lock(long holder)) {
                Turn other = requireNonNull(byTask.get(holder));
                assertThat(other).satisfies(
                        it -> assertThat(it.ended()).as("the end of %d, which holds up %d", holder, event.task())
                                .isGreaterThanOrEqualTo(event.nanos()),
                        it -> assertThat(it.started()).isLessThanOrEqualTo(event.nanos()));
            }
        });
        assertThat(blockedSince).isEmpty();
    }
}
