package dev.poolscope.app.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonsTest {
    private final List<FakeRun> begun = new ArrayList<>();
    private final RunModel model = new RunModel(_ -> {
        begun.add(new FakeRun());
        return CompletableFuture.completedFuture(begun.getLast());
    });
    private final WindowLayout layout = new WindowLayout();
    private final Notices notices = new Notices();
    private final Comparisons comparisons = new Comparisons(model, layout, notices, new Texts());
    private final Scenario scenario = ReadyScenarios.load("burst-on-one");

    private ShownRun first() {
        model.start(scenario);
        return ends();
    }

    private ShownRun ends() {
        ShownRun run = Objects.requireNonNull(model.activeProperty().get());
        begun.getLast().end(SimulatedRun.of(run.scenario(), 2));
        model.pull();
        return run;
    }

    private ShownRun shown() {
        return Objects.requireNonNull(model.shownProperty().get());
    }

    @Test
    void bothOpenWhenTheSecondIsOver() {
        ShownRun first = first();

        comparisons.run(first, scenario.withSeed(7));
        assertThat(layout.comparisonProperty().get()).as("while it goes on").isFalse();
        ShownRun second = ends();

        assertThat(layout.comparisonProperty().get()).isTrue();
        assertThat(comparisons.wanted()).isSameAs(first);
        assertThat(shown()).isSameAs(second);
    }

    @Test
    void aPersonWhoLooksAtAnotherRunIsAsked() {
        ShownRun first = first();
        comparisons.run(first, scenario.withSeed(7));
        ShownRun second = shown();

        model.show(first);
        ends();
        var notice = Objects.requireNonNull(notices.shownProperty().get());

        assertThat(layout.comparisonProperty().get()).isFalse();
        assertThat(notice.text()).isEqualTo("Run 2 is over; it can be laid beside run 1.");
        Objects.requireNonNull(notice.offer()).action().run();
        assertThat(layout.comparisonProperty().get()).isTrue();
        assertThat(shown()).isSameAs(second);
    }

    @Test
    void aComparisonThatIsClosedWantsNothingTheNextTime() {
        ShownRun first = first();
        comparisons.run(first, scenario);
        ends();

        layout.closeCards();

        assertThat(comparisons.wanted()).isNull();
    }

    @Test
    void nothingIsBegunWhileARunGoesOn() {
        ShownRun first = first();
        model.start(scenario);

        comparisons.run(first, scenario);

        assertThat(begun).hasSize(2);
        assertThat(Objects.requireNonNull(notices.shownProperty().get()).text())
                .isEqualTo("A run is going on; stop it first");
    }
}
