package dev.poolscope.app.lesson;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RevealPictureTest {
    private final RunModel runs = new RunModel(_ -> CompletableFuture.completedFuture(new FakeRun()));
    private final RevealPicture picture = new RevealPicture(runs, new RunCursor(runs, new Selection()),
            new TimeViewport(1_000_000_000), new Texts(), () -> true);

    private int number() {
        return Objects.requireNonNull(runs.shownProperty().get()).number();
    }

    @Test
    void partsOfOneRunHaveItsNumberAndAnotherRunHasOneOfItsOwn() {
        FinishedRun two = SimulatedRun.of(ReadyScenarios.load("burst-on-two"), 2);
        FinishedRun three = SimulatedRun.of(ReadyScenarios.load("burst-on-three"), 2);
        picture.hide(two.scenario(), "");

        picture.point(two, 1_000_000_000);
        int first = number();
        picture.point(two, 2_000_000_000);
        assertThat(number()).isEqualTo(first);

        picture.point(three, 1_000_000_000);
        int second = number();
        assertThat(second).isGreaterThan(first);
        picture.whole();
        assertThat(number()).isEqualTo(second);
    }
}
