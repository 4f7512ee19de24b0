package dev.poolscope.app.chart.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.stats.StepSeries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The columns that are kept from picture to picture are those that would be worked out anew. */
class StepColumnsTest {
    private static final long SPAN = 1_000_000;
    private static final int AXIS = 200;
    private static final long COLUMN = SPAN / AXIS;

    private final Random random = new Random(7);
    private final StepSeries series = new StepSeries();
    private final List<Long> asked = new ArrayList<>();
    private long newest;

    private record Past(StepSeries series, long rewrites) {}

    private final StepSource source = new StepSource() {
        @Override
        public void steps(long from, long to, StepVisitor visitor) {
            asked.add(from);
            visitor.step(from, series.valueAt(from));
            for (int step = series.stepAt(from) + 1; step < series.size() && series.timeOf(step) < to; step++) {
                visitor.step(series.timeOf(step), series.valueOf(step));
            }
        }

        @Override
        public @Nullable Object past(long from) {
            return new Past(series, series.rewrites());
        }

        @Override
        public long settledUntil() {
            return series.size() == 0 ? Long.MIN_VALUE : series.timeOf(series.size() - 1);
        }

        @Override
        public double valueAt(long nanos) {
            return series.valueAt(nanos);
        }
    };

    private void goOn(long until) {
        while (newest < until) {
            newest += random.nextLong(random.nextInt(50) == 0 ? 9 * COLUMN : COLUMN / 3) + 1;
            series.add(newest, 0, series.last() > 0 && random.nextBoolean() ? -1 : 1);
        }
    }

    private static TimeViewport viewport(long start, long horizon) {
        TimeViewport viewport = new TimeViewport(SPAN);
        viewport.advance(horizon);
        viewport.show(start, SPAN);
        return viewport;
    }

    @Test
    void aPictureThatMovesByWholePixelsIsTheOneThatIsMadeAnew() {
        StepColumns kept = new StepColumns();
        long start = 0;
        for (int frame = 0; frame < 400; frame++) {
            start += COLUMN * random.nextInt(4);
            goOn(start + SPAN * 9 / 10);
            if (frame % 50 == 49) {
                // A straggler.
                series.add(newest - random.nextLong(SPAN / 2), 0, 1);
            }
            TimeViewport viewport = viewport(start, newest);
            StepColumns anew = new StepColumns();
            assertThat(kept.values(source, viewport, AXIS)).as("frame %d", frame)
                    .isEqualTo(anew.values(source, viewport, AXIS));
        }
    }

    @Test
    void aColumnIsFilledAsHighAsTheValueWasOnAverageHoweverBriefItsChanges() {
        for (int jump = 0; jump < 20; jump++) {
            long began = jump * 10L * COLUMN + COLUMN / 2;
            // In every second column only one, else several.
            for (int i = 0; i < (jump % 2 == 0 ? 1 : 5); i++) {
                series.add(began + 200L * i, 0, 1);
                series.add(began + 200L * i + 50, 0, -1);
            }
        }
        List<String> values = new StepColumns().values(source, viewport(0, SPAN), AXIS);

        assertThat(values.get(0)).isEqualTo("0.0 1.0 " + 50.0 / COLUMN);
        assertThat(values.get(10)).isEqualTo("0.0 1.0 " + 250.0 / COLUMN);
        assertThat(values.get(1)).isEqualTo("0.0 0.0 0.0");
    }

    @Test
    void theColumnOfThePresentIsAveragedOverWhatIsOfItSoFar() {
        series.add(SPAN / 2 + COLUMN / 4, 0, 1);
        List<String> values = new StepColumns().values(source, viewport(0, SPAN / 2 + COLUMN / 2), AXIS);

        assertThat(values.getLast()).isEqualTo("0.0 1.0 0.5");
    }

    /** Such a column has no time yet: it has the value of the one before until the time goes on. */
    @Test
    void aPictureOfAPresentInWhichAColumnBeginsStaysTheSameWhenItIsMadeAgain() {
        series.add(SPAN / 4, 0, 1);
        series.add(SPAN / 2, 0, 1);
        TimeViewport viewport = viewport(0, SPAN / 2);
        StepColumns kept = new StepColumns();
        List<String> first = kept.values(source, viewport, AXIS);

        assertThat(first.getLast()).isEqualTo("1.0 1.0 1.0");
        assertThat(kept.values(source, viewport, AXIS)).isEqualTo(first);
        newest = SPAN / 2;
        goOn(SPAN / 2 + 20 * COLUMN);
        assertThat(kept.values(source, viewport(0, newest), AXIS))
                .isEqualTo(new StepColumns().values(source, viewport(0, newest), AXIS));
    }

    @Test
    void ofWhatIsKnownOnlyTheNewestIsLookedAtAgain() {
        StepColumns kept = new StepColumns();
        goOn(SPAN * 9 / 10);
        kept.values(source, viewport(0, newest), AXIS);
        long before = newest;
        goOn(newest + 2 * COLUMN);
        kept.values(source, viewport(COLUMN, newest), AXIS);
        assertThat(asked.getFirst()).isZero();
        assertThat(asked.getLast()).isGreaterThan(before - 2 * COLUMN);
    }
}
