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
     * Returns a text with values put into it, in the form of {@link String#format}.
     *
     * @param key its key
     * @param values what is put in
     * @return the text
     * @throws java.util.MissingResourceException if there is none
     */
    public String of(String key, Object... values) {
        return String.format(Locale.ROOT, bundle.getString(key), values);
    }
}
