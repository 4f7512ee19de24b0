package dev.poolscope.lesson.format;

import java.util.List;

import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ReadyFiles;
import org.jspecify.annotations.Nullable;

/** The lessons that come with the program. */
public final class ReadyLessons {
    static final String FOLDER = "/assets/lessons/";

    private static final ReadyFiles FILES = new ReadyFiles("lesson", FOLDER,
            List.of("one-worker-or-two", "who-waits-for-whom",
                    "the-worker-that-went-home", "how-full-is-full", "the-test-that-lies", "drain-or-cancel",
                    "a-pool-that-waits-for-itself", "blocked-is-not-busy", "the-broken-pool", "platform-or-virtual",
                    "your-turn"));

    private ReadyLessons() {}

    /** {@return the names of all ready lessons, in the order in which they are best taken} */
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
     * Returns the text of a ready lesson.
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
     * @return the lesson
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Lesson load(String name) {
        try {
            return LessonReader.parse(name, name, text(name));
        } catch (InvalidScenarioException e) {
            throw new IllegalStateException("a ready lesson is not valid: " + e.getMessage(), e);
        }
    }
}
