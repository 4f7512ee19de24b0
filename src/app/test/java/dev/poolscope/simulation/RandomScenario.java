package dev.poolscope.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The file of a scenario that is drawn from a seed: any pool, hooks that fail, several streams of any kind, and actions. Times
 * are multiples of ten milliseconds, so that much happens at the same instant; but those of actions are not.
 *
 * <p>Left out is what chance decides in a pool: an action and something else at one instant, a join of an empty pool and a spawn say; and that a parent
 * which waits for children is cancelled, for a pool that starves tells so between the cancellation and the end of the wait, or does not.
 */
final class RandomScenario {
    private final Random random;
    private final long seed;

    private RandomScenario(long seed) {
        random = new Random(seed);
        this.seed = seed;
    }

    static String yaml(long seed) {
        return new RandomScenario(seed).yaml();
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private String time(int mostTens) {
        return random.nextInt(mostTens + 1) * 10 + "ms";
    }

    private String yaml() {
        List<String> lines = new ArrayList<>(List.of("poolscope: 1", "name: random " + seed, "seed: " + seed,
                "duration: 1s", pool(), "streams:"));
        int streams = 1 + random.nextInt(3);
        for (int i = 0; i < streams; i++) {
            String arrivals = arrivals();
            lines.add("  - { name: s" + i + ", " + arrivals + ", task: " + task(arrivals.contains("map")) + " }");
        }
        if (!oneIn(3)) {
            lines.add("actions:");
            for (int i = random.nextInt(4); i >= 0; i--) {
                lines.add("  - { at: " + (25 * i + random.nextInt(25)) + (i + 1) + "ms, " + action(streams) + " }");
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private String pool() {
        StringBuilder pool = new StringBuilder("pool: { type: thread, maxWorkers: " + (1 + random.nextInt(5)));
        if (!oneIn(3)) {
            pool.append(", idleTimeout: ").append(1 + random.nextInt(20)).append("0ms");
        }
        if (oneIn(2)) {
            pool.append(", maxTasksPerWorker: ").append(1 + random.nextInt(5));
        }
        hook(pool, "initializer");
        hook(pool, "finalizer");
        return pool.append(" }").toString();
    }

    private void hook(StringBuilder pool, String name) {
        if (oneIn(3)) {
            pool.append(", ").append(name).append(": { takes: ").append(time(10));
            if (oneIn(2)) {
                pool.append(", failsOnWorker: ").append(1 + random.nextInt(5));
            }
            pool.append(" }");
        }
    }

    private String arrivals() {
        return "arrivals: " + switch (random.nextInt(7)) {
            case 0 -> "{ constant: { rate: " + (5 + random.nextInt(60)) + "/s } }";
            case 1 -> "{ poisson: { rate: " + (5 + random.nextInt(60)) + "/s } }";
            case 2 -> "{ bursts: { count: " + (1 + random.nextInt(9)) + ", every: " + (1 + random.nextInt(30))
                    + "0ms } }";
            case 3 -> "{ closed: { users: " + (1 + random.nextInt(6)) + ", think: " + (1 + random.nextInt(20))
                    + "0ms } }";
            case 4 -> "{ batch: { count: " + (1 + random.nextInt(20)) + ", at: " + time(80) + " } }";
            case 5 -> "{ mapAll: { items: " + (1 + random.nextInt(20)) + ", at: " + time(80) + ", chunkSize: "
                    + (1 + random.nextInt(3)) + " } }";
            default -> "{ map: { items: " + (1 + random.nextInt(20)) + ", at: " + time(80) + ", bufferSize: "
                    + (1 + random.nextInt(4)) + ", ordered: " + random.nextBoolean() + " } }";
        };
    }

    private String task(boolean bulk) {
        boolean waits = false;
        String work = switch (random.nextInt(bulk ? 5 : 6)) {
            case 0 -> "cpu: " + time(8);
            case 1 -> "lock: " + time(5);
            case 5 -> {
                waits = random.nextBoolean();
                yield "fanOut: { children: " + (1 + random.nextInt(3)) + ", child: " + time(10) + ", wait: " + waits
                        + " }";
            }
            case 2 -> "sleep: { exponential: { mean: 30ms } }";
            default -> "sleep: " + time(15);
        };
        return "{ " + work + (oneIn(4) ? ", fails: 20%" : "")
                + (!bulk && !waits && oneIn(4)
                        ? ", cancelAfter: " + (1 + random.nextInt(20))
                                + "0ms"
                        : "")
                + " }";
    }

    private String action(int streams) {
        String stream = "s" + random.nextInt(streams);
        return switch (random.nextInt(8)) {
            case 0 -> "setIdleTimeout: " + (oneIn(4) ? "never" : 1 + random.nextInt(20) + "0ms");
            case 1 -> "spawnWorkers: " + (1 + random.nextInt(4));
            case 2 -> "spawnMaxWorkers: true";
            case 3 -> "breakNextInitializer: true";
            case 4 -> "join: true";
            case 5 -> "shutdown: true";
            case 6 -> "cancelPending: " + stream;
            default -> "submit: { stream: " + stream + ", count: " + (1 + random.nextInt(8)) + " }";
        };
    }
}
