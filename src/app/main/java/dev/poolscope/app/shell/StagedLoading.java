package dev.poolscope.app.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * Does one thing after another, each when what the one before has changed can be seen: so that a window is there at once,
 * although it takes longer to make all of it.
 */
public final class StagedLoading {
    private final Deque<Runnable> steps;
    private boolean drawn;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            pulse();
        }
    };

    public StagedLoading(List<Runnable> steps) {
        this.steps = new ArrayDeque<>(steps);
    }

    /** Begins after the next frame. */
    public void start() {
        timer.start();
    }

    /** Does no more. */
    public void stop() {
        steps.clear();
        timer.stop();
    }

    // A timer is asked before its frame is drawn, and when the one before has been. Between two frames nothing waits for it.
    private void pulse() {
        if (drawn) {
            Platform.runLater(this::step);
        }
        drawn = !drawn;
    }

    private void step() {
        Runnable step = steps.poll();
        if (step == null) {
            timer.stop();
        } else {
            step.run();
        }
    }
}
