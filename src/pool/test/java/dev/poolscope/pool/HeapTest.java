package dev.poolscope.pool;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A pool holds what is still to be done or taken, and nothing else. */
@Order(1)
class HeapTest {

    @ParameterizedTest
    @CsvSource({"lazy,300000", "lazy-unordered,300000", "lazy-chunked,300000", "submit,1000000", "eager,8000",
            "eager-unordered,8000"})
    void theHeapStaysFlatHoweverManyTasksThereAre(String kind, int tasks, @TempDir Path directory) throws Exception {
        Path output = directory.resolve("output.txt");
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC", "-cp",
                classesWith(ThreadPool.class) + File.pathSeparator + classesWith(HeapProbe.class),
                HeapProbe.class.getName(), kind, Integer.toString(tasks)).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        try {
            assertThat(child.waitFor(110, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            child.destroyForcibly();
        }
        String printed = Files.readString(output).strip();
        assertThat(child.exitValue()).as(printed).isZero();
        String[] kib = printed.split(" ", -1);
        assertThat(Integer.parseInt(kib[2]) - Integer.parseInt(kib[0])).as("growth in KiB, of %s", printed)
                .isLessThan(kind.startsWith("eager") ? 8 * 1024 : 1024);
    }

    /** The folder that the class was loaded from, and all classes that were compiled with it. */
    private static Path classesWith(Class<?> one) throws URISyntaxException {
        URL file = Objects.requireNonNull(one.getResource(one.getSimpleName() + ".class"));
        Path folder = Path.of(file.toURI());
        for (int i = 0; i < one.getName().split("\\.", -1).length; i++) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return folder;
    }

    private static void awaitCollected(WeakReference<?> reference) {
        await().until(() -> {
            System.gc();
            return reference.get() == null;
        });
    }

    @Test
    void aResultThatWasTakenIsHeldByNothing() {
        try (var pool = new ThreadPool(1)) {
            for (boolean ordered : new boolean[]{true, false}) {
                for (int chunkSize : new int[]{1, 3}) {
                    var options = MapOptions.builder().ordered(ordered).chunkSize(chunkSize);
                    var lazy = pool.map(n -> new Object(), List.of(1, 2, 3, 4, 5, 6), options.build());
                    var eager = pool.mapAll(n -> new Object(), List.of(1, 2, 3, 4, 5, 6), options.build());
                    for (CloseableIterator<Object> results : List.of(lazy, eager)) {
                        awaitCollected(new WeakReference<>(results.next()));
                        awaitCollected(new WeakReference<>(results.next()));
                        assertThat(results.hasNext()).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void anIdleWorkerHoldsNothingOfItsLastTask() throws Exception {
        try (var pool = new ThreadPool(1)) {
            awaitCollected(new WeakReference<>(pool.run(Object::new)));
            awaitCollected(runWithAnArgument(pool));
            assertThat(pool.countWorkers()).isEqualTo(1);
        }
    }

    private static WeakReference<?> runWithAnArgument(ThreadPool pool) throws Exception {
        Object argument = new Object();
        pool.run(Object::hashCode, argument);
        return new WeakReference<>(argument);
    }

    @Test
    void futuresThatWereTakenOrGivenUpAreHeldByNoFilter() throws Exception {
        try (var pool = new ThreadPool(1)) {
            var hold = new CountDownLatch(1);
            var filter = new FutureFilter<PoolFuture<?>>();
            filter.add(pool.submit(Object::new));
            filter.take();
            PoolFuture<?> held = pool.submit(() -> hold.await(1, TimeUnit.MINUTES));
            awaitCollected(abandonAnIterationOver(held));
            assertThat(filter.futures()).isEmpty();
            hold.countDown();
        }
    }

    private static WeakReference<?> withdrawWithAnArgument(ThreadPool pool) {
        Object argument = new Object();
        pool.submit(Object::hashCode, argument).cancel(false);
        return new WeakReference<>(argument);
    }

    private static WeakReference<?> abandonAnIterationOver(PoolFuture<?> future) {
        try (var iteration = Futures.asCompleted(List.of(future))) {
            return new WeakReference<>(iteration);
        }
    }

    @Test
    void afterTheShutdownOnlyTheCancelledTasksAreKept() throws Exception {
        var pool = new ThreadPool(1);
        var hold = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        List<WeakReference<?>> done = new ArrayList<>();
        List<WeakReference<?>> withdrawn = new ArrayList<>();
        Object kept = new Object();
        for (int i = 0; i < 10; i++) {
            done.add(runWithAnArgument(pool));
        }
        PoolFuture<?> blocker = pool.submit(() -> {
            begun.countDown();
            return hold.await(1, TimeUnit.MINUTES);
        });
        begun.await();
        for (int i = 0; i < 10; i++) {
            withdrawn.add(withdrawWithAnArgument(pool));
        }
        PoolFuture<Integer> pending = pool.submit(Object::hashCode, kept);
        pool.shutdown(Duration.ZERO);
        hold.countDown();
        pool.close();
        assertThat(blocker.isDone() && pending.isCancelled()).isTrue();
        done.forEach(HeapTest::awaitCollected);
        withdrawn.forEach(HeapTest::awaitCollected);
        assertThat(pool.cancelledTasks()).hasSize(1);
        assertThat(pool.cancelledTasks().getFirst().arguments()).containsExactly(kept);
    }
}
