package dev.poolscope.app.fx;

import java.util.regex.Pattern;

/** Text for places that wrap it: a line never ends between a number and its unit. */
public final class UnbrokenText {
    private static final Pattern BETWEEN = Pattern.compile("(?<=\\d) (?=(?:ns|µs|ms|s|min|h)\\b|%)");

    private UnbrokenText() {}

    /**
     * Glues numbers to their units.
     *
     * @param text such as {@code waited 3 min 20 s}
     * @return the same, with a space that does not break before each unit of time and each percent sign
     */
    public static String of(String text) {
        return BETWEEN.matcher(text).replaceAll("\u00a0");
    }
}
