package dev.poolscope.app.fx;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javafx.animation.AnimationTimer;

/**
 * The one timer of the window. Everything that changes by itself is looked at here, once a frame; nothing that happens in
 * another thread reaches the screen on any other way, so that no thread waits for the screen and no flood can drown it.
 */
public final class FrameLoop {
    private final List<Runnable> steps = new CopyOnWriteArrayList<>();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            step();
        }
    };

    /** Does this in every frame, after what was added before. */
    public void each(Runnable step) {
        steps.add(step);
    }

    /** Does everything once. */
    public void step() {
        steps.forEach(Runnable::run);
    }

    public void start() {
        timer.start();
    }

    public void stop() {
        timer.stop();
    }
}
