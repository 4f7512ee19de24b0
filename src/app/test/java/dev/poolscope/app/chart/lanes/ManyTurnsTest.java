package dev.poolscope.app.chart.lanes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import javafx.scene.Scene;

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

    private int named(int workers) throws Exception {
        names.set(0);
        WaitForAsyncUtils.asyncFx(() -> {
            var viewport = new TimeViewport(workers * LIFE);
            viewport.advance(workers * LIFE);
            viewport.showAll();
            var chart = new LanesChart(viewport, new TimeCursor(), new Turns(workers), (_, _, _) -> {});
            new Scene(chart, WIDTH, 100).snapshot(null);
        }).get();
        return names.get();
    }

    /** One lane, whose workers live for a millisecond each. */
    private final class Turns implements LaneSource {
        private final int workers;

        Turns(int workers) {
            this.workers = workers;
        }

        @Override
        public int laneCount() {
            return 1;
        }

        @Override
        public String title(int lane) {
            return "lane";
        }

        @Override
        public String detail(int lane) {
            return "";
        }

        @Override
        public void segments(int lane, long from, long to, SegmentVisitor visitor) {
            // Only who comes and goes matters here.
        }

        @Override
        public void turns(int lane, long from, long to, TurnVisitor visitor) {
            for (int worker = 0; worker < workers; worker++) {
                visitor.turn(worker * LIFE, true, named("worker " + (worker + 1)));
                visitor.turn((worker + 1) * LIFE - 1, false, () -> "task limit");
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
