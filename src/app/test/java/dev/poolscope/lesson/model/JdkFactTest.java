package dev.poolscope.lesson.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each fact of the JDK's executors, run on them. */
class JdkFactTest {

    private static int threadsInSingleFile(ExecutorService executor, int tasks) throws Exception {
        try (executor) {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            for (int i = 0; i < tasks; i++) {
                executor.submit(() -> threads.add(Thread.currentThread())).get();
            }
            return threads.size();
        }
    }

    @SuppressWarnings("ErroneousThreadPoolConstructorChecker") // that it stays at one is the fact
    @Test
    void coreThreads() throws Exception {
        assertThat(threadsInSingleFile(Executors.newFixedThreadPool(2), 4)).isEqualTo(2);
        assertThat(
                threadsInSingleFile(new ThreadPoolExecutor(1, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()), 4))
                .isEqualTo(1);
    }

    @Test
    void virtualPerTask() throws Exception {
        assertThat(threadsInSingleFile(Executors.newVirtualThreadPerTaskExecutor(), 10)).isEqualTo(10);
    }

    @Test
    void fifoOrder() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        try (ExecutorService one = Executors.newFixedThreadPool(1)) {
            for (int i = 0; i < 6; i++) {
                int task = i;
                one.execute(() -> order.add(task));
            }
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);

        CountDownLatch all = new CountDownLatch(6);
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                futures.add(virtual.submit(() -> {
                    all.countDown();
                    all.await();
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(all.getCount()).isZero();
    }

    @Test
    void keepAliveTurns() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task);
                    threads.add(thread);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        try (executor) {
            executor.prestartAllCoreThreads();
            List<Thread> took = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                // The next task comes when both threads wait for one again.
                while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
                    Thread.onSpinWait();
                }
                took.add(executor.submit(Thread::currentThread).get());
            }
            assertThat(Set.copyOf(took)).hasSize(2);
        }
    }

    @Test
    void jdkShutdown() throws Exception {
        ThreadPoolExecutor gentle = new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
        AtomicInteger done = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < 6; i++) {
            var _ = gentle.submit(() -> {
                go.await();
                return done.incrementAndGet();
            });
        }
        gentle.shutdown();
        go.countDown();
        assertThat(gentle.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done).hasValue(6);

        ThreadPoolExecutor harsh = new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
        CountDownLatch running = new CountDownLatch(2);
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            futures.add(harsh.submit(() -> {
                running.countDown();
                new CountDownLatch(1).await();
                return null;
            }));
        }
        running.await();
        List<Runnable> queued = harsh.shutdownNow();
        assertThat(harsh.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(queued).hasSize(4);
        assertThat(futures).filteredOn(future -> !future.isDone()).hasSize(4);
        assertThat(futures).filteredOn(future -> future.state() == Future.State.FAILED).hasSize(2);
    }

    @Test
    void nestedTasks() throws Exception {
        ThreadPoolExecutor fixed = new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
        // A child that came while there is one thread only would be given the second.
        fixed.prestartAllCoreThreads();
        CountDownLatch all = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(2);
        for (int i = 0; i < 4; i++) {
            var _ = fixed.submit(() -> {
                all.await();
                Future<Integer> child = fixed.submit(() -> 1);
                waiting.countDown();
                return child.get();
            });
        }
        all.countDown();
        waiting.await();
        // Both threads wait for children that only they could run.
        assertThat(fixed.getCompletedTaskCount()).isZero();
        assertThat(fixed.getQueue()).hasSize(4);
        fixed.shutdownNow();

        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> parents = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                parents.add(virtual.submit(() -> virtual.submit(() -> 1).get()));
            }
            for (Future<Integer> parent : parents) {
                assertThat(parent.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            }
        }
        try (ForkJoinPool two = new ForkJoinPool(2)) {
            List<Parent> parents = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                parents.add(new Parent(true));
                two.execute(parents.getLast());
            }
            for (Parent parent : parents) {
                assertThat(parent.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            }
        }
    }

    private static final class Parent extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;
        private final boolean hasChild;

        Parent(boolean hasChild) {
            this.hasChild = hasChild;
        }

        @Override
        protected Integer compute() {
            return hasChild ? new Parent(false).fork().join() : 1;
        }
    }

    @Test
    void oneMonitor() throws Exception {
        Object monitor = new Object();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                virtual.execute(() -> {
                    synchronized (monitor) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        inside.decrementAndGet();
                    }
                });
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void taskThatThrows() throws Exception {
        try (ExecutorService one = Executors.newFixedThreadPool(1, task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((_, _) -> {});
            return thread;
        })) {
            Thread before = one.submit(Thread::currentThread).get();
            var _ = one.submit(() -> {
                throw new IllegalStateException();
            });
            Thread afterSubmit = one.submit(Thread::currentThread).get();
            one.execute(() -> {
                throw new IllegalStateException();
            });
            Thread afterExecute = one.submit(Thread::currentThread).get();

            assertThat(afterSubmit).isSameAs(before);
            assertThat(afterExecute).isNotSameAs(before);
        }
    }

    @Test
    void eachFactHasItsTest() {
        List<String> tests = List.of(JdkFactTest.class.getDeclaredMethods()).stream()
                .filter(method -> method.isAnnotationPresent(Test.class)).map(method -> method.getName()).toList();

        assertThat(tests).containsAll(JdkFact.keys());
    }
}
