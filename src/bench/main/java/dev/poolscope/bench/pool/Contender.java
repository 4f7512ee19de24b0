package dev.poolscope.bench.pool;

import java.util.Collection;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.telemetry.recorder.Recorder;
import dev.poolscope.telemetry.recorder.RecorderLimits;
import dev.poolscope.telemetry.recorder.TaskTags;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jboss.threads.EnhancedQueueExecutor;

/** The pools that are measured. */
enum Contender {
    /** Ours, without observers. */
    POOLSCOPE("Poolscope", Kind.OURS) {
        @Override
        Subject open(int workers) {
            return new Ours(new ThreadPool(workers), () -> {});
        }
    },
    /** Ours, with the monitor's observer, which records every task. */
    MONITORED("Poolscope, monitored", Kind.OURS_OBSERVED) {
        @Override
        Subject open(int workers) {
            var recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, RecorderLimits.DEFAULT);
            recorder.start(NanoClock.SYSTEM.nanoTime());
            var pool = new ThreadPool(workers, PoolOptions.builder().observer(recorder.observer()).build());
            return new Ours(pool, () -> {
                var _ = recorder.finish();
            });
        }
    },
    /** The JDK's, as {@link Executors#newFixedThreadPool} makes it. */
    TPE_BLOCKING("ThreadPoolExecutor, LinkedBlockingQueue", Kind.FIFO) {
        @Override
        Subject open(int workers) {
            return fixed(workers, new LinkedBlockingQueue<>());
        }
    },
    /** The JDK's with its fastest queue. */
    TPE_TRANSFER("ThreadPoolExecutor, LinkedTransferQueue", Kind.FIFO) {
        @Override
        Subject open(int workers) {
            return fixed(workers, new LinkedTransferQueue<>());
        }
    },
    /** JBoss Threads', without a bound to its queue. */
    ENHANCED_QUEUE("EnhancedQueueExecutor", Kind.FIFO) {
        @Override
        Subject open(int workers) {
            var pool = new EnhancedQueueExecutor.Builder().setCorePoolSize(workers).setMaximumPoolSize(workers)
                    .setMaximumQueueSize(Integer.MAX_VALUE).build();
            return new OfExecutorService(pool, pool::prestartAllCoreThreads);
        }
    },
    /** Jetty's. */
    JETTY("QueuedThreadPool", Kind.FIFO) {
        @Override
        Subject open(int workers) {
            var pool = new QueuedThreadPool(workers, workers);
            pool.setReservedThreads(0);
            pool.setStopTimeout(0);
            pool.setDaemon(true);
            try {
                pool.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return new OfJetty(pool);
        }
    },
    /** The JDK's work-stealing one in its first-in-first-out mode, which keeps the order only within a queue. */
    FORK_JOIN("ForkJoinPool, async", Kind.BESIDE) {
        @Override
        Subject open(int workers) {
            var pool = new ForkJoinPool(workers, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
            return new OfExecutorService(pool, () -> {});
        }
    },
    /** A virtual thread for each task, on as many carriers as the others have workers. */
    VIRTUAL("virtual thread per task", Kind.BESIDE) {
        @Override
        Subject open(int workers) {
            System.setProperty("jdk.virtualThreadScheduler.parallelism", Integer.toString(workers));
            System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", Integer.toString(Math.max(256, workers)));
            return new OfExecutorService(Executors.newVirtualThreadPerTaskExecutor(), () -> {});
        }
    };

    /** What a contender is to the goals. */
    enum Kind {
        OURS, OURS_OBSERVED, FIFO, BESIDE
    }

    final String title;
    final Kind kind;

    Contender(String title, Kind kind) {
        this.title = title;
        this.kind = kind;
    }

    abstract Subject open(int workers);

    private static Subject fixed(int workers, BlockingQueue<Runnable> queue) {
        var pool = new ThreadPoolExecutor(workers, workers, 0, TimeUnit.MILLISECONDS, queue);
        return new OfExecutorService(pool, pool::prestartAllCoreThreads);
    }

    /** Our own pool, by its own methods. */
    record Ours(ThreadPool pool, Runnable recorder) implements Subject {
        @Override
        public void execute(Runnable task) {
            pool.execute(task);
        }

        @Override
        public Future<Integer> submit(Callable<Integer> task) {
            return pool.submit(task);
        }

        @Override
        public void spawnAll() {
            var _ = pool.spawnMaxWorkers();
        }

        @Override
        public void close() {
            pool.close();
            recorder.run();
        }
    }

    /** Any of the JDK's kind. */
    record OfExecutorService(ExecutorService pool, Runnable spawning) implements Subject {
        @Override
        public void execute(Runnable task) {
            pool.execute(task);
        }

        @Override
        public Future<Integer> submit(Callable<Integer> task) {
            return pool.submit(task);
        }

        @Override
        public int invokeAll(Collection<Callable<Integer>> tasks) throws Exception {
            int sum = 0;
            for (Future<Integer> future : pool.invokeAll(tasks)) {
                sum += future.get();
            }
            return sum;
        }

        @Override
        public void spawnAll() {
            spawning.run();
        }

        @Override
        public void close() {
            var _ = pool.shutdownNow();
            pool.close();
        }
    }

    /** Jetty's knows no futures: they are made as {@link AbstractExecutorService} makes them. */
    record OfJetty(QueuedThreadPool pool) implements Subject {
        @Override
        public void execute(Runnable task) {
            pool.execute(task);
        }

        @Override
        public Future<Integer> submit(Callable<Integer> task) {
            var future = new FutureTask<>(task);
            pool.execute(future);
            return future;
        }

        @Override
        public void close() {
            try {
                pool.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
