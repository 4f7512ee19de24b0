package dev.poolscope.stats;

/** How counts are written for reading, on the screen, in files and on a terminal alike: one thing is one thing. */
public final class LegibleCount {
    private LegibleCount() {}

    /**
     * Writes a count of things.
     *
     * @param count how many
     * @param thing what one of them is called; an s makes it many
     * @return such as {@code 1 task} or {@code 20 tasks}
     */
    public static String of(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
