package dev.poolscope.app.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunModelTest {
    private final FakeRun fake = new FakeRun();
    private CompletableFuture<LiveRun> begun = new CompletableFuture<>();
    private final RunModel model = new RunModel(_ -> begun);

    @BeforeEach
    void open() throws Exception {
        model.open(scenario());
    }

    static Scenario scenario() throws Exception {
        return ReadyScenarios.load("first-light");
    }

    private void run() {
        model.start();
        begun.complete(fake);
        model.pull();
    }

    @Test
    void anOpenedScenarioHasItsLanesBeforeItRuns() {
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.READY);
        assertThat(model.timeline().lanes().count()).isEqualTo(2);
    }

    @Test
    void nothingIsWaitedForWhileARunBegins() {
        model.start();
        model.pull();

        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.STARTING);
        begun.complete(fake);
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.STARTING);
        model.pull();
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.RUNNING);
    }

    @Test
    void whatHappenedShowsAtTheNextPullAndNotBefore() {
        run();
        fake.tell(5000, FakeRun.story());

        assertThat(model.countsProperty().get().submitted()).isZero();
        model.pull();
        assertThat(model.countsProperty().get().submitted()).isEqualTo(5);
        assertThat(model.countsProperty().get().failed()).isEqualTo(1);
        assertThat(model.countsProperty().get().cancelled()).isEqualTo(2);
        assertThat(model.poolStateProperty().get()).isEqualTo(PoolState.CLOSING);
        assertThat(model.horizonProperty().get()).isEqualTo(5_000_000_000L);
    }

    @Test
    void whatWasToldBeforeTheEndIsTakenOverBeforeTheRunIsOver() {
        run();
        fake.tell(5000, FakeRun.story());
        fake.end();
        model.pull();

        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.OVER);
        assertThat(model.countsProperty().get().submitted()).isEqualTo(5);
    }

    @Test
    void aFloodIsTakenOverInPortionsAndNoneIsLost() {
        run();
        for (int i = 1; i <= 120; i++) {
            fake.tell(i, FakeRun.event(i, EventType.SUBMITTED, i, 0, "due=0"));
        }
        fake.end();
        model.pull();
        assertThat(model.countsProperty().get().submitted()).isLessThan(120);
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.RUNNING);
        model.pull();
        model.pull();

        assertThat(model.countsProperty().get().submitted()).isEqualTo(120);
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.OVER);
    }

    @Test
    void stoppingAsksTheRunAndWaitsForNothing() {
        run();
        model.stop();

        assertThat(fake.asked()).containsExactly("stop");
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.STOPPING);
        fake.end();
        model.pull();
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.OVER);
    }

    @Test
    void aRunThatIsStoppedBeforeItHasBegunIsStoppedAsSoonAsItHas() {
        model.start();
        model.stop();
        begun.complete(fake);

        assertThat(fake.asked()).containsExactly("stop");
    }

    @Test
    void anotherRunBeginsWithAnEmptyPicture() {
        run();
        fake.tell(5000, FakeRun.story());
        fake.end();
        model.pull();
        begun = new CompletableFuture<>();
        model.start();

        assertThat(model.countsProperty().get().submitted()).isZero();
        assertThat(model.horizonProperty().get()).isZero();
        assertThat(model.timeline().marks().all()).isEmpty();
    }

    @Test
    void aRunThatCannotBeginSaysWhy() {
        model.start();
        begun.completeExceptionally(new IllegalStateException("no threads left"));
        model.pull();

        assertThat(model.problemProperty().get()).isEqualTo("no threads left");
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.READY);
    }

    @Test
    void aRunThatEndsBadlySaysWhy() {
        run();
        fake.fail(new IllegalStateException("the collector died"));
        model.pull();

        assertThat(model.problemProperty().get()).isEqualTo("the collector died");
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.OVER);
    }

    @Test
    void anOldRunStaysReadableWhileAnotherOneGoesOn() {
        run();
        fake.tell(5000, FakeRun.story());
        fake.end();
        model.pull();
        FakeRun second = new FakeRun();
        begun = CompletableFuture.completedFuture(second);
        model.start();
        model.pull();
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.RUNNING);

        model.show(model.runs().getFirst());
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.OVER);
        assertThat(model.countsProperty().get().submitted()).isEqualTo(5);
        assertThat(model.run()).as("nothing can be done to a run that is over").isNull();

        second.tell(10, FakeRun.event(10, EventType.SUBMITTED, 1, 0, "due=0"));
        model.pull();
        assertThat(model.countsProperty().get().submitted()).as("still the old one").isEqualTo(5);
        model.show(model.runs().getLast());
        assertThat(model.countsProperty().get().submitted()).as("recorded meanwhile").isEqualTo(1);
    }

    @Test
    void onlyTheLastRunsAreKept() {
        for (int i = 0; i < RunModel.MOST_RUNS + 2; i++) {
            FakeRun brief = new FakeRun();
            begun = CompletableFuture.completedFuture(brief);
            model.start();
            brief.end();
            model.pull();
        }

        assertThat(model.runs()).extracting(ShownRun::number).containsExactly(3, 4, 5, 6, 7);

        model.runs().getFirst().pinnedProperty().set(true);
        for (int i = 0; i < RunModel.MOST_RUNS + 2; i++) {
            FakeRun brief = new FakeRun();
            begun = CompletableFuture.completedFuture(brief);
            model.start();
            brief.end();
            model.pull();
        }

        assertThat(model.runs()).extracting(ShownRun::number).as("a pinned run is not pushed out")
                .containsExactly(3, 10, 11, 12, 13, 14);
    }

    @Test
    void whatCannotBeRunIsNotBegun() throws Exception {
        model.prepare(scenario(), "the duration is missing");
        model.start();

        assertThat(model.activeProperty().get()).isNull();
        assertThat(model.runs()).isEmpty();
    }

    @Test
    void aNewRunBeginsWhenTheOneBeforeHasEnded() {
        run();
        begun = CompletableFuture.completedFuture(new FakeRun());
        model.startAfresh();
        assertThat(fake.asked()).containsExactly("stop");
        assertThat(model.runs()).hasSize(1);

        fake.end();
        model.pull();
        model.pull();
        assertThat(model.runs()).hasSize(2);
        assertThat(model.phaseProperty().get()).isEqualTo(RunPhase.RUNNING);
    }

    @Test
    void theLogIsKeptLineByLine() {
        run();
        fake.tell(5000, FakeRun.story());
        model.pull();

        EventHistory events = model.runs().getFirst().events();
        assertThat(events.first()).isZero();
        assertThat(events.end()).isEqualTo(FakeRun.story().length);
        assertThat(events.get(0).type()).isEqualTo(EventType.SUBMITTED);
    }

    @Test
    void wordsFollowThePictureSomeTimesASecond() {
        run();
        List<Long> told = horizonsOfWords();
        for (int millis = 10; millis <= 500; millis += 10) {
            fake.tell(millis);
            model.pull();
            model.tellIfDue();
        }

        assertThat(told).containsExactly(250_000_000L, 500_000_000L);
    }

    @Test
    void wordsAreThoseOfThePictureWhenItIsHeldOrStandsStillOrIsOver() {
        run();
        List<Long> told = horizonsOfWords();
        fake.tell(10);
        model.pull();
        model.setPaused(true);
        model.setPaused(false);
        fake.tell(20);
        model.pull();
        model.pull();
        fake.tell(30);
        model.pull();
        fake.tell(40);
        fake.end();
        model.pull();

        assertThat(told).containsExactly(10_000_000L, 20_000_000L, 40_000_000L);
    }

    private List<Long> horizonsOfWords() {
        List<Long> told = new ArrayList<>();
        model.wordsProperty().addListener(_ -> told.add(model.horizonProperty().get()));
        return told;
    }
}
