package dev.poolscope.app.fx;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

import javafx.animation.AnimationTimer;

/**
 * The one timer of the window. Everything that changes by itself is looked at here, in every second frame; nothing that
 * happens in another thread reaches the screen on any other way, so that no thread waits for the screen and no flood can
 * drown it.
 *
 * <p>Every second frame, because thirty pictures a second are enough to watch something that goes on by itself, and leave the
 * processors to the pool that is watched. What a person does is drawn in the very next frame, whatever this timer does; but while
 * the picture changes by itself, what moves it, and the cursor over it, is drawn with that: sixty pictures a second would cost
 * the pool twice as much.
 *
 * <p>The frames between those are for words and figures: so neither the picture nor the words have to wait for the other.
 */
public final class FrameLoop {
    /** More than one frame of sixty a second, less than two: after a frame that came late there is nothing to make up for. */
    static final long LEAST_PAUSE_NANOS = 25_000_000;

    /** So long there may be no frame between two others, where the screen shows fewer frames. */
    private static final long MOST_WITHOUT_NANOS = 4 * LEAST_PAUSE_NANOS;

    private final List<LongConsumer> steps = new CopyOnWriteArrayList<>();
    private final List<Runnable> between = new CopyOnWriteArrayList<>();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            frame(now);
        }
    };
    private long steppedAt = -LEAST_PAUSE_NANOS;
    private long betweenAt = -MOST_WITHOUT_NANOS;

    /** Does this in every second frame, after what was added before. */
    public void each(Runnable step) {
        eachAt(_ -> step.run());
    }

    /** Does this in every second frame, with the time of the frame in nanoseconds, after what was added before. */
    public void eachAt(LongConsumer step) {
        steps.add(step);
    }

    /** Does this in the frames between those, and several times a second also where every frame is one of those. */
    public void between(Runnable step) {
        between.add(step);
    }

    /** Does everything once, unless it was done just before: then what belongs between. */
    void frame(long now) {
        boolean isDue = now - steppedAt >= LEAST_PAUSE_NANOS;
        if (isDue) {
            steppedAt = now;
            steps.forEach(step -> step.accept(now));
        }
        if (!isDue || now - betweenAt >= MOST_WITHOUT_NANOS) {
            betweenAt = now;
            between.forEach(Runnable::run);
        }
    }

    public void start() {
        timer.start();
    }

    public void stop() {
        timer.stop();
    }
}
