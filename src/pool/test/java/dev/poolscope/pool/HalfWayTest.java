package dev.poolscope.pool;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What is held up or fails half-way holds up nothing else, and costs nothing while it lasts. */
@ExtendWith(CapturedLog.class)
class HalfWayTest {

    private static long cpuOf(ThreadPool pool) {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (WorkerInfo worker : pool.workers()) {
            Thread thread = worker.thread();
            sum += thread == null ? 0 : Math.max(0, threads.getThreadCpuTime(thread.threadId()));
        }
        return sum;
    }

    /** Gives a place in the queue to a submitter that does not fill it. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // no other thread submits meanwhile
    private static long holdUpASubmitter(ThreadPool pool) {
        return pool.core().state.queue.tail++;
    }

    /** Marks the first place as that of a submitter whose stack has overflowed. */
    private static void loseFirstPlace(ThreadPool pool) throws ReflectiveOperationException {
        Object lost = field(TaskQueue.class, "LOST").get(null);
        Object chunk = field(TaskQueue.class, "first").get(pool.core().state.queue);
        ((Object[]) field(TaskQueue.Chunk.class, "tasks").get(chunk))[0] = lost;
    }

    private static java.lang.reflect.Field field(Class<?> type, String name) throws NoSuchFieldException {
        var field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static PoolOptions.Builder quick() {
        return PoolOptions.builder().exitGrace(Duration.ZERO);
    }

    @Test
    void idleWorkersSleepThoughASubmitterIsHeldUp() throws Exception {
        for (Duration idleTimeout : new Duration[]{Duration.ofMinutes(1), Duration.ZERO}) {
            var pool = new ThreadPool(4, quick().idleTimeout(Duration.ofMinutes(1)).build());
            pool.spawnMaxWorkers();
            Patience.until("all idle",
                    () -> pool.workers().stream().allMatch(worker -> worker.state() == WorkerState.IDLE));
            holdUpASubmitter(pool);
            pool.setIdleTimeout(idleTimeout);
            // Wakes one, which sees the place.
            PoolFuture<Integer> behind = pool.submit(() -> 7);
            TimeUnit.MILLISECONDS.sleep(50);

            long before = cpuOf(pool);
            TimeUnit.MILLISECONDS.sleep(300);
            long used = cpuOf(pool) - before;

            assertThat(used).as("nanoseconds of processor time in 300 ms").isLessThan(60_000_000);
            assertThat(behind.isDone()).isFalse();
            loseFirstPlace(pool);
            assertThat(behind.collect(Patience.LIMIT)).isEqualTo(7);
            pool.close();
        }
    }

    @Test
    void aShutdownDoesNotWaitForASubmitterThatIsHeldUpAndHoldsNoLock() throws Exception {
        var pool = new DualThreadPool(quick().build());
        holdUpASubmitter(pool);

        Aside<Boolean> shutdown = Aside.call(() -> pool.shutdown(Duration.ofMillis(100)));
        Aside<PoolSnapshot> snapshot = Aside.call(pool::snapshot);

        assertThat(shutdown.result()).as("terminated").isFalse();
        assertThat(snapshot.result().submitted()).isEqualTo(1);
        assertThat(pool.isClosed()).isTrue();
        loseFirstPlace(pool);
        pool.close();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(pool.snapshot().submitted()).isZero();
    }

    @Test
    void aLostPlaceHoldsUpNeitherAJoinNorADrain() throws Exception {
        var pool = new DualThreadPool(quick().build());
        holdUpASubmitter(pool);
        loseFirstPlace(pool);

        pool.join(Patience.LIMIT);
        assertThat(pool.submit(() -> 7).collect(Patience.LIMIT)).isEqualTo(7);
        pool.join(Patience.LIMIT);

        var other = new DualThreadPool(quick().build());
        holdUpASubmitter(other);
        loseFirstPlace(other);
        var view = other.asExecutorService();
        view.shutdown();
        assertThat(view.awaitTermination(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        pool.close();
    }

    /** Both are found gone by the submission that looks for its task later. */
    @Test
    void aTaskThatWasTakenBackIsNotTakenForOneThatWasStarted() {
        var pool = new DualThreadPool(quick().build());
        CoreState state = pool.core().state;
        QueuedTask withdrawn = new ExecutedTask(() -> {}, 1);
        QueuedTask started = new ExecutedTask(() -> {}, 2);
        state.queue.offer(withdrawn);
        state.queue.offer(started);

        assertThat(state.takeBack(withdrawn)).isTrue();
        assertThat(state.takeBack(withdrawn)).isTrue();
        assertThat(state.queue.poll(state.queue.cursor())).isSameAs(started);
        assertThat(state.takeBack(started)).isFalse();
    }

    @Test
    void aWorkerThatCannotGoOnEndsWhatItHasInHand() throws Exception {
        var damaged = new AtomicReference<@Nullable Object>();
        var mends = new PoolObserver() {
            @Override
            public void broken(long nanos, BrokenPoolException cause) {
                // Between its first try to end the task and the next.
                setGate(Objects.requireNonNull(damaged.get()), new InterruptGate());
            }
        };
        var pool = new ThreadPool(1, quick().observer(mends).build());
        pool.execute(() -> {
            RosterEntry worker = pool.core().state.roster.workers().getFirst();
            damaged.set(worker);
            setGate(worker, null);
        });

        Patience.until("broken", pool::isBroken);
        assertThat(pool.shutdown(Patience.LIMIT)).isTrue();
        PoolSnapshot last = pool.snapshot();
        assertThat(last.failed()).isEqualTo(1);
        assertThat(last.running() + last.pending() + last.alive()).isZero();
    }

    private static void setGate(Object worker, @Nullable InterruptGate gate) {
        try {
            field(RosterEntry.class, "gate").set(worker, gate);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    void startsThatKeepFailingAreTriedWithGrowingPausesAndLoggedOnce(CapturedLog log) throws Exception {
        var tried = new AtomicInteger();
        var threads = new FaultyThreads(FaultyThreads.GOOD);
        try (var pool = new DualThreadPool(quick().threadFactory(threads).build()); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            threads.become(_ -> {
                tried.incrementAndGet();
                return null;
            });
            for (int i = 0; i < 20_000; i++) {
                pool.execute(() -> {});
            }
            assertThat(tried.get()).isBetween(2, 200);
            assertThat(log.messages()).hasSize(1);

            threads.become(FaultyThreads.GOOD);
            Patience.until("it is tried again", () -> {
                pool.execute(() -> {});
                return pool.countWorkers() == 2;
            });
            assertThat(log.messages()).hasSize(2).last().asString().contains(Integer.toString(tried.get()));
            gate.open();
            pool.join();
            assertThat(pool.snapshot().completed()).isGreaterThan(20_000);
        }
    }

    @Test
    void withoutAnyWorkerEachSubmissionIsRefusedWithTheCauseWhetherOrNotItWasTried() {
        var tried = new AtomicInteger();
        try (var pool = new DualThreadPool(quick().threadFactory(_ -> {
            tried.incrementAndGet();
            throw new IllegalStateException("no more threads");
        }).build())) {
            for (int i = 0; i < 5_000; i++) {
                assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class)
                        .hasRootCauseMessage("no more threads");
            }
            assertThat(tried.get()).isLessThan(1_000);
            assertThat(pool.snapshot().refused()).isEqualTo(5_000);
            assertThat(pool.countPendingTasks()).isZero();
        }
    }

    @Test
    void aRunningThreadOfAnotherOwnerKeepsItsName() throws Exception {
        var hold = new CountDownLatch(1);
        Thread others = new Thread(() -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }, "another owner's");
        others.start();
        try (var pool = new SingleThreadPool(quick().threadFactory(_ -> others).build())) {
            assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
            assertThat(others.getName()).isEqualTo("another owner's");
        } finally {
            hold.countDown();
            others.join();
        }
    }

    private static void awaitCollected(WeakReference<?> reference) {
        await().atMost(Patience.LIMIT).until(() -> {
            System.gc();
            return reference.get() == null;
        });
    }

    private static WeakReference<RosterEntry> workerOf(ThreadPool pool, List<PoolFuture<?>> futures) throws Exception {
        futures.add(pool.submit(() -> java.util.Objects.requireNonNull(CurrentWorker.get()).entry));
        futures.add(pool.submit(() -> 7));
        var worker = new WeakReference<RosterEntry>((@Nullable RosterEntry) futures.removeFirst().collect());
        pool.join();
        return worker;
    }

    @Test
    void aFutureThatIsKeptDoesNotKeepItsWorker() throws Exception {
        try (var pool = new SingleThreadPool(quick().build())) {
            List<PoolFuture<?>> kept = new java.util.ArrayList<>();
            awaitCollected(workerOf(pool, kept));
            assertThat(kept.getFirst().collect()).isEqualTo(7);
        }
    }

    @SuppressWarnings("BanClassLoader") // that one can go again is what is tried
    private static WeakReference<ClassLoader> useAndCloseAPoolOfAnotherLoader() throws Exception {
        URL place = Path.of(ChildJvm.place(ThreadPool.class)).toUri().toURL();
        // The platform's loader knows the module of these classes: it is not asked for them.
        try (var loader = new URLClassLoader(new URL[]{place}, ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> loaded = findLoadedClass(name);
                    return loaded != null
                            ? loaded
                            : name.startsWith("dev.poolscope.") ? findClass(name) : super.loadClass(name, resolve);
                }
            }
        }) {
            Class<?> type = loader.loadClass(DualThreadPool.class.getName());
            assertThat(type.getClassLoader()).isSameAs(loader);
            for (int i = 0; i < 2; i++) {
                Object pool = type.getConstructor().newInstance();
                type.getMethod("execute", Runnable.class).invoke(pool, (Runnable) () -> {});
                type.getMethod("close").invoke(pool);
            }
            return new WeakReference<>(loader);
        }
    }

    @Test
    void theLoaderOfTheseClassesCanGoWhenAllItsPoolsAreClosed() throws Exception {
        awaitCollected(useAndCloseAPoolOfAnotherLoader());
    }

    @Test
    void aCallbackThatComesWhileAWorkerIsHeldUpInEndingItsTaskSeesTheEnd() throws Exception {
        var ending = new AtomicReference<@Nullable Thread>();
        var heldUp = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        NanoClock clock = () -> {
            if (ending.compareAndSet(Thread.currentThread(), null)) {
                heldUp.countDown();
                awaitStubbornly(goOn);
            }
            return System.nanoTime();
        };
        try (var pool = new SingleThreadPool(quick().clock(clock).build())) {
            PoolFuture<Integer> future = pool.submit(() -> {
                ending.set(Thread.currentThread());
                return 7;
            });
            Patience.await(heldUp);

            Aside<Boolean> callback = Aside.waiting(() -> {
                var done = new AtomicBoolean();
                future.addCallback(ended -> done.set(ended.isDone()));
                return done.get();
            });
            Aside<Integer> completable = Aside.waiting(() -> future.toCompletableFuture().get());
            goOn.countDown();

            assertThat(callback.result()).isTrue();
            assertThat(completable.result()).isEqualTo(7);
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void aFilterHoldsAFutureAndWatchesItOrNeither() throws Exception {
        try (var pool = new SingleThreadPool(quick().build())) {
            PoolFuture<Integer> future = pool.submit(() -> 7);
            Patience.until("it has ended", future::isDone);
            List<FutureFilter<PoolFuture<Integer>>> refusing = Collections.synchronizedList(new ArrayList<>());
            Thread deep = new Thread(null, () -> dig(new int[]{400}, () -> {
                var filter = new FutureFilter<PoolFuture<Integer>>();
                boolean added = false;
                try {
                    filter.add(future);
                    added = true;
                } finally {
                    if (!added) {
                        refusing.add(filter);
                    }
                }
            }), "deep", 200 * 1024);
            deep.start();
            deep.join(Patience.LIMIT);

            assertThat(refusing).isNotEmpty();
            for (FutureFilter<PoolFuture<Integer>> filter : refusing) {
                filter.add(future);
                assertThat(filter.take(Patience.LIMIT)).contains(future);
            }
        }
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        try {
            Patience.await(latch);
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** Does something at many depths near the end of the stack. */
    @SuppressWarnings("InfiniteRecursion") // the end of the stack ends it
    private static void dig(int[] left, Runnable what) {
        try {
            dig(left, what);
        } catch (StackOverflowError bottom) {
            // The levels above do it, first with hardly any stack, then with more.
        }
        if (left[0] > 0) {
            left[0]--;
            try {
                what.run();
            } catch (StackOverflowError noStack) {
                // As expected.
            }
        }
    }
}
