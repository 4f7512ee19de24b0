package dev.poolscope.app.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.poolscope.app.compose.form.Draft;
import dev.poolscope.app.compose.form.FaultPlace;
import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.format.ScenarioWriter;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioDocumentTest {
    private final ScenarioDocument document = new ScenarioDocument();

    private Scenario scenario() {
        return document.scenarioProperty().get();
    }

    private void rename(String name) {
        document.edit("rename to " + name, it -> ScenarioSlots.name().set().apply(it, name));
    }

    @Test
    void aNewDocumentCanBeSavedAndReadAndIsTheSame() throws Exception {
        assertThat(ScenarioReader.parse("new", ScenarioWriter.write(ScenarioDocument.NEW)))
                .isEqualTo(ScenarioDocument.NEW);
        assertThat(document.faults()).isEmpty();
        assertThat(document.obstacleProperty().get()).isEmpty();
    }

    @Test
    void everyEditIsOneStepBackAndForth() {
        List<String> names = new ArrayList<>(List.of(scenario().name()));
        for (String name : List.of("one", "two", "three")) {
            rename(name);
            names.add(name);
        }
        assertThat(document.undoTextProperty().get()).isEqualTo("rename to three");
        for (int i = 2; i >= 0; i--) {
            document.undo();
            assertThat(scenario().name()).isEqualTo(names.get(i));
        }
        assertThat(document.canUndoProperty().get()).isFalse();
        assertThat(document.dirtyProperty().get()).isFalse();
        assertThat(document.redoTextProperty().get()).isEqualTo("rename to one");
        for (int i = 1; i <= 3; i++) {
            document.redo();
            assertThat(scenario().name()).isEqualTo(names.get(i));
        }
        assertThat(document.canRedoProperty().get()).isFalse();
    }

    @Test
    void whatChangesNothingIsNoStepAndAnEditForgetsWhatWasTakenBack() {
        rename(scenario().name());
        assertThat(document.canUndoProperty().get()).isFalse();
        rename("one");
        document.undo();
        rename("two");
        assertThat(document.canRedoProperty().get()).isFalse();
    }

    @Test
    void savingMakesItCleanUnlessItWasEditedMeanwhile() {
        rename("one");
        Scenario written = scenario();
        rename("two");
        document.saved(Path.of("one.yaml"), written);
        assertThat(document.dirtyProperty().get()).isTrue();
        document.undo();
        assertThat(document.dirtyProperty().get()).isFalse();
        assertThat(document.fileProperty().get()).isEqualTo(Path.of("one.yaml"));
    }

    @Test
    void whatIsTypedIsTakenOverBeforeASaveOrAnUndo() {
        rename("one");
        document.typing(() -> rename("typed"));
        document.settle();
        document.settle();
        assertThat(scenario().name()).isEqualTo("typed");
        document.typing(() -> rename("typed again"));
        document.undo();
        assertThat(scenario().name()).isEqualTo("typed");
    }

    @Test
    void textThatIsNoValueHindersUntilItsFieldIsReleased() {
        Object field = new Object();
        document.hinder(field, "no");
        assertThat(document.obstacleProperty().get()).isEqualTo("no");
        document.hinder(field, "still no");
        assertThat(document.obstacleProperty().get()).isEqualTo("still no");
        document.release(field);
        assertThat(document.obstacleProperty().get()).isEmpty();
    }

    @Test
    void eachFaultIsAtThePlaceWhereItCanBeMended() {
        Arrivals noRamp = new Arrivals.Ramp(Rate.perSecond(0), Rate.perSecond(0));
        Work turned = new Work.Sleep(new Distribution.Uniform(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        StreamSpec late = new StreamSpec("late", new Arrivals.Constant(Rate.perSecond(1)), Duration.ZERO,
                Duration.ofHours(1), task(turned));
        StreamSpec flat = new StreamSpec("late", noRamp, Duration.ZERO, null, task(WorkKind.usual()));
        document.edit("break it", it -> new Scenario(it.name(), "", 7, it.duration(), it.pool(), List.of(late, flat),
                List.of(new TimedAction(Duration.ZERO, new Action.Shutdown()),
                        new TimedAction(Duration.ofHours(2), new Action.Submit("lat", 1))),
                List.of()));

        Draft draft = document.draftProperty().get();
        assertThat(draft.faultAt(new FaultPlace("streams[0]", "until"))).startsWith("1h is after");
        assertThat(draft.faultAt(new FaultPlace("streams[0].task", "max"))).contains("less than min");
        assertThat(draft.faultAt(new FaultPlace("streams[1]", "name"))).contains("unique").doesNotContain("line");
        assertThat(draft.faultAt(new FaultPlace("streams[1].arrivals", "ramp"))).contains("both zero");
        assertThat(draft.faultAt(new FaultPlace("actions[1]", "at"))).contains("after the end");
        assertThat(draft.faultAt(new FaultPlace("actions[1]", "stream"))).contains("did you mean");
        assertThat(draft.faults()).hasSameSizeAs(document.faults());
        assertThat(draft.hasFaultIn("streams[0]")).isTrue();
        assertThat(draft.hasFaultIn("actions[0]")).isFalse();
        assertThat(document.obstacleProperty().get()).isNotEmpty();
    }

    private static TaskSpec task(Work work) {
        return new TaskSpec(work, Percentage.ZERO, null);
    }

    @Test
    void anotherNameOfAStreamReachesTheActionsThatNameIt() {
        document.open(ReadyScenarios.load("first-light"), null);
        String old = scenario().streams().getFirst().name();
        document.edit("add", it -> ScenarioSlots.actions().set().apply(it,
                List.of(new TimedAction(Duration.ZERO, new Action.Submit(old, 3)),
                        new TimedAction(Duration.ZERO, new Action.CancelPending(old)),
                        new TimedAction(Duration.ZERO, new Action.SetRate(old, Rate.perSecond(3))))));
        document.edit("rename", it -> ScenarioSlots.streamName(() -> 0).set().apply(it, "other"));

        assertThat(scenario().actions()).extracting(TimedAction::action).containsExactly(
                new Action.Submit("other", 3), new Action.CancelPending("other"),
                new Action.SetRate("other", Rate.perSecond(3)));
        assertThat(document.faults()).isEmpty();
    }
}
