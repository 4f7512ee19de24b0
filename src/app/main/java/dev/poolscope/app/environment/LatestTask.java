package dev.poolscope.app.environment;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Of works that are begun one after the other, only the last one has consequences, in whichever order they end. To be used in the
 * thread of the screen.
 */
public final class LatestTask {
    private long begun;

    /** Nothing is begun as yet. */
    public LatestTask() {}

    /** Begins a work in another thread; what was begun before, and has not ended, has no consequences any more. */
    public <T> void start(BackgroundTask<T> task, Executor background) {
        begun++;
        new BackgroundTask<>(task.work(), ifLatest(task.success()), ifLatest(task.failure())).start(background);
    }

    /** What was begun has no consequences any more. */
    public void forget() {
        begun++;
    }

    private <T> Consumer<T> ifLatest(Consumer<T> consequence) {
        long own = begun;
        return result -> {
            if (own == begun) {
                consequence.accept(result);
            }
        };
    }
}
