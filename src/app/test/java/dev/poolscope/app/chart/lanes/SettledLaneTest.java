package dev.poolscope.app.chart.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept from picture to picture is what would be found if everything were looked at again. */
class SettledLaneTest {
    private static final long SPAN = 1_000_000;
    private static final int AXIS = 200;
    private static final long COLUMN = SPAN / AXIS;

    private record Piece(LaneState kind, long from, long to) {}

    private final Random random = new Random(11);
    private final List<Piece> pieces = new ArrayList<>();
    private long end;

    private void goOn(long until) {
        LaneState[] kinds = LaneState.values();
        while (end < until) {
            long length = random.nextInt(6) == 0 ? random.nextLong(8 * COLUMN) : random.nextLong(COLUMN);
            // Now and then no worker is there.
            if (random.nextInt(9) > 0) {
                pieces.add(new Piece(kinds[random.nextInt(kinds.length)], end, end + length));
            }
            end += length;
        }
    }

    private void add(SettledLane lane, long start) {
        for (Piece piece : pieces) {
            if (piece.to() <= lane.until() || piece.from() >= start + SPAN) {
                continue;
            }
            lane.isKnownUntil(piece.to());
            double x0 = (piece.from() - start) / (double) COLUMN;
            double x1 = (piece.to() - start) / (double) COLUMN;
            if (x1 - x0 >= 1.5) {
                lane.addWide(piece.kind(), piece.from(), piece.to(), 0);
            } else if (x1 >= 0) {
                lane.columns().add(piece.kind(), Math.max(0, x0), Math.min(AXIS, x1));
            }
        }
    }

    private static List<String> picture(SettledLane lane) {
        List<String> seen = new ArrayList<>();
        lane.columns().forEachRun((kind, failures, column, width) -> {
            // The first column may have lost what began before it.
            if (column > 0) {
                seen.add(kind + (failures ? "!" : "") + " " + column + "+" + width);
            }
        });
        lane.forEachWide((kind, from, to, _) -> seen.add(kind + " from " + from + " to " + to));
        return seen;
    }

    @Test
    void aPictureThatMovesByWholePixelsIsTheOneThatIsMadeAnew() {
        SettledLane kept = new SettledLane();
        long start = 0;
        for (int frame = 0; frame < 500; frame++) {
            start += COLUMN * random.nextInt(4);
            goOn(start + SPAN * 9 / 10);
            kept.moveTo("past", start, SPAN, AXIS);
            add(kept, start);

            SettledLane anew = new SettledLane();
            anew.moveTo("past", start, SPAN, AXIS);
            add(anew, start);
            assertThat(picture(kept)).as("frame %d", frame).isEqualTo(picture(anew));
        }
    }

    @Test
    void nothingIsKeptThatIsNotRightAnyMore() {
        SettledLane lane = new SettledLane();
        lane.moveTo("past", 0, SPAN, AXIS);
        goOn(SPAN / 2);
        add(lane, 0);
        assertThat(lane.until()).isEqualTo(pieces.getLast().to());

        lane.moveTo("past", COLUMN / 2, SPAN, AXIS);
        assertThat(lane.until()).as("not by whole pixels").isEqualTo(COLUMN / 2);
        add(lane, COLUMN / 2);
        lane.moveTo("other past", COLUMN / 2, SPAN, AXIS);
        assertThat(picture(lane)).as("something that had ended has changed").isEmpty();
        add(lane, COLUMN / 2);
        lane.moveTo("other past", COLUMN / 2, SPAN / 2, AXIS);
        assertThat(picture(lane)).as("another zoom").isEmpty();
        add(lane, COLUMN / 2);
        lane.moveTo("other past", 0, SPAN / 2, AXIS);
        assertThat(picture(lane)).as("back").isEmpty();
        lane.moveTo(null, 0, SPAN / 2, AXIS);
        lane.isKnownUntil(SPAN / 4);
        lane.moveTo(null, 0, SPAN / 2, AXIS);
        assertThat(lane.until()).as("anything may have changed").isZero();
    }

    @Test
    void whatIsLentLeavesNothing() {
        PixelColumns columns = new PixelColumns();
        columns.reset(AXIS);
        columns.add(LaneState.RUNNING, 10.1, 10.6);
        columns.lend(LaneState.IDLE, 10.6, 11.9);
        List<String> seen = new ArrayList<>();
        columns.forEachRun((kind, _, column, width) -> seen.add(kind + " " + column + "+" + width));
        assertThat(seen).containsExactly("RUNNING 10+1", "IDLE 11+1");

        columns.takeBack();
        seen.clear();
        columns.forEachRun((kind, _, column, width) -> seen.add(kind + " " + column + "+" + width));
        assertThat(seen).containsExactly("RUNNING 10+1");
    }
}
