package dev.poolscope.lesson.play;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.format.ReadyLessons;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.workload.format.InvalidScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LessonSessionTest {
    private static final Lesson LESSON = ReadyLessons.load("the-worker-that-went-home");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void thePredictionComesFirstAndStaysLocked() {
        LessonSession session = new LessonSession(LESSON, 1);
        session.next();

        assertThatIllegalStateException().isThrownBy(session::reveal).withMessage("the prediction comes first");
        assertThatIllegalStateException().isThrownBy(session::next).withMessage("the prediction comes first");
        session.lock(Prediction.parse(session.step(), "1"), Sureness.CERTAIN, 5);
        assertThatIllegalStateException()
                .isThrownBy(() -> session.lock(new Prediction.Picked(Set.of(2)), Sureness.GUESS, 6));

        assertThat(session.locked()).hasValueSatisfying(it -> assertThat(it.sureness()).isEqualTo(Sureness.CERTAIN));
        session.back();
        session.next();
        assertThat(session.mayGoOn()).isTrue();
    }

    @Test
    void whatIsRevealedIsAPlaceAndWhatDiffers() {
        LessonSession session = new LessonSession(LESSON, 1);
        session.next();
        session.lock(Prediction.parse(session.step(), "1"), Sureness.UNSAID, 0);

        Revealed revealed = session.reveal();

        assertThat(revealed.atNanos()).isEqualTo(2_600_000_000L);
        assertThat(revealed.task()).isEqualTo(3);
        assertThat(revealed.difference())
                .isEqualTo("You said “Worker 1: it has rested longest”. It is “Worker 2: it was the last to rest”.");
        assertThat(revealed.grade().misconceptions()).containsExactly("3a");
        assertThat(revealed.grade().expressions()).contains("task(3).worker == 2");
    }

    @Test
    void aMomentIsGradedWithItsTolerance() {
        Step step = LESSON.steps().get(2);
        Grading grading = new Grading(new LessonRuns(LESSON.variation(1)), 1);

        assertThat(grading.grade(step, Prediction.parse(step, "worker 1 at 3.1s")).verdict())
                .isEqualTo(Grade.Verdict.RIGHT);
        assertThat(grading.grade(step, Prediction.parse(step, "1, 3.101s")).verdict()).isEqualTo(Grade.Verdict.WRONG);
        assertThat(grading.grade(step, Prediction.parse(step, "2 2.9s")).verdict()).isEqualTo(Grade.Verdict.WRONG);
        Grade tempted = grading.grade(step, Prediction.parse(step, "1 at 2s"));
        assertThat(tempted.misconceptions()).containsExactly("3b");
        assertThat(tempted.expected()).isEqualTo("worker 1 at 2.900 s");
        assertThat(tempted.tolerance()).isEqualTo("±200 ms");
    }

    @Test
    void aChangeIsTriedOnLateRunsAndTheFirstFailureIsNamed() {
        Lesson lesson = ReadyLessons.load("platform-or-virtual");
        int number = 1;
        while (!(lesson.steps().get(number - 1) instanceof Step.Change)) {
            number++;
        }
        Step step = lesson.steps().get(number - 1);
        Grading grading = new Grading(new LessonRuns(lesson.variation(1)), 1);

        assertThat(grading.grade(step, new Prediction.Changed(Map.of("pool.maxWorkers", "12"))).verdict())
                .isEqualTo(Grade.Verdict.RIGHT);
        assertThat(grading.grade(step, new Prediction.Changed(Map.of("pool.workerType", "platform"))).why())
                .startsWith("it does not hold that span(stream sleepers) < 800ms: span(stream sleepers) is 2");
        assertThat(grading.grade(step, new Prediction.Changed(Map.of("streams.sleepers.task.sleep", "1ms"))).why())
                .isEqualTo("streams.sleepers.task.sleep may not be changed; allowed are pool");
        assertThat(grading
                .grade(step, new Prediction.Changed(Map.of("pool.maxWorkers", "12", "pool.workerType", "platform")))
                .why())
                .isEqualTo("found 2 changes; at most 1 is allowed");
    }

    @Test
    void savedAnswersAreGradedAsTheSessionGradesThemAndTwiceTheSame() throws Exception {
        for (long seed = 1; seed <= 2; seed++) {
            LessonSession session = new LessonSession(LESSON, seed);
            int right = 0;
            while (true) {
                if (LessonSession.asks(session.step())) {
                    session.lock(Prediction.parse(session.step(), answer(session)), Sureness.FAIRLY,
                            1000L * session.position());
                    right += session.reveal().grade().verdict() == Grade.Verdict.RIGHT ? 1 : 0;
                }
                if (session.isLast()) {
                    break;
                }
                session.next();
            }
            Path file = folder.resolve("answers.json");
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            session.answers().write(saved);
            Files.write(file, saved.toByteArray());

            LessonAnswers read = LessonAnswers.read(file, LESSON);

            assertThat(read).isEqualTo(session.answers());
            assertThat(GradeReport.of(LESSON, read).count(Grade.Verdict.RIGHT)).isEqualTo(right);
            assertThat(json(GradeReport.of(LESSON, read))).isEqualTo(json(GradeReport.of(LESSON, read)))
                    .contains("\"simulated\" : true");
            LessonSession again = new LessonSession(LESSON, seed);
            again.restore(read);
            assertThat(again.answers()).isEqualTo(read);
            assertThat(again.isLast()).isTrue();
        }
    }

    /** The right option, and something of the form that is needed elsewhere. */
    private static String answer(LessonSession session) {
        Step.Question question = (Step.Question) session.step();
        Evaluator evaluator = session.runs().evaluator(question.on());
        return switch (question.asked()) {
            case Asked.Pick pick -> String.valueOf(Grading.right(pick, evaluator)).replaceAll("[\\[\\]]", "");
            default -> "worker 1 at 2.9s";
        };
    }

    private static String json(GradeReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void answersThatCannotBeReadSayWhereAndWhy() throws Exception {
        Path file = folder.resolve("bad.json");
        Files.writeString(file,
                """
                { "lesson": "the-worker-that-went-home", "version": 1, "hash": "%s", "seed": 1,
                  "answers": [ { "step": 1, "answer": "2" }, { "step": 2, "answer": "4" }, { "step": 2, "anser": "1" } ] }
                """.formatted(
                        LESSON.hash()));

        assertThatThrownBy(() -> LessonAnswers.read(file, LESSON)).isInstanceOf(InvalidScenarioException.class)
                .message().contains(":2:16: step: the lesson asks nothing in step 1")
                .contains(":2:69: the answer to step 2: found '4'; a number from 1 to 3 is needed")
                .contains("did you mean 'answer'?");
    }

    @Test
    void aListIsNoWordForHowSureOneIs() throws Exception {
        Path file = folder.resolve("sure.json");
        Files.writeString(file, """
                                { "lesson": "the-worker-that-went-home", "version": 1, "hash": "%s", "seed": 1,
                                  "answers": [ { "step": 2, "answer": "1", "sure": ["guess"] } ] }
                                """.formatted(LESSON.hash()));

        assertThatThrownBy(() -> LessonAnswers.read(file, LESSON)).isInstanceOf(InvalidScenarioException.class)
                .message().contains(":2:52: sure: found a list; allowed are guess, fairly and certain");
    }
}
