package dev.poolscope.bench.pool;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One line of the table.
 *
 * @param benchmark the method of {@link PoolBenchmark}
 * @param work what the tasks do
 * @param producers how many threads submit
 * @param workers how many workers each pool has
 * @param beside how many threads use the cores beside
 * @param oneCore whether the process is kept to one core
 */
record Cell(String benchmark, String work, int producers, int workers, int beside, boolean oneCore) {

    Cell(String benchmark, String work, int producers, int workers, int beside) {
        this(benchmark, work, producers, workers, beside, false);
    }

    /** What is to be looked at first after a change of the core. */
    static List<Cell> quick() {
        return List.of(new Cell("execute", "noop", 1, 2, 0), new Cell("execute", "1us", 1, 2, 0),
                new Cell("pingPong", "noop", 1, 2, 0), new Cell("batchOf100", "noop", 1, 2, 0),
                new Cell("pingPong", "noop", 1, 2, 0, true));
    }

    /** Everything, but of the combinations of producers and workers those that differ most. */
    static List<Cell> full() {
        List<Cell> cells = new ArrayList<>();
        for (String benchmark : List.of("execute", "submitAndCollect")) {
            for (String work : List.of("noop", "1us")) {
                for (int workers : List.of(1, 2, 4)) {
                    cells.add(new Cell(benchmark, work, 1, workers, 0));
                }
                cells.add(new Cell(benchmark, work, 2, 2, 0));
                cells.add(new Cell(benchmark, work, 4, 4, 0));
            }
        }
        for (int workers : List.of(1, 2, 4)) {
            cells.add(new Cell("pingPong", "noop", 1, workers, 0));
            cells.add(new Cell("burstAfterIdling", "noop", 1, workers, 0));
        }
        cells.add(new Cell("pingPong", "noop", 1, 2, Runtime.getRuntime().availableProcessors()));
        for (int producers : List.of(1, 2)) {
            for (int size : List.of(10, 100, 1_000)) {
                cells.add(new Cell("batchOf" + size, "noop", producers, 2, 0));
            }
        }
        cells.add(new Cell("execute", "noop", 1, 2, 0, true));
        cells.add(new Cell("pingPong", "noop", 1, 2, 0, true));
        cells.add(new Cell("mapAll", "noop", 1, 2, 0));
        cells.add(new Cell("mapAll", "1us", 1, 2, 0));
        cells.add(new Cell("mapInChunks", "noop", 1, 2, 0));
        cells.add(new Cell("mapInChunks", "1us", 1, 2, 0));
        return cells;
    }

    /** Who can be measured there. */
    Set<Contender> contenders() {
        return switch (benchmark) {
            case "mapInChunks" -> EnumSet.of(Contender.POOLSCOPE, Contender.FORK_JOIN);
            case "mapAll" -> EnumSet.complementOf(EnumSet.of(Contender.MONITORED));
            default -> work.equals("1us")
                    ? EnumSet.allOf(Contender.class)
                    : EnumSet.complementOf(EnumSet.of(Contender.MONITORED));
        };
    }

    /**
     * How long each of the two iterations before those that count takes. Where ours is compared with and without the monitor, its
     * collector has to be compiled too, which works in steps of ten milliseconds.
     */
    int warmUpMillis() {
        return contenders().contains(Contender.MONITORED) ? 1_500 : 300;
    }

    /** Whether its round trips are recorded. */
    boolean hasRoundTrips() {
        return benchmark.equals("pingPong") || benchmark.equals("burstAfterIdling");
    }

    @Override
    public String toString() {
        String shape = switch (benchmark) {
            case "execute" -> "`execute`";
            case "submitAndCollect" -> "`submit`, `collect`";
            case "pingPong" -> "ping-pong";
            case "batchOf10", "batchOf100", "batchOf1000" ->
                "batch of " + benchmark.substring("batchOf".length()) + ", waited for";
            case "burstAfterIdling" -> "burst of " + PoolBenchmark.BURST + " after idling";
            case "mapAll" -> "`mapAll`, `invokeAll`";
            case "mapInChunks" -> "`map` in chunks, parallel stream";
            default -> benchmark;
        };
        return shape + (work.equals("noop") ? ", no-op, " : ", 1 µs, ") + producers + " → " + workers
                + (beside > 0 ? ", " + beside + " busy threads beside" : "") + (oneCore ? ", one core only" : "");
    }
}
