package dev.poolscope.app.environment;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import javafx.application.Platform;

/**
 * Work that may take time, such as reading a file, and what follows from it in the thread of the screen.
 *
 * @param work what is done in the background
 * @param success what follows from its result
 * @param failure what follows when it threw, with the message, or the name of what was thrown if it has none
 * @param <T> what the work results in
 */
public record BackgroundTask<T>(Callable<T> work, Consumer<T> success, Consumer<String> failure) {

    /** Begins the work in another thread. */
    public void start(Executor background) {
        CompletableFuture<T> _ = CompletableFuture.supplyAsync(this::call, background)
                .whenComplete((result, thrown) -> Platform.runLater(() -> finish(result, thrown)));
    }

    private T call() {
        try {
            return work.call();
        } catch (Exception failed) {
            throw new CompletionException(failed);
        }
    }

    private void finish(T result, Throwable thrown) {
        if (thrown == null) {
            success.accept(result);
        } else {
            failure.accept(words(thrown));
        }
    }

    /** What was thrown: the message, which is a sentence for all that is foreseen; the name of the class if there is none. */
    static String words(Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.toString() : message;
    }
}
