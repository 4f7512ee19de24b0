package dev.poolscope.app.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;

/**
 * Does one thing after another, each when what the one before has changed can be seen: so that a window is there at once,
 * although it takes longer to make all of it.
 */
public final class StagedLoading {
    private final Node picture;
    private final Deque<Runnable> steps;
    private boolean drawn;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            pulse();
        }
    };

    /** @param picture what the steps change */
    public StagedLoading(Node picture, List<Runnable> steps) {
        this.picture = picture;
        this.steps = new ArrayDeque<>(steps);
    }

    /**
     * Paints the picture once, before there is a window. A window is black until its first frame is there, and the first one of a
     * program takes longest: it is better spent without a window.
     */
    public void paintUnseen() {
        picture.snapshot(new SnapshotParameters(), null);
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
            Platform.runLater(() -> {
                awaitPainted();
                Platform.runLater(this::step);
            });
        }
        drawn = !drawn;
    }

    /**
     * Lets the frame before be painted. The thread that paints hands its picture to this one, which brings it to the screen; a
     * step that came first would hold it up for as long as it takes itself. What is asked of the painting thread now is done
     * behind that frame.
     */
    private void awaitPainted() {
        SnapshotParameters corner = new SnapshotParameters();
        corner.setViewport(new Rectangle2D(0, 0, 1, 1));
        picture.snapshot(corner, null);
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
