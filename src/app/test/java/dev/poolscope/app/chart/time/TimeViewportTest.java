package dev.poolscope.app.chart.time;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TimeViewportTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double WIDTH = 1000;

    private final TimeViewport viewport = new TimeViewport(10 * SECOND);

    @Test
    void theWholeRunStaysWholeWhileItGoesOnUntilSomethingElseIsShown() {
        viewport.advance(5 * SECOND);
        viewport.showAll();
        for (int i = 6; i < 400; i++) {
            viewport.advance(i * SECOND);
            assertThat(viewport.start()).isNotPositive();
            assertThat(viewport.end()).as("%d s", i).isGreaterThanOrEqualTo(i * SECOND);
            assertThat(viewport.span()).as("%d s", i).isLessThan(i * SECOND * 5 / 4);
        }

        viewport.pan(0);
        long end = viewport.end();
        viewport.advance(900 * SECOND);
        assertThat(viewport.end()).isEqualTo(end);
    }

    @Test
    void whileItIsPacedAllChangesOfAFrameAreToldAtOnceInIt() {
        viewport.advance(60 * SECOND);
        viewport.setPaced(true);
        List<Long> told = new ArrayList<>();
        viewport.versionProperty().subscribe(_ -> told.add(viewport.span()));
        told.clear();

        viewport.zoom(0.5, 30 * SECOND);
        viewport.show(10 * SECOND, 4 * SECOND);
        viewport.drawAgain();
        assertThat(viewport.span()).as("known at once").isEqualTo(4 * SECOND);
        assertThat(told).isEmpty();

        viewport.frame();
        viewport.frame();
        assertThat(told).containsExactly(4 * SECOND);
    }

    @Test
    void whatWasNotToldYetIsToldWhenItIsNoLongerPaced() {
        viewport.setPaced(true);
        List<Long> told = new ArrayList<>();
        viewport.versionProperty().subscribe(_ -> told.add(viewport.span()));
        told.clear();

        viewport.setSpan(3 * SECOND);
        viewport.setPaced(false);
        assertThat(told).containsExactly(3 * SECOND);

        viewport.setSpan(2 * SECOND);
        assertThat(told).containsExactly(3 * SECOND, 2 * SECOND);
    }

    @Test
    void whatIsSaidToBeVisibleIsPartOfTheRun() {
        viewport.advance(9 * SECOND);
        viewport.showAll();
        assertThat(viewport.start()).as("margin").isNegative();
        assertThat(viewport.visibleFrom()).isZero();
        assertThat(viewport.visibleUntil()).isEqualTo(9 * SECOND);

        viewport.show(2 * SECOND, 3 * SECOND);
        assertThat(viewport.visibleFrom()).isEqualTo(2 * SECOND);
        assertThat(viewport.visibleUntil()).isEqualTo(5 * SECOND);
    }

    @Test
    void theStartOfARunStaysAtTheLeftUntilThePresentReachesItsPlace() {
        viewport.advance(5 * SECOND);

        assertThat(viewport.start()).isZero();
        assertThat(viewport.xOf(5 * SECOND, WIDTH)).isEqualTo(500);
    }

    @Test
    void thePresentKeepsItsPlaceWhileItIsFollowed() {
        viewport.advance(60 * SECOND);
        double before = viewport.xOf(viewport.horizon(), WIDTH);
        viewport.advance(61 * SECOND);

        assertThat(viewport.xOf(viewport.horizon(), WIDTH)).isEqualTo(before)
                .isEqualTo(WIDTH * TimeViewport.PRESENT_AT);
    }

    @Test
    void panningStopsFollowingAndLeavesThePictureWhereItIs() {
        viewport.advance(60 * SECOND);
        viewport.pan(-5 * SECOND);
        long start = viewport.start();
        viewport.advance(70 * SECOND);

        assertThat(viewport.isFollowing()).isFalse();
        assertThat(viewport.start()).isEqualTo(start);
    }

    @Test
    void zoomingKeepsTheMomentUnderThePointerInItsPlace() {
        viewport.advance(60 * SECOND);
        viewport.show(30 * SECOND, 10 * SECOND);
        long moment = 37 * SECOND;
        double before = viewport.xOf(moment, WIDTH);
        viewport.zoom(0.3, moment);

        assertThat(viewport.xOf(moment, WIDTH)).isCloseTo(before, within(1e-3));
        assertThat(viewport.span()).isEqualTo(3 * SECOND);
    }

    @Test
    void zoomingWhileFollowingKeepsFollowing() {
        viewport.advance(60 * SECOND);
        viewport.zoom(2, 55 * SECOND);

        assertThat(viewport.isFollowing()).isTrue();
        assertThat(viewport.xOf(viewport.horizon(), WIDTH)).isCloseTo(WIDTH * TimeViewport.PRESENT_AT, within(1e-3));
    }

    @Test
    void noPanLeavesTheRun() {
        viewport.advance(60 * SECOND);
        viewport.pan(-1000 * SECOND);
        assertThat(viewport.end()).isPositive();

        viewport.pan(1_000_000 * SECOND);
        assertThat(viewport.start()).isLessThan(viewport.horizon());
    }

    @Test
    void theWholeRunHasRoomAtBothEnds() {
        viewport.advance(60 * SECOND);
        viewport.showAll();

        assertThat(viewport.xOf(0, WIDTH)).isPositive();
        assertThat(viewport.xOf(60 * SECOND, WIDTH)).isLessThan(WIDTH);
    }

    @Test
    void aMomentAndItsPlaceAreInverse() {
        viewport.advance(60 * SECOND);

        assertThat(viewport.timeAt(viewport.xOf(57 * SECOND, WIDTH), WIDTH)).isEqualTo(57 * SECOND);
    }

    @Test
    void aNewRunIsFollowedFromItsBeginning() {
        viewport.advance(60 * SECOND);
        viewport.pan(-5 * SECOND);
        viewport.reset();

        assertThat(viewport.isFollowing()).isTrue();
        assertThat(viewport.start()).isZero();
        assertThat(viewport.horizon()).isZero();
    }

    @Test
    void everyChangeRaisesTheVersion() {
        long before = viewport.versionProperty().get();
        viewport.advance(SECOND);
        viewport.advance(SECOND);

        assertThat(viewport.versionProperty().get()).isEqualTo(before + 1);
    }

    @Test
    void whatOnlyMovesOnIsToldApart() {
        TimeViewport viewport = new TimeViewport(10 * SECOND);
        viewport.tellEvery(SECOND);
        viewport.advance(2 * SECOND);
        long version = viewport.versionProperty().get();
        long told = viewport.toldVersionProperty().get();
        viewport.advance(2 * SECOND + SECOND / 2);
        viewport.setDetailFrom(SECOND);
        assertThat(viewport.versionProperty().get()).isEqualTo(version + 2);
        assertThat(viewport.toldVersionProperty().get()).isEqualTo(told);
        viewport.advance(3 * SECOND);
        assertThat(viewport.toldVersionProperty().get()).as("another moment is told").isEqualTo(told + 1);
        viewport.setPaced(true);
        viewport.zoom(2, 0);
        viewport.advance(3 * SECOND + SECOND / 4);
        viewport.frame();
        assertThat(viewport.toldVersionProperty().get()).as("changed otherwise as well").isEqualTo(told + 2);
        viewport.hold();
        viewport.frame();
        viewport.advance(3 * SECOND + SECOND / 2);
        viewport.frame();
        assertThat(viewport.toldVersionProperty().get()).as("nothing is followed").isEqualTo(told + 4);
    }

    @Test
    void wordsTellOfAnotherMomentOnlyAfterAPause() {
        TimeViewport viewport = new TimeViewport(10_000);
        viewport.advance(7);
        assertThat(viewport.told()).as("without a pause").isEqualTo(7);

        viewport.tellEvery(200);
        viewport.advance(206);
        assertThat(viewport.told()).isEqualTo(7);
        viewport.advance(207);
        assertThat(viewport.told()).isEqualTo(207);
        viewport.advance(300);
        assertThat(viewport.told()).isEqualTo(207);

        long before = viewport.versionProperty().get();
        viewport.tell();
        assertThat(viewport.told()).as("nothing comes any more").isEqualTo(300);
        assertThat(viewport.versionProperty().get()).as("what draws hears of it").isGreaterThan(before);

        viewport.reset();
        viewport.advance(50);
        assertThat(viewport.told()).as("another run, of which nothing was told").isZero();
    }
}
