package dev.poolscope.lesson.play;

import java.util.Arrays;
import java.util.Locale;

import dev.poolscope.workload.model.Quoted;

/** How sure a student is of a prediction. */
public enum Sureness {
    /** The student does not say. */
    UNSAID,
    /** It was guessed. */
    GUESS,
    /** Fairly sure. */
    FAIRLY,
    /** Certain. */
    CERTAIN;

    /** {@return as files write it} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a word, or the beginning of one.
     *
     * @param text such as {@code fairly} or {@code f}; empty for what is not said
     * @return what it means
     * @throws IllegalArgumentException if it means none
     */
    public static Sureness parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return word.isEmpty()
                ? UNSAID
                : Arrays.stream(values()).filter(each -> each.word().startsWith(word)).findFirst().orElseThrow(
                        () -> new IllegalArgumentException(
                                "found " + Quoted.of(text) + "; allowed are guess, fairly and certain"));
    }
}
