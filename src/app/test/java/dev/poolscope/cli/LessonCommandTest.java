package dev.poolscope.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.lesson.format.ReadyLessons;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static org.assertj.core.api.Assertions.assertThat;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class LessonCommandTest {
    private static final String HEAD = """
                                       lesson: 1
                                       title: Three at once
                                       idea: A tie decides nothing.
                                       minutes: 1
                                       runs:
                                         base:
                                           scenario:
                                             poolscope: 1
                                             name: three at once
                                             duration: 2s
                                             pool: { type: dual }
                                             streams:
                                               - { name: a, arrivals: { batch: { count: 3, at: 1s } }, task: { sleep: 200ms } }
                                       """;
    private static final String LESSON = HEAD + """
                                                steps:
                                                  - text: Three tasks come to two workers.
                                                  - question: How many workers are started?
                                                    pick:
                                                      - { text: two, when: spawned == 2 }
                                                      - { text: three, when: spawned == 3, shows: 1c }
                                                    hint: Dual.
                                                    reveal: { at: 1s, explain: "It has {spawned} workers." }
                                                  - question: How long does task 3 wait?
                                                    number: { answer: task(3).wait, unit: ms, tolerance: 60ms }
                                                    sure: false
                                                    reveal: { explain: A worker is free then. }
                                                  - question: Why?
                                                    why: true
                                                    reveal: { explain: Two are the most. }
                                                """;
    private static final String CHANCE = HEAD + """
                                                steps:
                                                  - question: Who takes task 3?
                                                    pick:
                                                      - { text: worker 1, when: task(3).worker == 1 }
                                                      - { text: worker 2, when: task(3).worker == 2 }
                                                    reveal: { explain: The first is first. }
                                                """;

    @TempDir
    Path directory;

    private String file(String text) throws Exception {
        return Files.writeString(directory.resolve("three.yaml"), text).toString();
    }

    /** With a pipe as standard input. */
    private static Invocation.Result piped(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return new Invocation().run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void eachReadyLessonIsListedWithItsMinutesAndTitle() {
        Invocation.Result result = new Invocation().run("lessons");

        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.err()).isEmpty();
        assertThat(result.outLines()).extracting(line -> line.split(" ", 2)[0])
                .isEqualTo(ReadyLessons.names());
        assertThat(result.outLines()).anyMatch(line -> line.matches(
                "the-worker-that-went-home +7 min  The worker that went home"));
    }

    @Test
    void theTerminalAsksUntilItUnderstandsAndRevealsAfterThePrediction() throws Exception {
        Invocation.Result result = piped("?\nthree\n2\nno\nf\n0.2s\nbecause\n", "lesson", file(LESSON));

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.outLines()).containsSubsequence("Three at once (1 min, simulated)", "Step 1 of 4",
                "Three tasks come to two workers.", "Step 2 of 4", "How many workers are started?", "  1  two",
                "  2  three", "Your prediction (a number from 1 to 2 is needed; ? for a hint):", "Dual.",
                "Found 'three'; a number from 1 to 2 is needed.", "Found 'no'; allowed are guess, fairly and certain.",
                "At 1.000 s of the run 'base':", "You said “three”. It is “two”.", "It has 2 workers.",
                "Step 3 of 4", "Your prediction (a time is needed, such as 150ms or 17.5s):",
                "A worker is free then.", "Step 4 of 4", "Two are the most.");
    }

    @Test
    void anInputThatEndsBeforeTheLessonIsRefusedAndWhatWasAnsweredIsWritten() throws Exception {
        Path answers = directory.resolve("answers.json");

        Invocation.Result result = piped("1\n\n", "lesson", file(LESSON), "--answers", answers.toString());

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.errLines()).containsExactly("poolscope: the input ended in step 3, before the lesson");
        assertThat(answers).content().contains("\"step\" : 2").doesNotContain("\"step\" : 3");
    }

    @Test
    void answersThatTheTerminalWroteAreGradedAsTheTerminalGradedThem() throws Exception {
        String lesson = file(LESSON);
        Path answers = directory.resolve("answers.json");
        Path grades = directory.resolve("grades.json");
        Path again = directory.resolve("again.json");

        Invocation.Result asked = piped("2\ncertain\n200\nbecause \"two\", not three: ü\n", "lesson", lesson, "--seed",
                "5",
                "--answers", answers.toString());
        Invocation.Result graded = new Invocation().run("lesson", lesson, "--answers", answers.toString(), "--grade",
                grades.toString());
        new Invocation().run("lesson", lesson, "--seed", "5", "--answers", answers.toString(), "--grade",
                again.toString());

        assertThat(asked.outLines()).contains("You said “three”. It is “two”.", "answers   " + answers);
        assertThat(graded).isEqualTo(new Invocation.Result(ExitCode.FINE,
                "three, seed 5 (simulated): 1 of 3 right" + System.lineSeparator(), ""));
        assertThat(grades).content().contains("\"right\" : 1", "\"wrong\" : 1", "\"notAnswered\" : 0",
                "\"given\" : \"three\"", "\"expected\" : \"two\"", "\"sure\" : \"certain\"", "\"1c\"",
                "\"verdict\" : \"not graded\"", "because \\\"two\\\", not three: ü");
        assertThat(again).hasSameBinaryContentAs(grades);
        assertThat(new Invocation().run("lesson", lesson, "--seed", "6", "--answers", answers.toString(), "--grade",
                grades.toString()).errLines())
                .containsExactly("poolscope: the answers are of the seed 5, not of 6");
    }

    @Test
    void aLessonIsCheckedAndItsMarginsAreSaid() throws Exception {
        String lesson = file(LESSON);

        Invocation.Result result = new Invocation().run("check", lesson, "--trials", "3");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.outLines().getFirst())
                .isEqualTo(lesson + ": no faults; 'Three at once', 4 steps, 1 variation, 3 trials of each");
        assertThat(result.outLines()).contains("margin of at least 400 ms: step 2, spawned");
    }

    @Test
    void trialsOfAScenarioAreRefused() {
        Invocation.Result result = new Invocation().run("check", "first-light", "--trials", "3");

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines())
                .containsExactly("poolscope: --trials is for lessons, and 'first-light' is a scenario");
    }

    @Test
    void aLessonThatHangsOnChanceIsRefusedWithItsPlace() throws Exception {
        String lesson = file(CHANCE);

        Invocation.Result result = new Invocation().run("check", lesson, "--trials", "20");

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out()).isEmpty();
        List<String> lines = result.errLines();
        assertThat(lines).hasSize(1).first().asString()
                .startsWith(lesson + ":15:5: step 1: the answer hangs on chance: ")
                .endsWith("; task(3).worker");
    }

    @Test
    void whateverStandsInAFileOfAnswersIsGradedOrRefusedInSentences() throws Exception {
        String lesson = file(LESSON);
        Path answers = directory.resolve("answers.json");
        Path grades = directory.resolve("grades.json");
        piped("2\ncertain\n200\nbecause\n", "lesson", lesson, "--answers", answers.toString());
        String good = Files.readString(answers);
        List<String> altered = alterations(good);
        int refused = 0;

        for (String each : altered) {
            Files.writeString(answers, each);
            Invocation.Result result = new Invocation().run("lesson", lesson, "--answers", answers.toString(),
                    "--grade",
                    grades.toString());

            assertThat(result.code()).as(each).isIn(ExitCode.FINE, ExitCode.REFUSED);
            if (result.code() == ExitCode.REFUSED) {
                refused++;
                assertThat(result.out()).as(each).isEmpty();
                assertThat(result.errLines()).as(each).isNotEmpty()
                        .allMatch(line -> line.startsWith(answers.toString()) && !line.contains("Exception"));
            }
        }

        assertThat(refused).as("of %d", altered.size()).isGreaterThan(50);
    }

    // Each value by something else, each key left out, and the file broken off.
    private static List<String> alterations(String good) {
        List<String> altered = new ArrayList<>();
        for (String key : List.of("lesson", "version", "hash", "seed", "answers", "step", "answer", "sure",
                "lockedMillis")) {
            Pattern value = Pattern
                    .compile("\"" + key + "\" : (\"[^\"]*\"|[0-9]+" + (key.equals("answers") ? "|(?s)\\[.*\\]" : "")
                            + ")");
            for (String other : List.of("null", "[]", "{}", "true", "-1", "1e400", "\"x\"", "99999999999999999999")) {
                altered.add(value.matcher(good)
                        .replaceFirst(Matcher.quoteReplacement("\"" + key + "\" : " + other)));
            }
            altered.add(good.replaceFirst("\"" + key + "\"", "\"" + key + "s\""));
            altered.add(value.matcher(good).replaceFirst("$0, $0"));
        }
        for (int part = 0; part < 12; part++) {
            altered.add(good.substring(0, good.length() * part / 12));
        }
        altered.add(good.replace("because", "\u0000"));
        altered.add("[".repeat(20_000));
        altered.add("&a [*a, *a]");
        altered.add("lesson: 1");
        return altered;
    }
}
