package dev.poolscope.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.poolscope.session.RecordingFolder;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered.
 *
 * @param theme which theme is wanted
 * @param place where the window stood; null if it has never stood anywhere
 * @param compose the zone on the left
 * @param explain the zone on the right
 * @param lanes the share of the lanes in the height that they have with the curves, above 0 and below 1; 0 as long as the user has not
 *            dragged it
 * @param recent files that were open, the last one first; at most {@value #MOST_RECENT}, none twice
 * @param lessons how far lessons were done
 * @param recordings how many of the runs that are recorded by themselves are kept
 */
public record Settings(ThemeChoice theme, @Nullable WindowPlace place, SideZone compose, SideZone explain,
        double lanes, List<Path> recent, LessonMemory lessons, RecordingFolder.Bounds recordings) {

    /** How many recent files are remembered. */
    public static final int MOST_RECENT = 10;

    /** What is so as long as it has not been changed. */
    public static final Settings DEFAULT = new Settings(ThemeChoice.SYSTEM, null, new SideZone(true, 320),
            new SideZone(true, 330), 0, List.of(), LessonMemory.NONE, RecordingFolder.Bounds.DEFAULT);

    /**
     * A zone at the side of the window.
     *
     * @param open whether it is shown
     * @param width how wide it is when it is shown; more than 0
     */
    public record SideZone(boolean open, double width) {

        /** Refuses widths that no zone can have. */
        public SideZone {
            if (!(width > 0 && width < 1e6)) {
                throw new IllegalArgumentException("no zone is so wide");
            }
        }
    }

    /** Copies the list, and cuts it; refuses shares that are none. */
    public Settings {
        if (!(lanes >= 0 && lanes < 1)) {
            throw new IllegalArgumentException("no share of a height");
        }
        recent = recent.stream().distinct().limit(MOST_RECENT).toList();
    }

    public Settings withTheme(ThemeChoice other) {
        return new Settings(other, place, compose, explain, lanes, recent, lessons, recordings);
    }

    public Settings withPlace(WindowPlace other) {
        return new Settings(theme, other, compose, explain, lanes, recent, lessons, recordings);
    }

    public Settings withCompose(SideZone other) {
        return new Settings(theme, place, other, explain, lanes, recent, lessons, recordings);
    }

    public Settings withExplain(SideZone other) {
        return new Settings(theme, place, compose, other, lanes, recent, lessons, recordings);
    }

    public Settings withLanes(double share) {
        return new Settings(theme, place, compose, explain, share, recent, lessons, recordings);
    }

    /** The file comes first, and is not there twice. */
    public Settings withRecent(Path file) {
        return new Settings(theme, place, compose, explain, lanes,
                Stream.concat(Stream.of(file), recent.stream()).toList(), lessons, recordings);
    }

    /** The file is forgotten, for example because it is not there any more. */
    public Settings withoutRecent(Path file) {
        return new Settings(theme, place, compose, explain, lanes,
                recent.stream().filter(other -> !other.equals(file)).toList(), lessons, recordings);
    }

    public Settings withLessons(LessonMemory other) {
        return new Settings(theme, place, compose, explain, lanes, recent, other, recordings);
    }

    public Settings withoutRecent() {
        return new Settings(theme, place, compose, explain, lanes, List.of(), lessons, recordings);
    }

    public Settings withRecordings(RecordingFolder.Bounds other) {
        return new Settings(theme, place, compose, explain, lanes, recent, lessons, other);
    }
}
