package dev.poolscope.app.fx;

import java.util.Locale;
import java.util.ResourceBundle;

import dev.poolscope.story.StoryTexts;

/** The words of the window, from the one bundle of texts; and those of the stories, which the command line has too. */
public final class Texts {
    private final ResourceBundle bundle = ResourceBundle.getBundle("dev.poolscope.app.fx.texts", Locale.ROOT);
    private final StoryTexts story = new StoryTexts();

    /** For the loader of FXML files. */
    public ResourceBundle bundle() {
        return bundle;
    }

    /** Those of the stories alone. */
    public StoryTexts story() {
        return story;
    }

    /** A text as it stands. */
    public String of(String key) {
        return story.has(key) ? story.of(key) : bundle.getString(key);
    }

    /** A text with values put into it, in the form of {@link StoryTexts#format}. */
    public String of(String key, Object... values) {
        return StoryTexts.format(of(key), values);
    }
}
