package dev.poolscope.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * Whether there is a screen to open a window on, as far as that is known without starting the toolkit.
 *
 * @param missing why there is none; empty if there seems to be one
 * @param pretended whether the toolkit was asked to do without one, and so can open windows unseen
 */
public record Display(Optional<String> missing, boolean pretended) {

    /**
     * The JVM's property that says why there is no display, set by a program that has tried to open the one there seems to
     * be.
     */
    public static final String MISSING = "poolscope.display.missing";

    /** A screen, as far as is known. */
    public static final Display PRESENT = new Display(Optional.empty(), false);

    /**
     * Looks around. On Linux and its like a display has to be named by the environment; every other system has one, unless
     * A property of Java says that there is none.
     *
     * @param properties those of the JVM
     * @param environment that of the process
     * @return what was found
     */
    public static Display of(Properties properties, Map<String, String> environment) {
        String tried = properties.getProperty(MISSING);
        if (tried != null) {
            return absent(tried);
        }
        if (properties.getProperty("glass.platform", "").toLowerCase(Locale.ROOT).equals("headless")) {
            return new Display(Optional.of("glass.platform is Headless"), true);
        }
        if (Boolean.parseBoolean(properties.getProperty("java.awt.headless"))) {
            return absent("java.awt.headless is true");
        }
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows") || system.startsWith("mac") || system.contains("os x")) {
            return PRESENT;
        }
        if (isSet(environment.get("DISPLAY")) || isSet(environment.get("WAYLAND_DISPLAY"))) {
            return PRESENT;
        }
        return absent("neither DISPLAY nor WAYLAND_DISPLAY is set");
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    private static Display absent(String reason) {
        return new Display(Optional.of(reason), false);
    }
}
