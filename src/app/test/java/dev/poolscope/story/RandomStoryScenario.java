package dev.poolscope.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;

/**
 * Makes scenarios with dice: small pools under bursts, with tasks that fail, are cancelled, wait for the lock and for their
 * children, until the pool starves, breaks, joins or is shut down.
 */
public final class RandomStoryScenario {
    private static final List<String> NAMES = List.of("a", "b c", "c", "d");

    /** Whether what is done at a time is done at one of three only. */
    private final boolean crowded;
    private final Random dice;

    private RandomStoryScenario(Random dice, boolean crowded) {
        this.dice = dice;
        this.crowded = crowded;
    }

    /**
     * Makes one.
     *
     * @param millis for how long it runs
     * @return the file
     */
    public static String text(long seed, int millis) {
        return new RandomStoryScenario(new Random(seed), false).text(millis);
    }

    /**
     * Makes one with many actions, of which several are done at the same instant, in which tasks arrive too.
     *
     * @param millis for how long it runs
     */
    public static Scenario crowded(long seed, int millis) throws InvalidScenarioException {
        return ScenarioReader.parse("crowded.yaml", new RandomStoryScenario(new Random(seed), true).text(millis));
    }

    /** Makes one, and reads it. */
    public static Scenario of(long seed, int millis) throws InvalidScenarioException {
        return ScenarioReader.parse("random.yaml", text(seed, millis));
    }

    private boolean chance(int in) {
        return dice.nextInt(in) == 0;
    }

    private int from(int least, int most) {
        return least + dice.nextInt(most - least + 1);
    }

    private int moment(int millis) {
        return crowded ? from(1, 3) * millis / 4 : dice.nextInt(millis);
    }

    private String text(int millis) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, """
                                                                          poolscope: 1
                                                                          name: random
                                                                          seed: %d
                                                                          duration: %dms
                                                                          """, from(1, 1_000_000), millis));
        text.append("pool: { type: thread, maxWorkers: ").append(from(1, 5)).append(", idleTimeout: ")
                .append(chance(5) ? "never" : from(10, 400) + "ms");
        if (chance(3)) {
            text.append(", maxTasksPerWorker: ").append(from(1, 5));
        }
        if (chance(3)) {
            text.append(", initializer: { takes: ").append(from(1, 60)).append("ms")
                    .append(chance(3) ? ", failsOnWorker: " + from(1, 6) : "").append(" }");
        }
        if (chance(3)) {
            text.append(", finalizer: { takes: ").append(from(1, 60)).append("ms")
                    .append(chance(6) ? ", failsOnWorker: " + from(1, 6) : "").append(" }");
        }
        text.append(" }\nstreams:\n");
        int streams = from(1, NAMES.size());
        for (int i = 0; i < streams; i++) {
            String arrivals = arrivals(millis);
            text.append("  - { name: ").append(NAMES.get(i)).append(", arrivals: { ").append(arrivals)
                    .append(" }, task: { ").append(task(!arrivals.startsWith("mapAll"))).append(" } }\n");
        }
        List<String> actions = actions(millis, streams);
        if (!actions.isEmpty()) {
            text.append("actions:\n");
            actions.forEach(action -> text.append("  - { at: ").append(moment(millis)).append("ms, ")
                    .append(action).append(" }\n"));
        }
        return text.toString();
    }

    private String arrivals(int millis) {
        return switch (dice.nextInt(8)) {
            case 0, 1 -> "poisson: { rate: " + from(5, 80) + "/s }";
            case 2, 3 -> "bursts: { count: " + from(2, 12) + ", every: " + from(150, 700) + "ms }";
            case 4 -> "batch: { count: " + from(1, 15) + ", at: " + moment(millis) + "ms }";
            case 5 -> "closed: { users: " + from(1, 4) + ", think: " + from(1, 60) + "ms }";
            case 6 ->
                "mapAll: { items: " + from(2, 20) + ", at: " + moment(millis) + "ms, chunkSize: " + from(1, 4)
                        + " }";
            default -> "constant: { rate: " + from(5, 60) + "/s }";
        };
    }

    private String task(boolean single) {
        int millis = from(1, 60);
        String work = switch (dice.nextInt(single ? 8 : 6)) {
            case 0, 1 -> "sleep: { exponential: { mean: " + millis + "ms } }";
            case 2 -> "sleep: " + millis + "ms";
            case 3 -> "cpu: " + Math.min(5, millis) + "ms";
            case 4, 5 -> "lock: " + millis + "ms";
            default -> "fanOut: { children: " + from(1, 3) + ", child: " + millis + "ms, wait: " + !chance(4) + " }";
        };
        return work + (chance(3) ? ", fails: " + from(5, 50) + "%" : "")
                + (single && chance(4) ? ", cancelAfter: " + from(1, 150) + "ms" : "");
    }

    private List<String> actions(int millis, int streams) {
        List<String> all = new ArrayList<>();
        for (int i = crowded ? from(4, 12) : dice.nextInt(5); i > 0; i--) {
            String stream = NAMES.get(dice.nextInt(streams));
            all.add(switch (dice.nextInt(10)) {
                case 0 -> "setIdleTimeout: " + (chance(4) ? "never" : from(5, 300) + "ms");
                case 1 -> "spawnWorkers: " + from(1, 3);
                case 2 -> "spawnMaxWorkers: true";
                case 3 -> chance(3) ? "breakNextInitializer: true" : "note: look here";
                case 4 -> "join: " + (chance(2) ? "true" : from(20, millis) + "ms");
                case 5 -> chance(2) ? "shutdown: true" : "note: nothing";
                case 6 -> "submit: { stream: " + stream + ", count: " + from(1, 10) + " }";
                case 7 -> "cancelPending: " + stream;
                default -> "note: a note";
            });
        }
        return all;
    }
}
