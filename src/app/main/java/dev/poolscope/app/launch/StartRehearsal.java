package dev.poolscope.app.launch;

import java.util.Optional;

import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.util.Duration;

import dev.poolscope.cli.NoDisplayException;

/**
 * A start of the program that ends by itself: opens the window, runs the first scenario for a moment, and closes the window. What Java loads
 * and compiles meanwhile is what a start needs. It is run without a screen, and with settings and recordings of its own.
 */
public final class StartRehearsal {
    private static final Duration LENGTH = Duration.seconds(3);

    private StartRehearsal() {}

    /**
     * Rehearses, and ends the JVM.
     *
     * @param arguments none
     * @throws NoDisplayException if there is no screen, and Java was not told to pretend one
     */
    public static void main(String[] arguments) throws NoDisplayException {
        System.exit(new WindowApp(StartRehearsal::closeLater).open(Optional.empty()));
    }

    private static void closeLater(Stage stage) {
        PauseTransition pause = new PauseTransition(LENGTH);
        pause.setOnFinished(_ -> stage.hide());
        pause.play();
    }
}
