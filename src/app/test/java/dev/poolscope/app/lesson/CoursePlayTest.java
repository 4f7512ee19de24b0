package dev.poolscope.app.lesson;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.lesson.format.ReadyLessons;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.play.Grade;
import dev.poolscope.lesson.play.GradeReport;
import dev.poolscope.lesson.play.Grading;
import dev.poolscope.lesson.play.LessonAnswers;
import dev.poolscope.lesson.play.LessonRuns;
import dev.poolscope.lesson.play.Prediction;
import dev.poolscope.lesson.play.Sureness;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CoursePlayTest {
    private static final Texts TEXTS = new Texts();
    private static final Pattern SAYS_RIGHT = Pattern
            .compile("So it was\\.|So it is\\.|That is near enough|\\) all holds that was asked for");

    static List<String> lessons() {
        return ReadyLessons.names();
    }

    private static String anAnswer(Step step) {
        return switch (step) {
            case Step.Change _ -> "pool.maxWorkers=12";
            case Step.Question question -> switch (question.asked()) {
                case Asked.Pick _ -> "1";
                case Asked.Quantity _ -> "3";
                case Asked.Order _ -> "1, 2, 3, 4, 5, 6";
                case Asked.Point _ -> "worker 1 at 2.9s";
                case Asked.Why _ -> "because";
            };
            default -> "";
        };
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void whatTheWindowSaysIsWhatTheSavedAnswersAreGraded(String name, @TempDir Path folder) throws Exception {
        Lesson lesson = ReadyLessons.load(name);
        CoursePlay play = new CoursePlay(lesson, 1, TEXTS);
        windowAndCommandLineGradeAlike(lesson, play);
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < play.size(); i++) {
            if (play.step(i).asks() && play.fault(i, anAnswer(lesson.steps().get(i))).isEmpty()) {
                play.lock(i, anAnswer(lesson.steps().get(i)), Sureness.FAIRLY);
                asked.add(i);
            }
        }
        Path saved = Files.writeString(folder.resolve("answers.json"), play.answers());

        GradeReport report = GradeReport.of(lesson, LessonAnswers.read(saved, lesson));

        eachRevealIsAPlaceOrAFact(play);
        assertThat(asked).hasSizeGreaterThan(3);
        for (GradeReport.Row row : report.rows()) {
            Grade grade = row.grade();
            if (grade != null) {
                RevealView shown = play.reveal(row.number() - 1);
                boolean right = SAYS_RIGHT.matcher(shown.said()).find();
                assertThat(right).as(shown.said()).isEqualTo(grade.verdict() == Grade.Verdict.RIGHT);
                assertThat(asked).contains(row.number() - 1);
            }
        }
    }

    // Several answers to each step: what the window says of them, and the grades of the command line.
    private static void windowAndCommandLineGradeAlike(Lesson lesson, CoursePlay play) {
        LessonRuns runs = new LessonRuns(lesson.variation(1));
        Grading commandLine = new Grading(runs, 1);
        int right = 0;
        for (int i = 0; i < play.size(); i++) {
            Step step = lesson.steps().get(i);
            for (String answer : SeveralAnswers.of(step, runs.evaluator(step.on()))) {
                Grade grade = commandLine.grade(step, Prediction.parse(step, answer));

                assertThat(play.fault(i, answer)).as(answer).isEmpty();
                String said = play.reveal(i).said();
                assertThat(SAYS_RIGHT.matcher(said).find())
                        .as("%s, step %d, %s: %s", lesson.name(), i + 1, answer, said)
                        .isEqualTo(grade.verdict() == Grade.Verdict.RIGHT);
                right += grade.verdict() == Grade.Verdict.RIGHT ? 1 : 0;
            }
        }
        assertThat(right).isGreaterThan(2);
    }

    // A lesson is dear to simulate: once for both.
    private static void eachRevealIsAPlaceOrAFact(CoursePlay play) {
        for (int i = 0; i < play.size(); i++) {
            if (play.step(i).asks()) {
                RevealView solution = play.solution(i);

                assertThat(solution.explanation()).isNotBlank();
                assertThat(play.step(i).hint().isEmpty() && play.step(i).kind() != StepView.Kind.WHY).isFalse();
                assertThat(solution.run() == null || solution.run().simulatedCores() > 0).isTrue();
                if (play.step(i).kind() != StepView.Kind.WHY && play.step(i).kind() != StepView.Kind.CHANGE) {
                    assertThat(solution.said()).matches("It (was|is) “.+”\\.");
                }
            }
        }
    }

    @Test
    void thePageWithQuestionsTellsNoAnswerAndTheOtherOneTellsAll() {
        CoursePlay play = new CoursePlay(ReadyLessons.load("one-worker-or-two"), 1, TEXTS);

        String questions = LessonPage.of(play, false);
        String answers = LessonPage.of(play, true);

        assertThat(questions).contains("I predict", "How many threads has it?")
                .doesNotContain(play.idea(), "A new pool has no thread", "It was:");
        assertThat(answers).contains(play.idea(), "A new pool has no thread", "It was “None", "<svg");
    }

    @Test
    void aChangeSaysHowThingsStandInTheFormInWhichTheyAreChanged() {
        CoursePlay play = new CoursePlay(ReadyLessons.load("your-turn"), 1, TEXTS);
        StepView step = play.step(3);

        assertThat(step.values()).containsExactly("pool.type=dual", "pool.idleTimeout=500ms",
                "actions[0]={at: 13.7s, shutdown: true}");
        assertThat(LessonPage.of(play, false)).contains(step.values());
        assertThat(play.fault(3, String.join("; ", step.values()))).isEmpty();
        assertThat(play.fault(3, "actions[0]={at: 13.7s, join: true}")).isEmpty();
    }

    @Test
    void aLessonMadeOfARunPassesItsCheckAndAnswersItself() throws Exception {
        List<NewLesson.Question> questions = new ArrayList<>(
                NewLesson.questions(new Selected.Task(3), OptionalLong.of(2_150_000_000L), 2));
        questions.addAll(NewLesson.questions(new Selected.Worker(1), OptionalLong.empty(), 2));
        String scenario = """
                          poolscope: 1
                          name: own
                          duration: 6s
                          pool: { type: dual, idleTimeout: 1s }
                          streams:
                            - { name: a, arrivals: { constant: { rate: 2/s } }, from: 1s, until: 3s, task: { sleep: 800ms } }
                          """;
        CourseLessons source = new CourseLessons(TEXTS);

        assertThat(questions).hasSize(8);
        for (NewLesson.Question question : questions) {
            String text = new LessonDraft(words(question), question, scenario).text();
            LessonSource.Checked checked = source.check(text);
            LessonPlay play = source.preview(text);

            assertThat(checked.faults()).as(text).isEmpty();
            assertThat(play.size()).isEqualTo(2);
            assertThat(play.title()).isEqualTo("A \"new\" one: it's \\ mine");
            assertThat(play.step(1).text()).isEqualTo(question.words());
            assertThat(play.solution(1).said()).hasSizeGreaterThan("It was “”".length());
            assertThat(play.solution(1).moment()).isNotNegative();
        }
    }

    private static Map<LessonDraft.Field, String> words(NewLesson.Question question) {
        Map<LessonDraft.Field, String> words = new EnumMap<>(LessonDraft.Field.class);
        for (LessonDraft.Field field : LessonDraft.Field.values()) {
            words.put(field, "Some words,\nin two lines.");
        }
        for (LessonDraft.Field line : List.of(LessonDraft.Field.IDEA, LessonDraft.Field.AUDIENCE)) {
            words.put(line, "Some words");
        }
        words.put(LessonDraft.Field.TITLE, "A \"new\" one: it's \\ mine");
        words.put(LessonDraft.Field.QUESTION, question.words());
        return words;
    }

    @Test
    void eachFaultOfADraftLeadsToItsField() throws Exception {
        NewLesson.Question question = NewLesson.questions(new Selected.Task(3), OptionalLong.empty(), 2).getFirst();
        CourseLessons source = new CourseLessons(TEXTS);
        for (LessonDraft.Field field : EnumSet.complementOf(EnumSet.of(LessonDraft.Field.AUDIENCE))) {
            Map<LessonDraft.Field, String> words = words(question);
            words.put(field, " ");
            LessonDraft draft = new LessonDraft(words, question, ReadyScenarios.text("first-light"));

            List<LessonSource.Fault> faults = source.check(draft.text()).faults();

            assertThat(faults).as(field + "\n" + draft.text()).isNotEmpty()
                    .allMatch(fault -> draft.at(fault.line()) == field);
        }
    }

    @Test
    void handsAreCountedInTwoRoundsThatAreBothKept() {
        HandCount count = new HandCount(3);
        count.add(0, 1);
        count.add(2, 1);
        count.add(2, -1);
        count.add(2, -1);
        count.add(7, 1);
        count.otherRound();
        count.add(1, 1);

        assertThat(count.round()).isEqualTo(2);
        assertThat(List.of(count.hands(1, 0), count.hands(1, 2), count.all(1), count.all(2), count.hands(2, 1)))
                .containsExactly(1, 0, 1, 1, 1);
    }
}
