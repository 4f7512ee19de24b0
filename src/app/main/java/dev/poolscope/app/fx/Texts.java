package dev.poolscope.app.fx;

import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the window, from the one bundle of texts. */
public final class Texts {
    private final ResourceBundle bundle = ResourceBundle.getBundle("dev.poolscope.app.fx.texts", Locale.ROOT);

    /** For the loader of FXML files. */
    public ResourceBundle bundle() {
        return bundle;
    }

    /** A text as it stands. */
    public String of(String key) {
        return bundle.getString(key);
    }

    /** A text with values put into it, in the form of {@link String#format}. */
    public String of(String key, Object... values) {
        return String.format(Locale.ROOT, bundle.getString(key), values);
    }
}
