package dev.poolscope.app.fx;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * The one timer of the window. Everything that changes by itself is looked at here, in every second frame; nothing that
 * happens in another thread reaches the screen on any other way, so that no thread waits for the screen and no flood can
 * drown it.
 *
 * <p>Every second frame of fifty a second, because twenty-five pictures a second, as many as of a film, are enough to watch something that
 * goes on by itself, and leave the processors to the pool that is watched. What a person does is drawn in the very next frame, whatever this
 * timer does; but while the picture changes by itself, what moves it, and the cursor over it, is drawn with that: fifty pictures a second
 * would cost the pool twice as much. Nothing is done in the frames between those: a frame costs as much as some drawing, whatever it is for.
 */
public final class FrameLoop {
    /** The toolkit's own name for how many frames it makes in a second. */
    private static final String FRAMES_A_SECOND = "javafx.animation.pulse";

    /**
     * More than one frame of fifty a second, and of the sixty of a toolkit that is not asked, but less than two: after a frame that came late
     * there is nothing to make up for.
     */
    static final long LEAST_PAUSE_NANOS = 25_000_000;

    private final List<LongConsumer> steps = new CopyOnWriteArrayList<>();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            frame(now);
        }
    };
    private long steppedAt = -LEAST_PAUSE_NANOS;

    /**
     * Starts the toolkit, with fifty frames a second unless the command line asks for others. A toolkit that was started elsewhere makes sixty; then
     * there are thirty pictures.
     *
     * @param first done in the thread of the screen when the toolkit runs
     * @throws IllegalStateException if it was started before
     */
    public static void startToolkit(Runnable first) {
        boolean asked = System.getProperty(FRAMES_A_SECOND) != null;
        if (!asked) {
            System.setProperty(FRAMES_A_SECOND, "50");
        }
        // It is read when the toolkit starts; animations, which come later, would print that it is there.
        Runnable forget = () -> {
            if (!asked) {
                System.clearProperty(FRAMES_A_SECOND);
            }
        };
        try {
            Platform.startup(() -> {
                forget.run();
                first.run();
            });
        } catch (RuntimeException | LinkageError notStarted) {
            forget.run();
            throw notStarted;
        }
    }

    /** Does this in every second frame, after what was added before. */
    public void each(Runnable step) {
        eachAt(_ -> step.run());
    }

    /** Does this in every second frame, with the time of the frame in nanoseconds, after what was added before. */
    public void eachAt(LongConsumer step) {
        steps.add(step);
    }

    /** Does everything once, unless it was done just before. */
    void frame(long now) {
        if (now - steppedAt >= LEAST_PAUSE_NANOS) {
            steppedAt = now;
            steps.forEach(step -> step.accept(now));
        }
    }

    public void start() {
        timer.start();
    }

    public void stop() {
        timer.stop();
    }
}
