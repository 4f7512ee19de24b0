package dev.poolscope.story;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words for runs, the same on the screen and on a terminal. May be used by any thread.
 */
public final class StoryTexts {
    private final ResourceBundle bundle = ResourceBundle.getBundle("dev.poolscope.story.words", Locale.ROOT);

    /** Reads them. */
    public StoryTexts() {}

    /**
     * Returns whether there is a text.
     *
     * @param key its key
     * @return true if this has it
     */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /**
     * Returns a text as it stands.
     *
     * @param key its key
     * @return the text
     * @throws java.util.MissingResourceException if there is none
     */
    public String of(String key) {
        return bundle.getString(key);
    }

    /**
     * Puts values into a text that knows one from many.
     *
     * @param text in the form of {@link String#format}; behind a number, {@code [s]} is said of many, {@code [is|are]} of one or many
     * @param values what is put in
     * @return the text
     */
    public static String format(String text, Object... values) {
        return NumberedText.format(text, values);
    }

    /**
     * Returns a text with values put into it, in the form of {@link #format}.
     *
     * @param key its key
     * @param values what is put in
     * @return the text
     * @throws java.util.MissingResourceException if there is none
     */
    public String of(String key, Object... values) {
        return NumberedText.format(bundle.getString(key), values);
    }
}
