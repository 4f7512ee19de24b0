package dev.poolscope.app.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import dev.poolscope.session.RecordingFolder;

/** Where the settings lie: where each system keeps such files, unless a property says otherwise. */
public final class SettingsPlace {
    /** The JVM's property that names another file. */
    public static final String PROPERTY = "poolscope.settings";

    private static final String FILE = "settings.properties";

    private SettingsPlace() {}

    /**
     * Finds the file, which need not be there.
     *
     * @param properties those of the JVM
     * @param environment that of the process
     * @return its path
     */
    public static Path of(Properties properties, Map<String, String> environment) {
        String named = properties.getProperty(PROPERTY, "");
        if (!named.isBlank()) {
            return Path.of(named).toAbsolutePath();
        }
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(properties.getProperty("user.home", ""));
        if (system.startsWith("mac") || system.contains("os x")) {
            return home.resolve("Library", "Application Support", "Poolscope", FILE);
        }
        if (system.startsWith("windows")) {
            return RecordingFolder.absolute(environment.get("APPDATA"), home.resolve("AppData", "Roaming"))
                    .resolve("Poolscope", FILE);
        }
        return RecordingFolder.absolute(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"))
                .resolve("poolscope", FILE);
    }
}
