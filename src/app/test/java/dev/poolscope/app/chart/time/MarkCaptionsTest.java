package dev.poolscope.app.chart.time;

import java.util.List;

import dev.poolscope.app.chart.time.MarkCaptions.Placed;
import dev.poolscope.app.chart.time.MarkSource.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MarkCaptionsTest {
    private final MarkCaptions captions = new MarkCaptions(0, 1000, 2);

    private List<Placed> placed() {
        return captions.place(text -> text.length() * 10.0);
    }

    @Test
    void aCaptionBeginsAtItsLine() {
        captions.add(0, 100, Kind.NOTE, "the second worker");

        assertThat(placed()).containsExactly(new Placed(0, 100, Kind.NOTE, "the second worker", 0, 100, 170));
    }

    @Test
    void atTheRightEndItEndsAtItsLine() {
        captions.add(0, 950, Kind.END, "shutdown");

        assertThat(placed()).containsExactly(new Placed(0, 950, Kind.END, "shutdown", 0, 950 - 80 + 1.5, 80));
    }

    @Test
    void neitherOfTwoCoversTheOther() {
        captions.add(0, 100, Kind.NOTE, "the second worker");
        captions.add(0, 150, Kind.NOTE, "and the third");
        captions.add(0, 200, Kind.NOTE, "and a fourth one as well");

        assertThat(placed()).extracting(Placed::row).startsWith(0, 1);
        for (Placed one : placed()) {
            for (Placed other : placed()) {
                assertThat(one.equals(other) || one.row() < 0 || one.row() != other.row()
                        || one.left() + one.width() <= other.left() || other.left() + other.width() <= one.left())
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsSaidToTheAudienceComesFirst() {
        MarkCaptions one = new MarkCaptions(0, 1000, 1);
        one.add(0, 100, Kind.ACTION, "spawnWorkers: 2");
        one.add(0, 110, Kind.NOTE, "Look at the second lane");

        List<Placed> placed = one.place(text -> text.length() * 10.0);
        assertThat(placed).extracting(Placed::text).containsExactly("Look at the second lane", "spawnWorkers: 2");
        assertThat(placed.getFirst().left()).isEqualTo(110);
        assertThat(placed.getLast().left()).as("on the other side of its line, and shortened").isLessThan(100);
    }

    @Test
    void howThePoolEndsHasACaptionHoweverMuchIsSaid() {
        MarkCaptions one = new MarkCaptions(0, 1000, 1);
        one.add(0, 500, Kind.NOTE, "something is said");
        one.add(0, 510, Kind.NOTE, "and something more");
        one.add(0, 520, Kind.END, "broken");

        List<Placed> placed = one.place(text -> text.length() * 10.0);
        assertThat(placed.getFirst()).isEqualTo(new Placed(0, 520, Kind.END, "broken", 0, 520, 60));
    }

    @Test
    void aLongCaptionTakesWhatIsFreeBesideIt() {
        String longOne = "x".repeat(90);
        captions.add(0, 50, Kind.NOTE, longOne);
        assertThat(placed()).containsExactly(new Placed(0, 50, Kind.NOTE, longOne, 0, 50, 900));

        MarkCaptions two = new MarkCaptions(0, 1000, 1);
        two.add(0, 50, Kind.NOTE, longOne);
        two.add(0, 700, Kind.END, "shutdown");
        assertThat(two.place(text -> text.length() * 10.0)).containsExactly(
                new Placed(0, 700, Kind.END, "shutdown", 0, 700, 80),
                new Placed(0, 50, Kind.NOTE, longOne, 0, 0, 697));
    }

    @Test
    void aCaptionThatIsLongerThanEitherSideStandsOverItsLineWhereThatShowsMoreOfIt() {
        String whole = "x".repeat(70);
        captions.add(0, 600, Kind.NOTE, whole);
        assertThat(placed()).containsExactly(new Placed(0, 600, Kind.NOTE, whole, 0, 300, 700));

        String longer = "x".repeat(120);
        MarkCaptions one = new MarkCaptions(0, 1000, 1);
        one.add(0, 100, Kind.END, "broken");
        one.add(0, 600, Kind.NOTE, longer);
        assertThat(one.place(text -> text.length() * 10.0))
                .contains(new Placed(0, 600, Kind.NOTE, longer, 0, 163, 837));
    }

    @Test
    void whatHappensAtTheSamePlaceSharesACaption() {
        captions.add(0, 500, Kind.END, "shutdown");
        captions.add(0, 501, Kind.END, "terminated");

        assertThat(placed()).extracting(Placed::text).containsExactly("shutdown · terminated");
    }

    @Test
    void whereThereIsNoRoomAtAllThereIsTheLine() {
        MarkCaptions one = new MarkCaptions(0, 60, 1);
        one.add(0, 0, Kind.NOTE, "123456");
        one.add(0, 20, Kind.NOTE, "something");

        assertThat(one.place(text -> text.length() * 10.0)).extracting(Placed::row).containsExactly(0, -1);
    }

    @Test
    void whereManyStandCloselyEachHasAPlaceRatherThanFewBeingLong() {
        MarkCaptions crowded = new MarkCaptions(0, 600, 3);
        for (int i = 0; i < 12; i++) {
            crowded.add(i, 20 + 46 * i, Kind.NOTE, "a sentence of forty letters, the " + i + "th of 12");
        }

        List<Placed> placed = crowded.place(text -> text.length() * 7.0);

        assertThat(placed).hasSize(12).allMatch(mark -> mark.row() >= 0);
    }

    @Test
    void aCaptionTouchesItsLine() {
        MarkCaptions some = new MarkCaptions(0, 500, 3);
        for (int i = 0; i < 6; i++) {
            some.add(0, 30 + 85 * i, Kind.NOTE, "something happens");
        }

        assertThat(some.place(text -> text.length() * 7.0)).filteredOn(mark -> mark.row() >= 0)
                .allMatch(mark -> Math.abs(mark.left() - mark.x()) <= 1.5
                        || Math.abs(mark.left() + mark.width() - mark.x()) <= 1.5);
    }
}
