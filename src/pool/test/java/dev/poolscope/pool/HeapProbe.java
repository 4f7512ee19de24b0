package dev.poolscope.pool;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.stream.IntStream;

/**
 * Pushes many tasks through a pool in a JVM of its own, whose heap would not hold their results together, and prints the heap in
 * use after a collection: near the beginning, at the end, and the most of ten looks in between.
 */
final class HeapProbe {
    private static final int LOOKS = 10;

    private final int tasks;
    private final List<Long> used = new ArrayList<>();
    private int taken;

    private HeapProbe(int tasks) {
        this.tasks = tasks;
    }

    public static void main(String[] args) throws Exception {
        var probe = new HeapProbe(Integer.parseInt(args[1]));
        try (var pool = new ThreadPool(2)) {
            switch (args[0]) {
                case "lazy" -> probe.drain(pool.map(HeapProbe::result, new Numbers(probe.tasks), options(1, true)));
                case "lazy-unordered" ->
                    probe.drain(pool.map(HeapProbe::result, new Numbers(probe.tasks), options(1, false)));
                case "lazy-chunked" ->
                    probe.drain(pool.map(HeapProbe::result, new Numbers(probe.tasks), options(100, true)));
                case "eager" -> probe.eager(pool, true);
                case "eager-unordered" -> probe.eager(pool, false);
                case "submit" -> probe.submit(pool);
                default -> throw new IllegalArgumentException(args[0]);
            }
            if (pool.snapshot().completed() < probe.tasks / 100) {
                throw new AssertionError("the pool has done nothing");
            }
        }
        System.out.println(probe.used.getFirst() / 1024 + " " + probe.used.getLast() / 1024 + " "
                + probe.used.stream().mapToLong(Long::longValue).max().orElseThrow() / 1024);
    }

    private record Numbers(int end) implements Iterable<Integer> {
        @Override
        public Iterator<Integer> iterator() {
            return IntStream.range(0, end).iterator();
        }
    }

    private static MapOptions options(int chunkSize, boolean ordered) {
        return MapOptions.builder().chunkSize(chunkSize).bufferSize(8).ordered(ordered).build();
    }

    private static byte[] result(int n) {
        byte[] result = new byte[256];
        result[0] = (byte) n;
        return result;
    }

    private void drain(Iterator<byte[]> results) {
        while (results.hasNext()) {
            results.next();
            look();
        }
    }

    /** Results of 32 KiB, made no further than a window ahead of those that were taken. */
    private void eager(ThreadPool pool, boolean ordered) {
        var window = new Phaser(1);
        var results = pool.mapAll(n -> {
            // Each result that is taken is a phase.
            for (int phase = window.getPhase(); phase <= n - 100; phase = window.getPhase()) {
                window.awaitAdvance(phase);
            }
            return new byte[32 * 1024];
        }, new Numbers(tasks), MapOptions.builder().ordered(ordered).build());
        while (results.hasNext()) {
            results.next();
            window.arrive();
            look();
        }
    }

    private void submit(ThreadPool pool) throws Exception {
        List<PoolFuture<byte[]>> window = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            int n = i;
            window.add(pool.submit(() -> result(n)));
            if (window.size() == 1000) {
                Futures.collect(window);
                window.clear();
            }
            look();
        }
    }

    private void look() {
        taken++;
        if (taken % (tasks / LOOKS) == 0) {
            System.gc();
            used.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
    }
}
