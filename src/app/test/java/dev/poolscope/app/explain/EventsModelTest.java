package dev.poolscope.app.explain;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventsModelTest {
    private final FakeRun fake = new FakeRun();
    private final CompletableFuture<LiveRun> begun = new CompletableFuture<>();
    private final RunModel model = new RunModel(_ -> begun);
    private final Selection selection = new Selection();
    private final EventsModel events = new EventsModel(model, selection, new EventPhrases(new Texts()));

    @BeforeEach
    void run() {
        model.open(ReadyScenarios.load("first-light"));
        model.start();
        begun.complete(fake);
        model.pull();
        fake.tell(5000, FakeRun.story());
        model.pull();
        assertThat(events.takeRun()).isTrue();
        events.restart(EventFilter.NONE);
    }

    @Test
    void listsAllThatHappenedOnce() {
        assertThat(events.rows()).isEmpty();

        assertThat(events.advance()).isFalse();

        assertThat(events.takeRun()).as("the run is the same").isFalse();
        assertThat(events.rows().count()).isEqualTo((int) events.all()).isEqualTo(FakeRun.story().length);
        assertThat(events.forgotten()).isZero();
    }

    @Test
    void findsTheFirstLineOfWhatIsSelected() {
        events.advance();
        RunEvent first = events.rows().stream().filter(event -> event.taskId() == 2).findFirst().orElseThrow();

        selection.select(new Selected.Task(2));

        assertThat(events.knows(new Selected.Task(2))).isTrue();
        assertThat(events.rows().get(events.rowOf(new Selected.Task(2)))).isEqualTo(first);
        assertThat(events.rows()).allMatch(event -> events.isRelated(event) == (event.taskId() == 2));
    }

    @Test
    void knowsNothingOfATaskThatTheRunDoesNotHave() {
        events.advance();

        assertThat(events.knows(new Selected.Task(999))).isFalse();
        assertThat(events.rowOf(new Selected.Task(999))).isEqualTo(-1);
        assertThat(events.rowOf(null)).isEqualTo(-1);
    }

    @Test
    void looksAgainOnlyWhenTheRunHasGoneOnForAWhile() {
        events.advance();
        assertThat(events.isDue(true)).isFalse();

        fake.tell(5100);
        model.pull();
        assertThat(events.isDue(true)).isFalse();

        fake.tell(5300);
        model.pull();
        assertThat(events.isDue(true)).isTrue();
    }

    @Test
    void looksLessOftenWhileMoreComesThanCanBeRead() {
        events.advance();

        fake.tell(5_300, IntStream.range(0, 60)
                .mapToObj(i -> (RunEvent) new TaskEvent.Submitted(5_200_000_000L + i, 1_000 + i, null,
                        5_200_000_000L + i))
                .toArray(RunEvent[]::new));
        model.pull();
        assertThat(events.isDue(true)).as("as many as are read in a moment").isTrue();

        fake.tell(5_400, IntStream.range(0, 60)
                .mapToObj(i -> (RunEvent) new TaskEvent.Submitted(5_350_000_000L + i, 2_000 + i, null,
                        5_350_000_000L + i))
                .toArray(RunEvent[]::new));
        model.pull();
        assertThat(events.isDue(true)).as("many, a moment ago").isFalse();

        fake.tell(5_900);
        model.pull();
        assertThat(events.isDue(true)).as("many, a good half a second later").isFalse();

        fake.tell(6_000);
        model.pull();
        assertThat(events.isDue(true)).as("many, a second later").isTrue();
        events.advance();
        assertThat(events.rows().count()).as("none is missing").isEqualTo((int) events.all());
    }
}
