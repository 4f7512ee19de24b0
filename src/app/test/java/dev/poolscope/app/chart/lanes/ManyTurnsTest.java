package dev.poolscope.app.chart.lanes;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.PromptRobot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("ui")
@ExtendWith(PromptRobot.class)
class ManyTurnsTest {
    private static final int WORKERS = 50_000;
    private static final long LIFE = 1_000_000;
    private static final int WIDTH = 800;

    private final AtomicInteger names = new AtomicInteger();

    @Test
    void noMoreWorkersAreNamedThanThereIsRoomForHoweverManyComeAndGo() throws Exception {
        assertThat(named(WORKERS)).isLessThan(WIDTH);
        assertThat(named(3)).as("three workers one after the other").isPositive();
    }

    /** What the workers did is not hidden behind where they came and went. */
    @Test
    void howeverManyComeAndGoTheirBarsAreSeen() throws Exception {
        List<Color> many = middle(new Turns(WORKERS));
        List<Color> few = middle(new Turns(2));
        List<Color> none = middle(new Turns(WORKERS) {
            @Override
            public void turns(int lane, long from, long to, TurnVisitor visitor) {
                // A lane of which none is told.
            }
        });

        assertThat(many).isEqualTo(none);
        assertThat(few).as("where few come and go, a line says so").isNotEqualTo(none);
    }

    private static List<Color> middle(Turns turns) throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> {
            WritableImage image = picture(turns);
            int y = (int) (image.getHeight() / 2);
            return IntStream.range(0, (int) image.getWidth()).mapToObj(x -> image.getPixelReader().getColor(x, y))
                    .toList();
        }).get();
    }

    private static WritableImage picture(Turns turns) {
        long length = turns.workers * turns.life();
        var viewport = new TimeViewport(length);
        viewport.advance(length);
        viewport.showAll();
        return new Scene(new LanesChart(viewport, new TimeCursor(), turns, (_, _, _) -> {}), WIDTH, 100).snapshot(null);
    }

    private int named(int workers) throws Exception {
        names.set(0);
        WaitForAsyncUtils.asyncFx(() -> picture(new Turns(workers))).get();
        return names.get();
    }

    /** One lane, whose workers live for so long each that all of them take 50 s. */
    private class Turns extends OneLane {
        private final int workers;

        Turns(int workers) {
            this.workers = workers;
        }

        final long life() {
            return LIFE * WORKERS / workers;
        }

        @Override
        public void segments(int lane, long from, long to, SegmentVisitor visitor) {
            visitor.segment(LaneState.RUNNING, 0, workers * life(), false, 0, 1);
        }

        @Override
        public void turns(int lane, long from, long to, TurnVisitor visitor) {
            for (int worker = 0; worker < workers; worker++) {
                visitor.turn(worker * life(), true, named("worker " + (worker + 1)));
                visitor.turn((worker + 1) * life() - 1, false, () -> "task limit");
            }
        }

        private Supplier<String> named(String caption) {
            return () -> {
                names.incrementAndGet();
                return caption;
            };
        }
    }
}
