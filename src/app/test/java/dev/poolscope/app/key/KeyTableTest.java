package dev.poolscope.app.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTableTest {
    private static final boolean[] BOTH = {false, true};

    /** Every key with every combination of Shift, Shortcut and Alt. */
    private static List<KeyEvent> allKeys() {
        List<KeyEvent> all = new ArrayList<>();
        for (KeyCode code : KeyCode.values()) {
            for (boolean shift : BOTH) {
                for (boolean shortcut : BOTH) {
                    for (boolean alt : BOTH) {
                        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
                        all.add(new KeyEvent(KeyEvent.KEY_PRESSED, KeyEvent.CHAR_UNDEFINED, "", code, shift,
                                shortcut && !mac, alt, shortcut && mac));
                    }
                }
            }
        }
        return all;
    }

    private static List<Object> askedFor(KeyEvent event, Set<ZoneKey.Place> places) {
        List<Object> asked = new ArrayList<>();
        for (WindowAction action : WindowAction.values()) {
            if (action.keys().stream().anyMatch(key -> key.match(event))) {
                asked.add(action);
            }
        }
        Arrays.stream(ZoneKey.values()).filter(key -> places.contains(key.place()) && key.matches(event))
                .forEach(asked::add);
        return asked;
    }

    @ParameterizedTest
    @EnumSource
    void noKeyMeansTwoThingsInOnePlace(ZoneKey.Place place) {
        // Curves and lanes are in the picture, and a field of several lines is a field of the form.
        Set<ZoneKey.Place> places = switch (place) {
            case CURVE -> EnumSet.of(ZoneKey.Place.CURVE, ZoneKey.Place.PICTURE);
            case LANES -> EnumSet.of(ZoneKey.Place.LANES, ZoneKey.Place.PICTURE);
            case LINES -> EnumSet.of(ZoneKey.Place.LINES, ZoneKey.Place.FIELD);
            default -> EnumSet.of(place);
        };
        List<KeyEvent> events = allKeys();

        assertThat(events).allSatisfy(
                event -> assertThat(askedFor(event, places)).as(event.toString()).hasSizeLessThanOrEqualTo(1));
        assertThat(events).filteredOn(event -> !askedFor(event, places).isEmpty()).hasSizeGreaterThan(30);
    }

    @Test
    void everyKeyOfTheTableCanBePressed() {
        List<KeyEvent> events = allKeys();

        for (WindowAction action : WindowAction.values()) {
            assertThat(action.keys()).as(action.name())
                    .allMatch(key -> events.stream().anyMatch(key::match))
                    .allMatch(key -> events.stream().filter(key::match)
                            .allMatch(event -> WindowAction.of(event).filter(action::equals).isPresent()));
        }
        for (ZoneKey zone : ZoneKey.values()) {
            assertThat(zone.keys()).as(zone.name()).isNotEmpty()
                    .allMatch(key -> events.stream().anyMatch(key::match))
                    .allMatch(key -> events.stream().filter(key::match)
                            .allMatch(event -> ZoneKey.of(zone.place(), event).filter(zone::equals).isPresent()));
        }
    }

    @Test
    void everyActionHasAName() {
        ResourceBundle texts = ResourceBundle.getBundle("dev.poolscope.app.fx.texts", Locale.ROOT);

        assertThat(WindowAction.values()).allMatch(action -> texts.containsKey(action.text()));
    }

    @Test
    void aPlusIsAPlusAlsoWhereItIsWrittenWithShift() {
        assertThat(allKeys()).filteredOn(event -> event.getCode() == KeyCode.EQUALS && !event.isShortcutDown()
                && !event.isAltDown())
                .allMatch(event -> WindowAction.of(event).filter(WindowAction.ZOOM_IN::equals).isPresent());
    }

    @Test
    void aQuestionMarkAsksForTheKeysWhateverKeyWritesIt() {
        assertThat(WindowAction.ofCharacter("?")).contains(WindowAction.SHORTCUTS);
        assertThat(WindowAction.ofCharacter("p")).isEmpty();
    }
}
