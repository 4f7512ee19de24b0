package dev.poolscope.violations.app.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import javafx.scene.control.Button;

/** A button that reads a file when it is pressed, behind a method that asks no question about that, and one that has it read. */
final class ReadsInAHandler {
    private ReadsInAHandler() {}

    static Button reading(Path file, Consumer<String> then) {
        Button button = new Button();
        button.setOnAction(_ -> then.accept(text(file)));
        return button;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Button havingItRead(Path file, Consumer<String> then) {
        Button button = new Button();
        button.setOnAction(_ -> ReadsElsewhere.read(file, then));
        return button;
    }

    /** The same in the background, which is no offence. */
    static final class ReadsElsewhere {
        private ReadsElsewhere() {}

        static void read(Path file, Consumer<String> then) {
            CompletableFuture<Void> _ = CompletableFuture.supplyAsync(() -> text(file)).thenAccept(then);
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
