package dev.poolscope.app.fx;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The robot of TestFX, which waits for what was asked of the toolkit and for one frame, where TestFX sleeps: 50 ms after each
 * step, and 75 ms after each letter.
 */
public final class PromptRobot extends ApplicationExtension {
    private static final long PATIENCE_MILLIS = 20_000;

    static {
        UnseenScreen.use();
    }

    @Override
    public FxRobot interact(Runnable runnable) {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, runnable);
        frames(1);
        return this;
    }

    @Override
    public <T> FxRobot interact(Callable<T> callable) {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, callable);
        frames(1);
        return this;
    }

    @Override
    public FxRobot push(KeyCode... combination) {
        List<KeyCode> released = Arrays.asList(combination.clone());
        Collections.reverse(released);
        robotContext().getKeyboardRobot().pressNoWait(combination);
        robotContext().getKeyboardRobot().releaseNoWait(released.toArray(new KeyCode[0]));
        frames(1);
        return this;
    }

    @Override
    public FxRobot write(String text) {
        return interact(() -> text.chars().forEach(letter -> type(Character.toString(letter))));
    }

    // To what has the focus by then: a letter may move it.
    private void type(String letter) {
        Scene scene = listWindows().stream().filter(Window::isFocused).findFirst().orElseThrow().getScene();
        KeyCode code = KeyCode.getKeyCode(letter.toUpperCase(Locale.ROOT));
        for (EventType<KeyEvent> step : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_TYPED, KeyEvent.KEY_RELEASED)) {
            Node focused = scene.getFocusOwner();
            EventTarget target = focused == null ? scene : focused;
            boolean typed = step.equals(KeyEvent.KEY_TYPED);
            Event.fireEvent(target, new KeyEvent(step, typed ? letter : KeyEvent.CHAR_UNDEFINED, letter,
                    typed || code == null ? KeyCode.UNDEFINED : code, false, false, false, false));
        }
    }

    /**
     * Lets what is asked of the toolkit happen, and at least this many frames with it, one of which is a {@linkplain FrameLoop step}: on a
     * busy machine several come at once, and are none. To be called by any thread but the toolkit's.
     */
    public static void frames(int count) {
        CompletableFuture<Void> drawn = new CompletableFuture<>();
        Platform.runLater(() -> new AnimationTimer() {
            // The first call comes before the first frame is laid out.
            private int left = count + 1;
            private long begun = -1;
            private boolean stepped;

            @Override
            public void handle(long now) {
                begun = begun < 0 ? now : begun;
                left--;
                boolean drawnAfterStep = stepped;
                stepped = now - begun >= FrameLoop.LEAST_PAUSE_NANOS;
                if (left <= 0 && drawnAfterStep) {
                    stop();
                    drawn.complete(null);
                }
            }
        }.start());
        drawn.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        Platform.runLater(() -> Platform.runLater(() -> asked.complete(null)));
        asked.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join();
    }
}
