package dev.poolscope.stats;

import java.util.Locale;

/** How a line that a terminal shows as it is becomes a sentence on a page or on the screen. */
public final class LegibleSentence {
    private LegibleSentence() {}

    /**
     * Makes a sentence of a line.
     *
     * @param line such as {@code no theory applies: the rate changes}
     * @return the same with a capital at the beginning, unless it begins with a key of a file, and with a full stop at the end
     */
    public static String of(String line) {
        if (line.isEmpty()) {
            return line;
        }
        boolean word = line.matches("(?s)[a-z]+(?:[ ,:;].*)?");
        String capital = word ? line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1) : line;
        return ".!?".indexOf(line.charAt(line.length() - 1)) >= 0 ? capital : capital + ".";
    }
}
