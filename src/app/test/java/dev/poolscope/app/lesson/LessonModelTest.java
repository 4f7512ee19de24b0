package dev.poolscope.app.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.lesson.format.ReadyLessons;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.play.Sureness;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LessonModelTest {
    private final Texts texts = new Texts();
    private final RunModel runs = new RunModel(_ -> CompletableFuture.completedFuture(new FakeRun()));
    private final AtomicBoolean beside = new AtomicBoolean(true);
    private final List<Runnable> later = new ArrayList<>();
    private final LessonModel model = new LessonModel(new RevealPicture(runs, new RunCursor(runs, new Selection()),
            new TimeViewport(1_000_000_000), texts, beside::get), (_, _) -> {},
            (work, then) -> later.add(() -> then.accept(work.get())), "a question is open");

    private Scenario next() {
        return Objects.requireNonNull(runs.nextProperty().get());
    }

    @Test
    void anAnswerThatIsJudgedBehindTheFormIsShownWhenTheLessonComesBack() {
        Lesson lesson = ReadyLessons.load("platform-or-virtual");
        int change = IntStream.range(0, lesson.steps().size())
                .filter(i -> lesson.steps().get(i) instanceof Step.Change).findFirst().orElseThrow();
        CoursePlay play = new CoursePlay(lesson, 1, texts);
        Scenario composed = ReadyScenarios.load("starvation");
        List<String> faults = new ArrayList<>();
        model.open(play, String.valueOf(change));

        model.lock("pool.maxWorkers=12", Sureness.FAIRLY, faults::add);
        beside.set(false);
        runs.prepare(composed, "");
        later.forEach(Runnable::run);

        assertThat(faults).containsExactly("");
        assertThat(play.locked(change)).isPresent();
        assertThat(runs.shownProperty().get()).as("beside the form").isNull();
        assertThat(next()).isEqualTo(composed);

        beside.set(true);
        model.hold();
        model.comeBack();
        assertThat(runs.shownProperty().get()).as("what the answer reveals").isNotNull();
        assertThat(next().name()).isEqualTo(play.scenario().name());
    }
}
