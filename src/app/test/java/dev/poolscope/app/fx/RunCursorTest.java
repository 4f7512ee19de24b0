package dev.poolscope.app.fx;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import dev.poolscope.telemetry.event.EventPoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunCursorTest {
    private static final long SECOND = 1_000_000_000;

    private final FakeRun fake = new FakeRun();
    private final Selection selection = new Selection();
    private final RunModel model = new RunModel(_ -> CompletableFuture.completedFuture(fake));
    private final RunCursor cursor = new RunCursor(model, selection);

    @BeforeEach
    void run() throws Exception {
        model.open(RunModelTest.scenario());
        model.start();
        model.pull();
        fake.tell(6000, FakeRun.story());
        model.pull();
    }

    @Test
    void itLooksAtThePresentUntilItIsPlaced() {
        assertThat(cursor.moment()).isEmpty();
        assertThat(cursor.lookedAt()).isEqualTo(EventPoint.after(6 * SECOND));

        cursor.showMoment(SECOND, new Selected.Task(2));
        assertThat(cursor.lookedAt()).isEqualTo(EventPoint.after(SECOND));
        assertThat(selection.task()).isEqualTo(OptionalLong.of(2));

        cursor.clear();
        assertThat(cursor.moment()).isEmpty();
    }

    @Test
    void itStaysWithinTheRun() {
        cursor.showMoment(-5);
        assertThat(cursor.moment()).hasValue(0);
        cursor.showMoment(Long.MAX_VALUE);
        assertThat(cursor.moment()).hasValue(6 * SECOND);
    }

    @Test
    void aPlayPassesByTheTimeOfTheFramesAndEndsWithTheRun() {
        cursor.speedProperty().set(0.5);
        cursor.toStart();
        cursor.play();
        cursor.frame(70 * SECOND);
        assertThat(cursor.moment()).hasValue(0);
        cursor.frame(71 * SECOND);
        assertThat(cursor.moment()).hasValue(SECOND / 2);
        cursor.speedProperty().set(2);
        cursor.frame(72 * SECOND);
        assertThat(cursor.moment()).as("a new speed counts from where the cursor is").hasValue(SECOND / 2);
        cursor.frame(73 * SECOND);
        assertThat(cursor.moment()).hasValue(5 * SECOND / 2);
        cursor.frame(79 * SECOND);
        assertThat(cursor.moment()).hasValue(6 * SECOND);
        assertThat(cursor.playingProperty().get()).isFalse();

        cursor.play();
        assertThat(cursor.moment()).as("from the end it begins anew").hasValue(0);
    }

    @Test
    void aStepForwardFromTheEndOfARunThatHasNoCursorBeginsAtItsFirstEvent() {
        cursor.next(RunCursor.Step.EVENT);

        assertThat(cursor.moment()).as("like a play").hasValue(0);

        cursor.toEnd();
        cursor.next(RunCursor.Step.EVENT);
        assertThat(cursor.moment()).as("a cursor at the end stays there").hasValue(6 * SECOND);
    }

    @Test
    void anotherRunHasNoCursor() {
        cursor.showMoment(SECOND);
        fake.end();
        model.pull();
        model.start();

        assertThat(cursor.moment()).isEmpty();
    }
}
