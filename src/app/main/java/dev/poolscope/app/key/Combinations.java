package dev.poolscope.app.key;

import java.util.Set;
import java.util.stream.Stream;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** Reads the keys of the table. */
final class Combinations {
    // On many keyboards a plus is written with Shift.
    private static final Set<KeyCode> ALSO_WITH_SHIFT = Set.of(KeyCode.PLUS, KeyCode.EQUALS);

    private Combinations() {}

    // A character alone is a key name as well; what the keyboard's layout makes of it does not matter here.
    static KeyCombination of(String text) {
        KeyCode plain = Stream.of(KeyCode.values()).filter(code -> code.name().equals(text)).findFirst().orElse(null);
        return plain == null
                ? KeyCombination.valueOf(text)
                : ALSO_WITH_SHIFT.contains(plain)
                        ? new KeyCodeCombination(plain, KeyCombination.SHIFT_ANY)
                        : new KeyCodeCombination(plain);
    }
}
