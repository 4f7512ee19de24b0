package dev.poolscope.app.command;

import java.util.function.BooleanSupplier;

import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.GlossaryEvent;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.app.key.ZoneKey;

/** Lets the keys of the table of actions work wherever the focus is, but for those that write a character where one is taken. */
public final class WindowKeys {
    private final Scene scene;
    private final Shell shell;
    private final BooleanSupplier whole;

    private WindowKeys(Scene scene, Shell shell, BooleanSupplier whole) {
        this.scene = scene;
        this.shell = shell;
        this.whole = whole;
    }

    /**
     * Lets the keys work in a window.
     *
     * @param whole whether all of it is made: until then there is no menu that takes care of a key
     */
    public static void install(Scene scene, Shell shell, BooleanSupplier whole) {
        WindowKeys keys = new WindowKeys(scene, shell, whole);
        shell.actions().forEach(keys::accelerators);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
        scene.addEventHandler(KeyEvent.KEY_TYPED, keys::typed);
        scene.addEventHandler(GlossaryEvent.ASKED, _ -> shell.layout().glossaryProperty().set(true));
    }

    private void accelerators(WindowAction action, Command command) {
        for (KeyCombination key : action.keys()) {
            if (!WindowMenus.handles(action, key)) {
                scene.getAccelerators().put(key, command::run);
            }
        }
    }

    // A character is written by the event that follows; this one would only set off what the character stands for elsewhere.
    private void pressed(KeyEvent event) {
        if (ZoneKey.CLOSE_OVERLAY.matches(event) && shell.layout().closeCards()) {
            event.consume();
            return;
        }
        WindowAction.of(event).ifPresent(action -> {
            if (action.writes() && isWriting(event.getTarget())) {
                event.consume();
            } else if (action.isAboutScenario()
                    && shell.documents().awaited().postpones(() -> shell.command(action).run())) {
                // What is being read is what it is about, and not what is still shown. That may be enabled where this is not.
                event.consume();
            } else if (!whole.getAsBoolean()) {
                shell.command(action).run();
                event.consume();
            } else if (!action.writes() && !action.isAboutLetters()) {
                FocusedEdit.commit(scene);
                tellWhyNot(shell.command(action));
            }
        });
    }

    private void typed(KeyEvent event) {
        if (!isWriting(event.getTarget())) {
            WindowAction.ofCharacter(event.getCharacter()).ifPresent(action -> {
                tellWhyNot(shell.command(action));
                shell.command(action).run();
                event.consume();
            });
        }
    }

    // A button says with its hint why it is grey; a key that does nothing says nothing.
    private void tellWhyNot(Command command) {
        if (command.disabledProperty().get() && !command.hintProperty().get().isEmpty()) {
            shell.notices().tell(command.hintProperty().get());
        }
    }

    // A list and a box with a list search for what is typed.
    private static boolean isWriting(EventTarget target) {
        for (Node node = target instanceof Node inner ? inner : null; node != null; node = node.getParent()) {
            if (node instanceof TextInputControl || (node instanceof Spinner<?> spinner && spinner.isEditable())
                    || node instanceof ComboBoxBase<?> || node instanceof ChoiceBox<?>
                    || node instanceof ListView<?>) {
                return true;
            }
        }
        return false;
    }
}
