package dev.poolscope.app.key;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keys that no menu has: each works where the focus is. None of them is a key of an action as well. */
public enum ZoneKey {
    PAN_LEFT(Place.PICTURE, "A", "LEFT"), PAN_RIGHT(Place.PICTURE, "D", "RIGHT"), CLOSER(Place.PICTURE, "W"),
    WIDER(Place.PICTURE, "S"), TO_START(Place.PICTURE, "HOME"), TO_END(Place.PICTURE, "END"),
    ALL_CHARTS(Place.PICTURE, "ESCAPE"),

    LANE_ABOVE(Place.LANES, "UP"), LANE_BELOW(Place.LANES, "DOWN"), SEGMENT_BEFORE(Place.LANES, "Alt+LEFT"),
    SEGMENT_AFTER(Place.LANES, "Alt+RIGHT"), SELECT_SEGMENT(Place.LANES, "ENTER", "SPACE"),

    OPEN_OR_CLOSE(Place.CURVE, "SPACE", "ENTER"),

    TAKE_VALUE(Place.FIELD, "ENTER"), RESTORE_VALUE(Place.FIELD, "ESCAPE"), ABOUT_FIELD(Place.FIELD, "Shift+F1"),
    TAKE_LINES(Place.LINES, "Shortcut+ENTER"), NEXT_FIELD(Place.LINES, "TAB"), PREVIOUS_FIELD(Place.LINES, "Shift+TAB"),

    CARD_UP(Place.CARD, "Alt+UP"), CARD_DOWN(Place.CARD, "Alt+DOWN"), REMOVE_CARD(Place.CARD, "DELETE"),

    NEXT_TILE(Place.TILES, "RIGHT"), PREVIOUS_TILE(Place.TILES, "LEFT"),

    FOLLOW_LINK(Place.LINK, "ENTER", "SPACE"),

    CLOSE_OVERLAY(Place.OVERLAY, "ESCAPE"), NEXT_STOP(Place.OVERLAY, "TAB"), PREVIOUS_STOP(Place.OVERLAY, "Shift+TAB"),
    LINE_UP(Place.OVERLAY, "UP"), LINE_DOWN(Place.OVERLAY, "DOWN"), PAGE_UP(Place.OVERLAY, "PAGE_UP"),
    PAGE_DOWN(Place.OVERLAY, "PAGE_DOWN"), TO_TOP(Place.OVERLAY, "HOME"), TO_BOTTOM(Place.OVERLAY, "END"),

    CHOOSE_OPTION(Place.LESSON, "1", "2", "3", "4", "5", "6", "7", "8", "9"), LOCK_ANSWER(Place.LESSON, "ENTER"),
    NEXT_STEP(Place.LESSON, "PAGE_DOWN"), PREVIOUS_STEP(Place.LESSON, "PAGE_UP"), NEW_LINE(Place.LESSON, "Shift+ENTER"),

    LANE_UP(Place.POINT, "UP"), LANE_DOWN(Place.POINT, "DOWN"), EARLIER(Place.POINT, "Alt+LEFT"),
    LATER(Place.POINT, "Alt+RIGHT"),

    COUNT_HAND(Place.CLASS, "1", "2", "3", "4", "5", "6", "7", "8", "9"),
    UNCOUNT_HAND(Place.CLASS, "Shift+1", "Shift+2", "Shift+3", "Shift+4", "Shift+5", "Shift+6", "Shift+7", "Shift+8",
            "Shift+9"),
    OTHER_ROUND(Place.CLASS, "R"), BARS(Place.CLASS, "B"), CLASS_HINT(Place.CLASS, "H"), REVEAL(Place.CLASS, "SPACE"),
    BLANK(Place.CLASS, "N"), NEXT_QUESTION(Place.CLASS, "PAGE_DOWN", "RIGHT"),
    PREVIOUS_QUESTION(Place.CLASS, "PAGE_UP", "LEFT"),

    CLOSE_NOTICE(Place.ANYWHERE, "ESCAPE");

    /** Where the focus is. */
    public enum Place {
        /** The charts on the time axis. */
        PICTURE,
        /** The lanes of the workers, which are in the picture. */
        LANES,
        /** One of the curves, which is in the picture. */
        CURVE,
        /** A field of the form, or of the bar that acts on the pool. */
        FIELD,
        /** A field of several lines. */
        LINES,
        /** The head of a card of the form. */
        CARD,
        /** The tiles of the queue. */
        TILES,
        /** Something that leads to a task or a worker. */
        LINK,
        /** A card over the whole window. */
        OVERLAY,
        /** A lesson beside the picture. */
        LESSON,
        /** Where a lesson is answered with a place in the picture. */
        POINT,
        /** A lesson that a class looks at. */
        CLASS,
        /** Anywhere, if nothing nearer takes the key. */
        ANYWHERE
    }

    private final Place place;
    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of combinations that do not change either
    private final List<KeyCombination> keys;

    ZoneKey(Place place, String... keys) {
        this.place = place;
        this.keys = Stream.of(keys).map(Combinations::of).toList();
    }

    /** {@return where it works} */
    public Place place() {
        return place;
    }

    /** {@return the keys that do it} */
    public List<KeyCombination> keys() {
        return keys;
    }

    /** {@return whether this key is pressed} */
    public boolean matches(KeyEvent event) {
        return keys.stream().anyMatch(key -> key.match(event));
    }

    /** {@return the place of the pressed key among {@link #keys()}, from 1; 0 if it is none of them} */
    public int which(KeyEvent event) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).match(event)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** {@return which of the keys of a place is pressed} */
    public static Optional<ZoneKey> of(Place place, KeyEvent event) {
        return Arrays.stream(values()).filter(key -> key.place == place && key.matches(event)).findFirst();
    }
}
