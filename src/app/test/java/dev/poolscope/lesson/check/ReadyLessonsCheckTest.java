package dev.poolscope.lesson.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.poolscope.lesson.format.LessonReader;
import dev.poolscope.lesson.format.ReadyLessons;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.LessonVariation;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.play.Grade;
import dev.poolscope.lesson.play.Grading;
import dev.poolscope.lesson.play.LessonRuns;
import dev.poolscope.lesson.play.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReadyLessonsCheckTest {
    // As the command does it, with fewer trials: those of the command take half a minute for all lessons.
    private static final int TRIALS = 3;

    /** Of each lesson that has one: changes that students try, some of which solve it. */
    private static final Map<String, List<String>> TRIED = Map.of("platform-or-virtual",
            List.of("pool.maxWorkers=12", "pool.maxWorkers=11", "pool.workerType=platform", "pool.idleTimeout=1s"),
            "your-turn",
            List.of("pool.type=quad; pool.idleTimeout=10s; actions=[{at: 13700ms, join: true}]",
                    "pool.type=quad; pool.idleTimeout=10s",
                    "pool.type=thread; pool.maxWorkers=3; pool.idleTimeout=10s; actions=[{at: 13700ms, join: true}]",
                    "pool.type=quad; actions=[{at: 13700ms, join: true}]"));

    // To read one takes longer than to check it so.
    private static final Map<String, Lesson> LESSONS = ReadyLessons.names().stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), ReadyLessons::load));

    static List<String> names() {
        return ReadyLessons.names();
    }

    private static Lesson lesson(String name) {
        return Objects.requireNonNull(LESSONS.get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void noAnswerHangsOnChanceOrIsShownBeforeItIsAsked(String name) {
        LessonCheck.Result result = LessonCheck.of(lesson(name), TRIALS);

        assertThat(result.faults()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachChangeCanBeSolvedInEachVariationAndTheTemptingOnesFail(String name) {
        Lesson lesson = lesson(name);
        for (Step step : lesson.steps()) {
            if (step instanceof Step.Change) {
                List<String> tried = TRIED.getOrDefault(name, List.of());
                assertThat(tried).as("what is tried in %s", name).hasSizeGreaterThan(1);
                for (LessonVariation variation : lesson.variations()) {
                    Grading grading = new Grading(new LessonRuns(variation), 1);

                    List<String> solving = tried.stream().filter(change -> grading
                            .grade(step, Prediction.parse(step, change)).verdict() == Grade.Verdict.RIGHT).toList();

                    assertThat(solving).as("%s %s", name, variation.text()).containsExactly(tried.getFirst());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theExamplesThatSayHowToAnswerAreNoAnswers(String name) {
        for (LessonVariation variation : lesson(name).variations()) {
            Grading grading = new Grading(new LessonRuns(variation), 1);
            for (Step step : lesson(name).steps()) {
                Matcher examples = Pattern.compile("such as (.+)").matcher(Prediction.needed(step));
                if (examples.find()) {
                    for (String example : examples.group(1).replaceFirst(", with .*", "").split(" or ", -1)) {
                        Prediction said = Prediction.parse(step, example.replace("'", ""));

                        assertThat(grading.grade(step, said).verdict()).as(example).isNotEqualTo(Grade.Verdict.RIGHT);
                    }
                }
            }
        }
    }

    @Test
    void aQuestionWhoseAnswerAnEarlierPictureTellsIsRefused() throws Exception {
        String lesson = """
                        lesson: 1
                        title: Shown too early
                        idea: A prediction comes first.
                        minutes: 1
                        runs:
                          base:
                            scenario:
                              poolscope: 1
                              name: two
                              duration: 3s
                              pool: { type: single }
                              streams:
                                - { name: a, arrivals: { batch: { count: 2, at: 1s } }, task: { sleep: 500ms } }
                        steps:
                          - question: How many workers are started?
                            pick: [{ text: one, when: spawned == 1 }, { text: two, when: spawned == 2 }]
                            reveal: { at: 1s, until: %s, explain: One. }
                          - question: How long does task 2 wait?
                            number: { answer: task(2).wait, unit: ms, tolerance: 250ms }
                            reveal: { explain: Until task 1 is done. }
                        """;

        assertThat(faults(lesson.formatted("1499ms"))).isEmpty();
        assertThat(faults(lesson.formatted("1500ms"))).singleElement().asString()
                .startsWith("step 2: a picture that was shown before tells the answer: it goes until 1.500 s");
    }

    @Test
    void aQuestionMayNotBeToldByTheWordsBeforeIt() throws Exception {
        String lesson = """
                        lesson: 1
                        title: Said too early
                        idea: A prediction comes first.
                        minutes: 1
                        runs: { base: { scenario: first-light } }
                        steps:
                          - text: "There are {spawned} workers."
                          - question: How many workers are started?
                            number: { answer: spawned }
                            reveal: { explain: So many. }
                        """;

        assertThat(faults(lesson)).singleElement().asString().contains("gives the answer away: {spawned}");
    }

    private static List<String> faults(String text) throws Exception {
        return LessonCheck.of(LessonReader.parse("lesson", "lesson", text), TRIALS).faults().stream()
                .map(LessonCheck.Finding::message).toList();
    }
}
