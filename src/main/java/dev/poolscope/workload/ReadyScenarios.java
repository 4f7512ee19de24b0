package dev.poolscope.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The scenarios that come with the program. */
public final class ReadyScenarios {
    /** The scenario that is shown when none is asked for. */
    public static final String DEFAULT = "first-light";

    private static final String FOLDER = "/assets/scenarios/";

    /** A folder in a jar cannot be listed in a plain way, so the names stand here; a test holds them to the files. */
    private static final List<String> NAMES = List.of(DEFAULT, "workers-on-demand", "idle-reaping",
            "idle-timeout-too-short", "overload", "burst-on-one", "burst-on-two", "burst-on-three", "burst-on-four",
            "head-of-line", "io-against-cpu", "one-lock", "recycling", "broken-initializer", "failing-finalizer",
            "starvation", "shutdown-in-a-burst", "join-against-shutdown", "lazy-and-eager", "platform-threads",
            "virtual-threads", "open-arrivals", "closed-arrivals");

    private ReadyScenarios() {}

    /**
     * Lists them.
     *
     * @return their names, the default first, then in the order in which they are best read
     */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Guesses what a misspelt name was meant to be.
     *
     * @param name a name that is none
     * @return the nearest one, or null if none is near
     */
    public static @Nullable String suggest(String name) {
        return Suggestion.among(name, NAMES);
    }

    /**
     * Gives the text of one.
     *
     * @param name one of {@link #names()}
     * @return the content of its file
     * @throws IllegalArgumentException if there is none of this name
     */
    public static String text(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no ready scenario " + Quoted.of(name) + "; there are " + String.join(", ", NAMES));
        }
        try (InputStream in = ReadyScenarios.class.getResourceAsStream(FOLDER + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the ready scenario '" + name + "' is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
