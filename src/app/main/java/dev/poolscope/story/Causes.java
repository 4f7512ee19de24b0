package dev.poolscope.story;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells why something failed, in the words of what was thrown. The names of this program's own classes say nothing to those who
 * read it; those of others do.
 */
public final class Causes {
    private static final Pattern OWN = Pattern.compile("dev\\.poolscope(?:\\.\\w+)*\\.(\\w+)(?:\\$\\w+)*(?:: |$)");

    private Causes() {}

    /** A cause as events have it, without the names of our own classes. */
    public static String plain(@Nullable String cause) {
        String text = String.valueOf(cause);
        String own = OWN.matcher(text).replaceAll("");
        return own.isEmpty() ? OWN.matcher(text).replaceAll("$1") : own;
    }
}
