package dev.poolscope.app.key;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Everything that can be asked of the window from anywhere, and the keys that ask for it. The one table of which the menus,
 * the keys and the overview of the keys are made, so that they cannot contradict one another.
 */
public enum WindowAction {
    NEW(Menu.FILE, "Shortcut+N"), OPEN(Menu.FILE, "Shortcut+O"), SAVE(Menu.FILE, "Shortcut+S"),
    SAVE_AS(Menu.FILE, "Shortcut+Shift+S"), SAVE_DONE(Menu.FILE), SAVE_RECORDING(Menu.FILE), KEPT_RECORDINGS(Menu.FILE),
    EXPORT_REPORT(Menu.FILE, "Shortcut+E"),
    COPY_PICTURE(Menu.FILE, "Shortcut+Shift+C"), COPY_JAVA(Menu.FILE, "Shortcut+Shift+J"),
    CLOSE(Menu.FILE, "Shortcut+W"),

    UNDO(Menu.EDIT, "Shortcut+Z"), REDO(Menu.EDIT, "Shortcut+Shift+Z", "Shortcut+Y"),

    RUN(Menu.RUN, "F5"), SIMULATE(Menu.RUN, "F4"), SIZE(Menu.RUN, "Shortcut+G"), NEW_RUN(Menu.RUN, "Shortcut+F5"),
    STOP(Menu.RUN, "Shift+F5"),
    PAUSE(Menu.RUN, "P"), TWIN(Menu.RUN, "Shortcut+R"),
    WHAT_IF(Menu.RUN, "Shift+F4"), COMPARE(Menu.RUN, "Shortcut+K"),
    SUBMIT_ONE(Menu.RUN, "F6"), BURST(Menu.RUN, "Shift+F6"), SPAWN_ONE(Menu.RUN, "F7"), SPAWN_ALL(Menu.RUN, "Shift+F7"),
    CANCEL_PENDING(Menu.RUN), BREAK_NEXT(Menu.RUN), JOIN(Menu.RUN, "F8"),
    SHUT_DOWN(Menu.RUN, "Shift+F8"),

    PLAY(Menu.TIME, "K"), SLOWER(Menu.TIME, "COMMA"), FASTER(Menu.TIME, "PERIOD"),
    NEXT_EVENT(Menu.TIME, "E"), PREVIOUS_EVENT(Menu.TIME, "Shift+E"),
    NEXT_DECISION(Menu.TIME, "J"), PREVIOUS_DECISION(Menu.TIME, "Shift+J"),
    NEXT_MARK(Menu.TIME, "M"), PREVIOUS_MARK(Menu.TIME, "Shift+M"), LIFT_CURSOR(Menu.TIME, "Shift+L"),

    COMPOSE(Menu.VIEW, "Shortcut+1"), EXPLAIN(Menu.VIEW, "Shortcut+2"), LANES(Menu.VIEW, "Shortcut+3"),
    FOLLOW(Menu.VIEW, "L"), FIT(Menu.VIEW, "0", "NUMPAD0"),
    FIT_SELECTION(Menu.VIEW, "F"),
    ZOOM_IN(Menu.VIEW, "PLUS", "EQUALS", "ADD"), ZOOM_OUT(Menu.VIEW, "MINUS", "SUBTRACT"),
    TABLE(Menu.VIEW, "T"), PRESENTATION(Menu.VIEW, "F11"),

    LESSONS(Menu.LESSONS, "F9"), OPEN_LESSON(Menu.LESSONS), NEW_LESSON(Menu.LESSONS), CLOSE_LESSON(Menu.LESSONS),
    SAVE_ANSWERS(Menu.LESSONS), PRINT_LESSON(Menu.LESSONS),

    MANUAL(Menu.HELP, "Shortcut+Shift+F1"), SHORTCUTS(Menu.HELP, "F1"), GLOSSARY(Menu.HELP, "Shortcut+F1"),
    ABOUT(Menu.HELP);

    /** The menus, from left to right. */
    public enum Menu {
        FILE, EDIT, RUN, TIME, VIEW, LESSONS, HELP
    }

    /** The character that asks for {@link #SHORTCUTS}. */
    public static final String QUESTION_MARK = "?";

    private final Menu menu;
    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of combinations that do not change either
    private final List<KeyCombination> keys;

    WindowAction(Menu menu, String... keys) {
        this.menu = menu;
        this.keys = Stream.of(keys).map(Combinations::of).toList();
    }

    /** {@return the action of which a key is pressed} */
    public static Optional<WindowAction> of(KeyEvent event) {
        return Arrays.stream(values()).filter(action -> action.keys.stream().anyMatch(key -> key.match(event)))
                .findFirst();
    }

    /**
     * Finds the action that a character asks for, however it is written: its key differs from country to country.
     *
     * @param character what was typed
     * @return the action; empty if none is asked for by this character
     */
    public static Optional<WindowAction> ofCharacter(String character) {
        return QUESTION_MARK.equals(character) ? Optional.of(SHORTCUTS) : Optional.empty();
    }

    /** {@return how the key is called that goes with a letter: Ctrl, or Command on a Mac} */
    public static String shortcutName() {
        return KeyCombination.valueOf("Shortcut+A").getDisplayText().replaceAll("\\+?A$", "");
    }

    public Menu menu() {
        return menu;
    }

    /** The keys that ask for it; the first one is shown in the menu. */
    public List<KeyCombination> keys() {
        return keys;
    }

    /** Whether one of its keys writes something where there is text to be written. */
    public boolean writes() {
        return keys.stream().anyMatch(key -> key instanceof KeyCodeCombination combination
                && combination.getShortcut() == KeyCombination.ModifierValue.UP
                && !combination.getCode().isFunctionKey());
    }

    /**
     * {@return whether it takes back, or does again, the last edit: while a field is being edited, that is about its letters}
     */
    public boolean isAboutLetters() {
        return this == UNDO || this == REDO;
    }

    /**
     * {@return whether it is about the composed scenario or the shown run, and not about the window or another file; to stop is about
     * the run that goes on, whatever is read meanwhile}
     */
    public boolean isAboutScenario() {
        return switch (menu) {
            case RUN, TIME -> this != STOP;
            case FILE -> this != NEW && this != OPEN && this != CLOSE && this != KEPT_RECORDINGS;
            case EDIT, VIEW, LESSONS, HELP -> false;
        };
    }

    /** The key of its name in the texts. */
    public String text() {
        return "action." + name().toLowerCase(Locale.ROOT);
    }
}
