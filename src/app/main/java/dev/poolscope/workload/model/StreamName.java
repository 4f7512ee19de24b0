package dev.poolscope.workload.model;

import java.util.regex.Pattern;

/** The name of a stream within a text, such as {@code wait.p95 of web < 2s}. */
public final class StreamName {
    /** One word without the signs that compare, and without quotes. */
    private static final String WORD = "[^\\s<>=!\"']+";
    /** In quotes of either kind; a backslash takes its meaning from the next character. */
    private static final String IN_QUOTES = "\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'";

    /** A regular expression, in which no group is counted. */
    public static final String FORM = "(?:" + WORD + "|" + IN_QUOTES + ")";

    private static final Pattern PLAIN = Pattern.compile(WORD);

    private StreamName() {}

    /**
     * Writes a name.
     *
     * @param name the name of a stream
     * @return it, in quotes if it is not one word
     */
    public static String written(String name) {
        return PLAIN.matcher(name).matches()
                ? name
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * Reads a name.
     *
     * @param written what {@link #FORM} matches
     * @return the name
     */
    public static String read(String written) {
        boolean quoted = written.startsWith("\"") || written.startsWith("'");
        return quoted ? written.substring(1, written.length() - 1).replaceAll("\\\\(.)", "$1") : written;
    }
}
