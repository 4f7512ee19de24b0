package dev.poolscope.app.environment;

import java.util.Locale;

/** The name of a file, without folder and ending, for something that has a name for people. */
public final class FileStem {
    private static final String NAMELESS = "scenario";

    private FileStem() {}

    /** {@return letters, digits and hyphens that every file system takes: {@code my-first-one} for "My first one!"} */
    public static String of(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$",
                "");
        return plain.isEmpty() ? NAMELESS : plain;
    }
}
