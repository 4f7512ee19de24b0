package dev.poolscope.app.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/**
 * Everything that can be asked of the window from anywhere, and the keys that ask for it. The one table of which the menus,
 * the keys and the overview of the keys are made, so that they cannot contradict one another.
 */
public enum WindowAction {
    NEW(Menu.FILE, "Shortcut+N"), OPEN(Menu.FILE, "Shortcut+O"), SAVE(Menu.FILE, "Shortcut+S"),
    SAVE_AS(Menu.FILE, "Shortcut+Shift+S"), SAVE_DONE(Menu.FILE), EXPORT_REPORT(Menu.FILE, "Shortcut+E"),
    COPY_PICTURE(Menu.FILE, "Shortcut+Shift+C"), COPY_JAVA(Menu.FILE, "Shortcut+Shift+J"),
    CLOSE(Menu.FILE, "Shortcut+W"),

    UNDO(Menu.EDIT, "Shortcut+Z"), REDO(Menu.EDIT, "Shortcut+Shift+Z", "Shortcut+Y"),

    RUN(Menu.RUN, "F5"), NEW_RUN(Menu.RUN, "Shortcut+F5"), STOP(Menu.RUN, "Shift+F5"), PAUSE(Menu.RUN, "P"),
    SUBMIT_ONE(Menu.RUN, "F6"), BURST(Menu.RUN, "Shift+F6"), SPAWN_ONE(Menu.RUN, "F7"), SPAWN_ALL(Menu.RUN, "Shift+F7"),
    CANCEL_PENDING(Menu.RUN), BREAK_NEXT(Menu.RUN), JOIN(Menu.RUN, "F8"), SHUT_DOWN(Menu.RUN, "Shift+F8"),

    COMPOSE(Menu.VIEW, "Shortcut+1"), EXPLAIN(Menu.VIEW, "Shortcut+2"), LANES(Menu.VIEW, "Shortcut+3"),
    FOLLOW(Menu.VIEW, "L"), FIT(Menu.VIEW, "0"),
    FIT_SELECTION(Menu.VIEW, "F"),
    ZOOM_IN(Menu.VIEW, "PLUS", "EQUALS", "ADD"), ZOOM_OUT(Menu.VIEW, "MINUS", "SUBTRACT"),
    TABLE(Menu.VIEW, "T"), PRESENTATION(Menu.VIEW, "F11"),

    MANUAL(Menu.HELP, "Shift+F1"), SHORTCUTS(Menu.HELP, "F1"), GLOSSARY(Menu.HELP, "Shortcut+F1"), ABOUT(Menu.HELP);

    /** The menus, from left to right. */
    enum Menu {
        FILE, EDIT, RUN, VIEW, HELP
    }

    private final Menu menu;
    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of combinations that do not change either
    private final List<KeyCombination> keys;

    WindowAction(Menu menu, String... keys) {
        this.menu = menu;
        this.keys = Stream.of(keys).map(WindowAction::combination).toList();
    }

    // A character alone is a key name as well; what the keyboard's layout makes of it does not matter here.
    private static KeyCombination combination(String text) {
        KeyCode plain = Stream.of(KeyCode.values()).filter(code -> code.name().equals(text)).findFirst().orElse(null);
        return plain == null ? KeyCombination.valueOf(text) : new KeyCodeCombination(plain);
    }

    Menu menu() {
        return menu;
    }

    /** The keys that ask for it; the first one is shown in the menu. */
    List<KeyCombination> keys() {
        return keys;
    }

    /** Whether one of its keys writes something where there is text to be written. */
    boolean writes() {
        return keys.stream().anyMatch(key -> key instanceof KeyCodeCombination combination
                && combination.getShortcut() == KeyCombination.ModifierValue.UP
                && !combination.getCode().isFunctionKey());
    }

    /** The key of its name in the texts. */
    public String text() {
        return "action." + name().toLowerCase(Locale.ROOT);
    }
}
