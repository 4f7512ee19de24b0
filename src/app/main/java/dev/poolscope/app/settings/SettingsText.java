package dev.poolscope.app.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

import dev.poolscope.app.settings.Settings.SideZone;
import dev.poolscope.session.RecordingFolder;

/**
 * Settings as the text of a file: lines of a key and a value. Each value is read for itself, so that a bad one takes no
 * other with it; keys that are not known are passed over, so that an older program reads what a newer one wrote.
 */
final class SettingsText {
    private static final String THEME = "theme";
    private static final String PLACE = "window";
    private static final String COMPOSE = "zone.compose";
    private static final String EXPLAIN = "zone.explain";
    private static final String LANES = "zone.lanes";
    private static final String RECENT = "recent.";
    private static final String OFFERED = "lessons.offered";
    private static final String LESSON = "lesson.";
    private static final String RECORDINGS = "recordings";
    private static final String SEED = "lessons.seed";

    private SettingsText() {}

    static String write(Settings settings) {
        Properties lines = new Properties();
        lines.setProperty(THEME, settings.theme().name().toLowerCase(Locale.ROOT));
        WindowPlace place = settings.place();
        if (place != null) {
            lines.setProperty(PLACE, place.x() + " " + place.y() + " " + place.width() + " " + place.height()
                    + (place.maximized() ? " maximized" : ""));
        }
        lines.setProperty(COMPOSE, zone(settings.compose()));
        lines.setProperty(EXPLAIN, zone(settings.explain()));
        if (settings.lanes() > 0) {
            lines.setProperty(LANES, Double.toString(settings.lanes()));
        }
        for (int i = 0; i < settings.recent().size(); i++) {
            lines.setProperty(RECENT + (i + 1), settings.recent().get(i).toString());
        }
        if (settings.lessons().offered()) {
            lines.setProperty(OFFERED, "yes");
        }
        if (settings.lessons().seed() != 1) {
            lines.setProperty(SEED, Long.toString(settings.lessons().seed()));
        }
        settings.lessons().stopped().forEach((lesson, where) -> lines.setProperty(LESSON + lesson, where));
        if (!settings.recordings().equals(RecordingFolder.Bounds.DEFAULT)) {
            lines.setProperty(RECORDINGS, settings.recordings().runs() + " " + settings.recordings().megabytes());
        }
        StringWriter text = new StringWriter();
        try {
            lines.store(text, "What the window of Poolscope remembers. It may be deleted.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static String zone(SideZone zone) {
        return (zone.open() ? "open " : "closed ") + zone.width();
    }

    static Settings read(String text) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Settings.DEFAULT;
        }
        Settings otherwise = Settings.DEFAULT;
        return new Settings(
                value(lines, THEME, name -> ThemeChoice.valueOf(name.toUpperCase(Locale.ROOT)))
                        .orElse(otherwise.theme()),
                value(lines, PLACE, SettingsText::place).orElse(null),
                value(lines, COMPOSE, SettingsText::zone).orElse(otherwise.compose()),
                value(lines, EXPLAIN, SettingsText::zone).orElse(otherwise.explain()),
                value(lines, LANES, SettingsText::share).orElse(otherwise.lanes()),
                recent(lines), lessons(lines),
                value(lines, RECORDINGS, SettingsText::recordings).orElse(otherwise.recordings()));
    }

    private static WindowPlace place(String text) {
        String[] words = text.split(" ", -1);
        boolean maximized = words.length == 5 && words[4].equals("maximized");
        if (words.length != 4 && !maximized) {
            throw new IllegalArgumentException(text);
        }
        return new WindowPlace(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]),
                Double.parseDouble(words[3]), maximized);
    }

    private static SideZone zone(String text) {
        String[] words = text.split(" ", -1);
        if (words.length != 2 || !List.of("open", "closed").contains(words[0])) {
            throw new IllegalArgumentException(text);
        }
        return new SideZone(words[0].equals("open"), Double.parseDouble(words[1]));
    }

    private static RecordingFolder.Bounds recordings(String text) {
        String[] words = text.split(" ", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException(text);
        }
        return new RecordingFolder.Bounds(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }

    private static double share(String text) {
        double share = Double.parseDouble(text);
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(text);
        }
        return share;
    }

    private static List<Path> recent(Properties lines) {
        List<Path> recent = new ArrayList<>();
        for (int i = 1; i <= Settings.MOST_RECENT; i++) {
            value(lines, RECENT + i, Path::of).filter(Path::isAbsolute).ifPresent(recent::add);
        }
        return recent;
    }

    private static LessonMemory lessons(Properties lines) {
        Map<String, String> stopped = new TreeMap<>();
        for (String key : lines.stringPropertyNames()) {
            if (key.startsWith(LESSON)) {
                stopped.put(key.substring(LESSON.length()), lines.getProperty(key));
            }
        }
        long seed = value(lines, SEED, Long::valueOf).filter(number -> number > 0).orElse(1L);
        return new LessonMemory(lines.containsKey(OFFERED), stopped, seed);
    }

    private static <T> Optional<T> value(Properties lines, String key, Function<String, T> reader) {
        try {
            return Optional.ofNullable(lines.getProperty(key)).map(String::strip).map(reader);
        } catch (IllegalArgumentException bad) {
            return Optional.empty();
        }
    }
}
