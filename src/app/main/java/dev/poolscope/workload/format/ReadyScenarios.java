package dev.poolscope.workload.format;

import java.util.List;

import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** The scenarios that come with the program. */
public final class ReadyScenarios {
    /** The scenario that is shown when none is asked for. */
    public static final String DEFAULT = "first-light";

    private static final List<Group> GROUPS = List.of(new Group("Begin here", DEFAULT),
            new Group("Workers come and go", "workers-on-demand", "idle-reaping", "idle-timeout-too-short"),
            new Group("How many workers", "overload", "burst-on-one", "burst-on-two", "burst-on-three",
                    "burst-on-four"),
            new Group("What a task waits for", "head-of-line", "io-against-cpu", "one-lock"),
            new Group("Limits and hooks", "recycling", "broken-initializer", "failing-finalizer"),
            new Group("A pool that waits for itself", "starvation"),
            new Group("How a pool ends", "shutdown-in-a-burst", "join-against-shutdown"),
            new Group("Maps, and kinds of threads", "lazy-and-eager", "platform-threads", "virtual-threads"),
            new Group("Who decides when work comes", "open-arrivals", "closed-arrivals"));
    private static final ReadyFiles FILES = new ReadyFiles("scenario", "/assets/scenarios/",
            GROUPS.stream().flatMap(group -> group.names().stream()).toList());

    /**
     * Scenarios that teach the same thing.
     *
     * @param title what they teach
     * @param names which they are, in the order in which they are best read
     */
    public record Group(String title, List<String> names) {
        /** Copies the list. */
        public Group {
            names = List.copyOf(names);
        }

        private Group(String title, String... names) {
            this(title, List.of(names));
        }
    }

    /**
     * Groups them by what they teach.
     *
     * @return the groups; together they have all of {@link #names()}, in the same order
     */
    public static List<Group> groups() {
        return GROUPS;
    }

    /**
     * Returns in one line what a scenario is about.
     *
     * @param scenario any
     * @return the first sentence of its description, or its name if it has none
     */
    public static String line(Scenario scenario) {
        String first = scenario.description().strip().lines().findFirst().orElse("");
        int end = first.indexOf(". ");
        return first.isEmpty() ? scenario.name() : end < 0 ? first : first.substring(0, end + 1);
    }

    private ReadyScenarios() {}

    /** {@return the names of all ready scenarios, the default first, then in the order in which they are best read} */
    public static List<String> names() {
        return FILES.names();
    }

    /**
     * Guesses what a misspelt name was meant to be.
     *
     * @param name a name that is none
     * @return the nearest one, or null if none is near
     */
    public static @Nullable String suggest(String name) {
        return FILES.suggest(name);
    }

    /**
     * Returns the text of a ready scenario.
     *
     * @param name one of {@link #names()}
     * @return the content of its file
     * @throws IllegalArgumentException if there is none of this name
     */
    public static String text(String name) {
        return FILES.text(name);
    }

    /**
     * Reads one.
     *
     * @param name one of {@link #names()}
     * @return the scenario
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Scenario load(String name) {
        try {
            return ScenarioReader.parse(name, text(name));
        } catch (InvalidScenarioException e) {
            throw new IllegalStateException("a ready scenario is not valid: " + e.getMessage(), e);
        }
    }
}
